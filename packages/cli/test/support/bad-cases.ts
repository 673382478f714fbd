/** Command lines that must fail, by exit code: the words, the error's code, and what it says as data. */

/** [what, words, code, some of its fields]; `MAKE` stands for a command line in which nothing is wrong. */
export type BadCase = readonly [what: string, words: string, code: string, fields: BadFields];

/** Fields of the error; of a way out one property is enough. */
export interface BadFields {
  readonly file?: string;
  readonly subject?: string;
  readonly expected?: RegExp;
  readonly received?: RegExp | number;
  readonly wayOut?: object;
}

/** Stands for `make target.jpg photos -o out.png`. */
export const MAKE = 'make target.jpg photos -o out.png';

/** Exit code → cases. The files are those of `workshop` in bad-input.test.ts. */
export const BAD_CASES: Readonly<Record<number, readonly BadCase[]>> = {
  1: [
    ['missing target', 'make gone.jpg photos -o out.png', 'not-found', { file: 'gone.jpg' }],
    ['target that is no picture', 'make text.jpg photos -o out.png', 'not-a-picture', { file: 'text.jpg' }],
    ['empty target', 'make empty.jpg photos -o out.png', 'empty', { file: 'empty.jpg' }],
    [
      'truncated target',
      'make cut.jpg photos -o out.png',
      'truncated',
      { file: 'cut.jpg', received: /ends too early/ },
    ],
    ['missing folder of photos', 'make target.jpg gone -o out.png', 'not-found', { file: 'gone' }],
    ['folder without photos', 'make target.jpg none -o out.png', 'no-photos', { file: 'none' }],
    [
      'folder with only bad photos',
      'make target.jpg bad -o out.png',
      'no-photos',
      { file: 'bad', received: /2 refused/ },
    ],
    [
      'missing output folder',
      'make target.jpg photos -o no/where/out.png',
      'not-found',
      { expected: /no\/where$/, wayOut: { do: 'make-folder' } },
    ],
    [
      'plan of a newer format',
      'render plan.json -o out.png',
      'newer-plan',
      { file: 'plan.json', expected: /^format \d/, received: /^format 99$/, wayOut: { do: 'update' } },
    ],
    ['plan that is none', 'score config.json', 'not-a-plan', { file: 'config.json', received: /^other JSON$/ }],
    [
      'placements for a plan',
      'render placements.json -o out.png',
      'not-a-plan',
      { file: 'placements.json', received: /^placements/ },
    ],
    ['missing plan', 'render gone.json -o out.png', 'not-found', { file: 'gone.json' }],
    ['folder for a plan', 'render photos -o out.png', 'unreadable', { file: 'photos', received: /^a folder$/ }],
  ],
  2: [
    [
      'columns beside a plan to score',
      'score target.plan.json --columns 9',
      'usage',
      { subject: 'columns', wayOut: { omit: 'columns' } },
    ],
    [
      'link that leads nowhere, as output',
      'make target.jpg photos -o nowhere.png',
      'exists',
      { file: 'nowhere.png', wayOut: { do: 'remove-link' } },
    ],
    [
      'link that leads nowhere, to be replaced',
      'make target.jpg photos -o nowhere.png -y',
      'exists',
      { file: 'nowhere.png', wayOut: { do: 'remove-link' } },
    ],
    [
      '--columns 0',
      `${MAKE} --columns 0`,
      'settings',
      { subject: 'columns', expected: /^an integer from 1 to 2000/, received: /^"0"$/ },
    ],
    ['--columns eighty', `${MAKE} --columns eighty`, 'settings', { subject: 'columns', received: /^"eighty"$/ }],
    ['--columns 1e9', `${MAKE} --columns 1e9`, 'settings', { subject: 'columns', received: /^"1e9"$/ }],
    ['--columns -5', `${MAKE} --columns -5`, 'settings', { subject: 'columns', received: /^"-5"$/ }],
    [
      '--cell 0',
      `${MAKE} --cell 0`,
      'settings',
      { subject: 'cell', expected: /^whole pixels from 1 to 4000/, received: /^"0"$/ },
    ],
    [
      '--cell and --size',
      `${MAKE} --columns 8 --cell 9 --size 90px`,
      'settings',
      { subject: 'size', wayOut: { omit: 'cell' } },
    ],
    [
      '--match by what is not known',
      `${MAKE} --match magic`,
      'settings',
      { subject: 'match', expected: /^one of multiscale, mean$/, received: /^"magic"$/ },
    ],
    [
      '--detail above its range',
      `${MAKE} --detail 101`,
      'settings',
      { subject: 'detail', expected: /^a number from 0 to 100$/, received: /^"101"$/ },
    ],
    [
      '--variety below its range',
      `${MAKE} --variety -1`,
      'settings',
      { subject: 'variety', expected: /^a number from 0 to 100$/, received: /^"-1"$/ },
    ],
    [
      '--show of a share',
      `${MAKE} --show 66`,
      'settings',
      { subject: 'show', expected: /^one of part, most, whole$/, received: /^"66"$/ },
    ],
    [
      '--views and --show',
      `${MAKE} --views crops --show most`,
      'settings',
      { subject: 'show', wayOut: { omit: 'views' } },
    ],
    ['--size 0', `${MAKE} --size 0`, 'settings', { subject: 'size', expected: /^a size with its unit, as 60x90cm/ }],
    [
      '--size without a unit',
      `${MAKE} --size 128000`,
      'settings',
      { subject: 'size', received: /^"128000", which has no unit$/ },
    ],
    ['--size of one side and a half', `${MAKE} --size 60x`, 'settings', { subject: 'size', received: /^"60x"$/ }],
    ['--size of nothing', `${MAKE} --size 0cm`, 'settings', { subject: 'size', received: /^"0cm", which is nothing/ }],
    [
      'an unknown paper',
      `${MAKE} --size A11`,
      'settings',
      { subject: 'size', expected: /A0 to A6/, received: /^"A11"$/ },
    ],
    [
      '--size between cells',
      `${MAKE} --columns 8 --size 12px`,
      'settings',
      { subject: 'size', expected: /^a width of 8 or 16 px/ },
    ],
    [
      '--columns pixels --shape',
      `${MAKE} --columns pixels --shape 3:2`,
      'settings',
      { subject: 'shape', wayOut: { omit: 'columns' } },
    ],
    [
      'target and photos swapped',
      'make photos target.jpg -o out.png',
      'usage',
      { file: 'photos', wayOut: { run: 'make', on: ['target.jpg', 'photos'] } },
    ],
    ['no output', 'make target.jpg photos', 'usage', { subject: 'output' }],
    [
      'output exists',
      'make target.jpg photos -o there.png',
      'exists',
      { file: 'there.png', wayOut: { give: 'force' } },
    ],
    [
      'output is a folder, with -y',
      'make target.jpg photos -o folder.png -y',
      'exists',
      { file: 'folder.png', received: /^a folder$/ },
    ],
    ['plan exists', `${MAKE} --plan there.png`, 'exists', { file: 'there.png', wayOut: { give: 'force' } }],
    [
      'unknown suffix',
      'make target.jpg photos -o out.bmp',
      'unknown-format',
      { file: 'out.bmp', expected: /\.png/, received: /^"\.bmp"$/ },
    ],
    ['no suffix', 'make target.jpg photos -o out', 'unknown-format', { file: 'out', received: /^a name without one$/ }],
    [
      'unknown suffix of a report',
      `${MAKE} --report r.txt`,
      'unknown-format',
      { subject: 'report', expected: /\.csv or \.json$/, received: /^"\.txt"$/ },
    ],
    [
      'the target as output, with -y',
      'make target.jpg photos -o target.jpg -y',
      'exists',
      { file: 'target.jpg', subject: 'output' },
    ],
    [
      'the target as output, through a link',
      'make target.jpg photos -o link.png -y',
      'exists',
      { file: 'link.png', subject: 'output' },
    ],
    [
      'one file for two outputs',
      `${MAKE} --plan p.json --placements ./p.json`,
      'usage',
      { file: './p.json', subject: 'placements' },
    ],
    [
      'settings file with a misspelling',
      `${MAKE} --config config.json`,
      'settings',
      { subject: 'colums', expected: /such as columns, / },
    ],
    ['settings file that is none', `${MAKE} --config there.png`, 'settings', { file: 'there.png', expected: /^JSON/ }],
  ],
  4: [
    [
      'fewer uses than cells',
      `${MAKE} --columns 8 --max-uses 2`,
      'rules-impossible',
      { subject: 'maxUses', received: /^12 photos .* 24$/, wayOut: { set: 'maxUses', atLeast: 4 } },
    ],
    [
      'more uses asked for than cells',
      `${MAKE} --columns 4 --min-uses 2`,
      'rules-impossible',
      { subject: 'minUses', wayOut: { set: 'minUses', atMost: 1 } },
    ],
    [
      'more uses asked for than allowed, before anything is looked at',
      `make target.jpg gone -o out.png --min-uses 3 --max-uses 2`,
      'rules-impossible',
      { subject: 'minUses', received: 3, wayOut: { set: 'maxUses', atLeast: 3 } },
    ],
    [
      'too few photos for the spacing',
      `${MAKE} --columns 8 --spacing 3`,
      'rules-impossible',
      { subject: 'spacing', expected: /^at least 16 photos/, received: 12, wayOut: { set: 'spacing', to: 2 } },
    ],
  ],
  5: [
    [
      'more cells than there can be',
      `${MAKE} --columns 2000 --rows 20000`,
      'limit',
      { subject: 'columns', received: /40000000 cells$/ },
    ],
    [
      'wider than JPEG',
      'make target.jpg photos -o out.jpg --columns 700 --cell 100',
      'limit',
      { subject: 'JPEG', expected: /^at most 65,500 px/, received: /^70,000 /, wayOut: { set: 'cell', atMost: 93 } },
    ],
    [
      'more than the encoder of AVIF holds',
      'make target.jpg photos -o out.avif --size 9600px',
      'limit',
      {
        subject: 'AVIF',
        expected: /^at most 30\.7 megapixels/,
        received: /^69\.1 /,
        wayOut: { set: 'cell', atMost: 79 },
      },
    ],
    [
      'wider than WebP',
      'make target.jpg photos -o out.webp --size 20000px',
      'limit',
      { subject: 'WEBP', expected: /^at most 16,383 px/ },
    ],
  ],
  10: [
    [
      'missing library',
      'make target.jpg --library gone.tesserae -o out.png',
      'no-library',
      { file: 'gone.tesserae', wayOut: { run: 'index' } },
    ],
    [
      'library that is none',
      'make target.jpg --library foreign.tesserae -o out.png',
      'not-a-library',
      { file: 'foreign.tesserae' },
    ],
    ['the same, to be written', `${MAKE} --library foreign.tesserae`, 'not-a-library', { file: 'foreign.tesserae' }],
  ],
};
