/** Command lines that must fail, by exit code: the words, the error's code, and the sentence with the way out. */

/** [what, words, code, sentence]; `MAKE` stands for a command line in which nothing is wrong. */
export type BadCase = readonly [what: string, words: string, code: string, sentence: RegExp];

/** Stands for `make target.jpg photos -o out.png`. */
export const MAKE = 'make target.jpg photos -o out.png';

/** Exit code → cases. The files are those of `workshop` in bad-input.test.ts. */
export const BAD_CASES: Readonly<Record<number, readonly BadCase[]>> = {
  1: [
    [
      'missing target',
      'make gone.jpg photos -o out.png',
      'not-found',
      /^gone\.jpg: there is no such file or folder\. Check the name\.$/,
    ],
    ['target that is no picture', 'make text.jpg photos -o out.png', 'not-a-picture', /^text\.jpg: /],
    ['empty target', 'make empty.jpg photos -o out.png', 'empty', /^empty\.jpg: is empty\. Copy/],
    ['truncated target', 'make cut.jpg photos -o out.png', 'truncated', /^cut\.jpg: .*ends too early\. Copy/],
    ['missing folder of photos', 'make target.jpg gone -o out.png', 'not-found', /^gone: .*Check/],
    [
      'folder without photos',
      'make target.jpg none -o out.png',
      'no-photos',
      /^none: expected at least one usable photo/,
    ],
    [
      'folder with only bad photos',
      'make target.jpg bad -o out.png',
      'no-photos',
      /^bad: expected at least one .*2 refused/,
    ],
    [
      'missing output folder',
      'make target.jpg photos -o no/where/out.png',
      'not-found',
      /the folder no\/where does not exist\. Make it/,
    ],
    [
      'plan of a newer format',
      'render plan.json -o out.png',
      'newer-plan',
      /^plan\.json: made by format 99, this program reads format \d+\. Update/,
    ],
    [
      'plan that is none',
      'score config.json',
      'not-a-plan',
      /^config\.json: is JSON, but no plan of a mosaic\. Name the file that --plan wrote/,
    ],
    [
      'placements for a plan',
      'render placements.json -o out.png',
      'not-a-plan',
      /^placements\.json: these are placements.*--plan wrote/,
    ],
    ['missing plan', 'render gone.json -o out.png', 'not-found', /^gone\.json: there is no such file/],
    [
      'folder for a plan',
      'render photos -o out.png',
      'unreadable',
      /^photos: expected a file, received a folder\. Use/,
    ],
  ],
  2: [
    [
      'picture for a plan to score',
      'score target.jpg --columns 9',
      'usage',
      /^--columns: a plan says that itself\. .*A picture is named by --mosaic target\.jpg/,
    ],
    [
      'link that leads nowhere, as output',
      'make target.jpg photos -o nowhere.png',
      'exists',
      /^nowhere\.png: is a link to a file that is not there\. Remove the link/,
    ],
    [
      'link that leads nowhere, to be replaced',
      'make target.jpg photos -o nowhere.png -y',
      'exists',
      /^nowhere\.png: is a link to a file that is not there\. Remove the link/,
    ],
    ['--columns 0', `${MAKE} --columns 0`, 'settings', /^--columns: expected an integer from 1 to 2000.*received "0"/],
    ['--columns eighty', `${MAKE} --columns eighty`, 'settings', /^--columns: expected .*received "eighty"/],
    ['--columns 1e9', `${MAKE} --columns 1e9`, 'settings', /^--columns: expected .*received "1e9"/],
    ['--columns -5', `${MAKE} --columns -5`, 'settings', /^--columns: expected .*received "-5"/],
    [
      '--cell 0',
      `${MAKE} --cell 0`,
      'settings',
      /^--cell: expected whole pixels from 1 to 4000, or a length as 15mm, received "0"/,
    ],
    ['--cell and --size', `${MAKE} --columns 8 --cell 9 --size 90px`, 'settings', /^--size: cannot be given together/],
    [
      '--match by what is not known',
      `${MAKE} --match magic`,
      'settings',
      /^--match: expected pyramid or mean, received "magic"/,
    ],
    ['--size 0', `${MAKE} --size 0`, 'settings', /^--size: expected a size with its unit, as 60x90cm/],
    ['--size without a unit', `${MAKE} --size 128000`, 'settings', /^--size: .*"128000", which has no unit\.$/],
    ['--size of one side and a half', `${MAKE} --size 60x`, 'settings', /^--size: .*received "60x"\.$/],
    [
      '--size of nothing',
      `${MAKE} --size 0cm`,
      'settings',
      /^--size: .*received "0cm", which is nothing: lengths are above 0\.$/,
    ],
    ['an unknown paper', `${MAKE} --size A11`, 'settings', /^--size: .*"A11"\. Names: A0 to A6/],
    ['--size between cells', `${MAKE} --columns 8 --size 12px`, 'settings', /^--size: .*8 columns are 8 or 16 px wide/],
    [
      '--columns pixels --shape',
      `${MAKE} --columns pixels --shape 3:2`,
      'settings',
      /^--shape: cannot be given together/,
    ],
    [
      'target and photos swapped',
      'make photos target.jpg -o out.png',
      'usage',
      /^photos: .*received a folder\. Run tesserae make target\.jpg photos/,
    ],
    ['no output', 'make target.jpg photos', 'usage', /^output: expected a name .*received nothing/],
    ['output exists', 'make target.jpg photos -o there.png', 'exists', /^there\.png: is there already\. .*-y/],
    [
      'output is a folder, with -y',
      'make target.jpg photos -o folder.png -y',
      'exists',
      /^folder\.png: is a folder and is not replaced\. Choose/,
    ],
    ['plan exists', `${MAKE} --plan there.png`, 'exists', /^there\.png: is there already/],
    [
      'unknown suffix',
      'make target.jpg photos -o out.bmp',
      'unknown-format',
      /^out\.bmp: expected a suffix out of .*\.png.*received "\.bmp"/,
    ],
    [
      'no suffix',
      'make target.jpg photos -o out',
      'unknown-format',
      /^out: expected a suffix .*received a name without one/,
    ],
    [
      'unknown suffix of a report',
      `${MAKE} --report r.txt`,
      'unknown-format',
      /^--report: expected a suffix out of \.csv \.json, received "\.txt"/,
    ],
    [
      'the target as output, with -y',
      'make target.jpg photos -o target.jpg -y',
      'exists',
      /^target\.jpg: --output: is what the run reads/,
    ],
    [
      'the target as output, through a link',
      'make target.jpg photos -o link.png -y',
      'exists',
      /^link\.png: --output: is what the run reads/,
    ],
    [
      'one file for two outputs',
      `${MAKE} --plan p.json --placements ./p.json`,
      'usage',
      /^\.\/p\.json: --placements: is also the file of plan/,
    ],
    [
      'settings file with a misspelling',
      `${MAKE} --config config.json`,
      'settings',
      /^colums: there is no such setting\./,
    ],
    ['settings file that is none', `${MAKE} --config there.png`, 'settings', /^there\.png: expected JSON/],
  ],
  4: [
    [
      'fewer uses than cells',
      `${MAKE} --columns 8 --max-uses 2`,
      'rules-impossible',
      /^--max-uses: 12 photos used at most 2 times fill 24 cells; the layout has 48\. Allow at least 4 uses/,
    ],
    [
      'more uses asked for than cells',
      `${MAKE} --columns 4 --min-uses 2`,
      'rules-impossible',
      /^--min-uses: .*Ask for at most 1/,
    ],
    [
      'more uses asked for than allowed, before anything is looked at',
      `make target.jpg gone -o out.png --min-uses 3 --max-uses 2`,
      'rules-impossible',
      /^--min-uses: .*--max-uses allows 2\. Allow at least 3/,
    ],
    [
      'too few photos for the spacing',
      `${MAKE} --columns 8 --spacing 3`,
      'rules-impossible',
      /^--spacing: .*at least 16 photos; there are 12\. Allow spacing 2/,
    ],
  ],
  5: [
    ['more cells than there can be', `${MAKE} --columns 2000 --rows 20000`, 'limit', /40000000 cells; at most 4000000/],
    [
      'wider than JPEG',
      'make target.jpg photos -o out.jpg --columns 700 --cell 100',
      'limit',
      /^JPEG: expected at most 65,500 px a side, received 70,000 .*PNG.*at most 93 px/,
    ],
    [
      'more than the encoder of AVIF holds',
      'make target.jpg photos -o out.avif --size 9600px',
      'limit',
      /^AVIF: expected at most 30\.7 megapixels.*received 69\.1 .*Write PNG .*take cells of at most 79 px/,
    ],
    [
      'wider than WebP',
      'make target.jpg photos -o out.webp --size 20000px',
      'limit',
      /^WEBP: expected at most 16,383 px/,
    ],
  ],
  10: [
    [
      'missing library',
      'make target.jpg --library gone.tesserae -o out.png',
      'no-library',
      /^gone\.tesserae: there is no library\..*tesserae index/,
    ],
    [
      'library that is none',
      'make target.jpg --library foreign.tesserae -o out.png',
      'not-a-library',
      /^foreign\.tesserae: is not a library/,
    ],
    [
      'the same, to be written',
      `${MAKE} --library foreign.tesserae`,
      'not-a-library',
      /^foreign\.tesserae: is not a library/,
    ],
  ],
};
