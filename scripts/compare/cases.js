/** What `npm run compare` runs: small inputs of everything, and command lines that take them through every output there is. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplesFolder, syntheticPhoto, writePhotos, writePicture } from '@tesserae/testing';

/**
 * Command lines after `tesserae`, run in the folder of inputs, which write into `out/`. What one prints with --json goes into
 * `json`, if it has one. A case whose name begins with another's and a slash runs after it, and takes what that wrote.
 *
 * @typedef {{ name: string, runs: { line: string, json?: string }[] }} Case
 */

/** The folder of real photos, if there is one; a word that begins with `samples/` means it. */
export const SAMPLES = samplesFolder();

/** Writes photos of several formats and sizes, two targets, a clip with sound and a table of names. */
export async function writeInputs(/** @type {string} */ folder) {
  const photos = join(folder, 'photos');
  for (const [name, count, options] of /** @type {const} */ ([
    ['small', 70, { seed: 1 }],
    ['tall', 20, { seed: 101, width: 300, height: 420, format: 'png' }],
    ['large', 6, { seed: 201, width: 1500, height: 1000 }],
    ['other', 6, { seed: 301, width: 400, height: 400, format: 'webp' }],
  ])) {
    mkdirSync(join(photos, name), { recursive: true });
    await writePhotos(join(photos, name), count, options);
  }
  await writePicture(join(folder, 'target.png'), syntheticPhoto(9001, 480, 360));
  await writePicture(join(folder, 'other.jpg'), syntheticPhoto(9002, 420, 500));
  writeFileSync(
    join(folder, 'names.csv'),
    'name,photo\nAnna,photos/small/photo-0001.jpg\nBea,photos/tall/photo-0002.png\n',
  );
  const [video, sound] = ['testsrc2=size=240x180:rate=12:duration=3', 'sine=frequency=440:duration=3'];
  const inputs = ['-f', 'lavfi', '-i', video, '-f', 'lavfi', '-i', sound];
  const codecs = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-threads', '1'];
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, ...codecs, join(folder, 'clip.mp4')]);
}

const PLAN = 'out/a.plan.json --library a.tesserae';
const OTHER = 'out/b.plan.json --library a.tesserae';
const SMALL = '--for 320x240 --fps 12';

/** @type {readonly Case[]} */
export const CASES = [
  one(
    'make',
    'make target.png photos -o out/a.png --library a.tesserae --plan out/a.plan.json --columns 20 --cell 24 --min-uses 1 --placements out/a.placements.json --report out/a.report.json --error-map out/a.error.png',
    'make other.jpg -o out/b.jpg --library a.tesserae --plan out/b.plan.json --columns 14 --shape 3:2 --cell 40 --tint 1.15 --overlay 20 --max-uses 6 --effort best --group-budget --report out/b.report.csv',
    'make target.png -o out/c.webp --library a.tesserae --plan out/c.plan.json --columns 24 --match mean --space lab --cell 20 --views whole --spacing 0 --refine 0',
    'make target.png -o out/d.tif --library a.tesserae --plan out/d.plan.json --size 1000px --cell 50 --no-mirror --effort fast --seed 7 --spacing 4 --pin r1c1=photos/large/photo-0003.jpg --ban photos/other',
  ),
  one(
    'make/render',
    `render ${PLAN} -o out/r37.png --cell 37`,
    `render ${PLAN} -o out/r100.jpg --cell 100 --report out/r.csv --report-level captions`,
    `render ${PLAN} -o out/r50.tif --cell 50`,
    `render ${PLAN} -o out/pyramid.tif --cell 64 --pyramid`,
    `render ${PLAN} -o out/r.avif --cell 16 --quality 60`,
    `render ${OTHER} -o out/untinted.png --tint 1 --overlay 0 --size 900px`,
    `render ${OTHER} -o out/tinted.webp --cell 30`,
  ),
  one(
    'make/zoom',
    `zoom ${PLAN} -o out/zoom --cell 60`,
    `zoom ${OTHER} -o out/single.html --single-file --tell captions --photo-size 200 --cell 40`,
  ),
  one(
    'make/print',
    `print ${PLAN} -o out/sheet.pdf`,
    `print ${PLAN} -o out/pages.pdf --paper A4 --pages A5 --index --dpi 100`,
    `print ${PLAN} -o out/cards.pdf --paper A5 --fit fill --cards names.csv --dpi 100`,
    `print ${OTHER} -o out/tinted.pdf --paper 10x10cm --bleed 2mm --no-marks --dpi 120`,
  ),
  one(
    'make/film',
    `film ${PLAN} -o out/zoom-in.mp4 ${SMALL} --seconds 3 --poster out/poster.png`,
    `film ${OTHER} -o out/disperse.gif --style disperse --for 160x120 --fps 8 --seconds 2`,
    `film ${PLAN} -o out/endless.webp --style endless --for 160x120 --fps 8 --seconds 2`,
    `film ${PLAN} -o out/morph.mp4 --style morph --with out/b.plan.json ${SMALL} --seconds 2`,
    `film ${PLAN} -o out/reveal.webm --encoder ffmpeg --style reveal ${SMALL} --seconds 2`,
    `film ${PLAN} -o out/x264.mp4 --encoder ffmpeg --style zoom-out ${SMALL} --seconds 2`,
    `film ${PLAN} -o out/frames/%05d.png --style assemble --for 160x120 --fps 6 --seconds 2`,
  ),
  one(
    'clip',
    'index photos --library clip.tesserae',
    'make clip.mp4 -o out/clip.mp4 --library clip.tesserae --columns 16 --cell 16',
    'make clip.mp4 -o out/clip.webm --library clip.tesserae --columns 12 --cell 16 --encoder ffmpeg --fps 8',
    'make clip.mp4 -o out/clip.gif --library clip.tesserae --columns 12 --cell 8 --fps 6 --change-budget 10%',
  ),
  one(
    'make/edit',
    `edit ${PLAN} --swap r3c4=photos/large/photo-0002.jpg --lock r6c2:r6c3 --ban photos/tall/photo-0004.png -o out/edited.plan.json --render out/edited.png --cell 20`,
    `edit ${OTHER} --pin r2c2=photos/small/photo-0007.jpg --max-uses 5 --resolve all -o out/resolved.plan.json`,
  ),
  {
    name: 'make/score',
    runs: [
      { line: `score ${PLAN} --json`, json: 'out/a.score.json' },
      { line: `score ${OTHER} --json`, json: 'out/b.score.json' },
      { line: `verify out/a.plan.json --json`, json: 'out/a.verify.json' },
      { line: 'library export --library a.tesserae --csv out/library.csv' },
    ],
  },
  ...(SAMPLES === undefined
    ? []
    : [
        one(
          'samples',
          'make samples/targets/10-parrots-kodim23.png samples/photos -o out/s.jpg --library s.tesserae --plan out/s.plan.json --columns 40 --cell 32',
          'film out/s.plan.json --library s.tesserae -o out/s.mp4 --for 320x240 --fps 10 --seconds 2',
        ),
      ]),
];

/** @returns {Case} */
function one(/** @type {string} */ name, /** @type {string[]} */ ...lines) {
  return { name, runs: lines.map((line) => ({ line })) };
}
