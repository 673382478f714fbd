/**
 * `npm run bench:memory`: the most memory of commands, of their own process and of any process below it. Prints, judges nothing;
 * needs Linux's /proc.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bombs, syntheticPhoto, writeCollection, writePicture } from '@tesserae/testing';
import { megabytes, tesserae } from './soak/program.js';

const COMMANDS = [
  'index photos --library l.tesserae',
  'make target.png --library l.tesserae --columns 80 --cell 40 -o a.png --plan p.json',
  'render p.json --library l.tesserae --cell 200 -o b.png',
  'zoom p.json --library l.tesserae --cell 100 -o page',
  'film p.json --library l.tesserae --seconds 4 -o a.mp4',
  'print p.json --library l.tesserae --paper 1m -o a.pdf',
  // small files that claim far more than they are
  'index bombs --library b.tesserae',
];

const folder = mkdtempSync(join(tmpdir(), 'tesserae-memory-'));
process.chdir(folder);
try {
  await writePicture('target.png', syntheticPhoto(77, 1600, 1200));
  await writeCollection('photos', 2000);
  mkdirSync('bombs');
  for (const [name, bytes] of await bombs()) writeFileSync(join('bombs', name), bytes);
  for (const words of COMMANDS) {
    const { exit, ownPeak, childPeak } = await tesserae(words.split(' '));
    const ended = exit === 0 || exit === 3 ? '' : `  ended with ${exit}`;
    console.log(`${megabytes(ownPeak).padStart(8)} ${megabytes(childPeak).padStart(8)} a child  ${words}${ended}`);
  }
} finally {
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true, force: true });
}
