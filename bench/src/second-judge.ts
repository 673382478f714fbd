/**
 * Prints the scorecard of real mosaics beside that of the independent implementation:
 *
 *     node bench/dist/second-judge.js
 */

import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, type Raster, type Scorecard, scorecard, variety } from '@tesserae/core';
import { squareGrid } from '@tesserae/core/internal';
import {
  hasSecondJudge,
  plainMosaic,
  readPicture,
  SECOND_JUDGE,
  samplesFolder,
  secondJudge,
  shrunk,
} from '@tesserae/testing';

/** Targets of the samples, with a grid that has their proportions to within 1 %. */
const CASES = [
  { target: '01-mona-lisa.png', columns: 56, rows: 56, cell: [13, 13] },
  { target: '03-great-wave.jpg', columns: 80, rows: 44, cell: [40, 40] },
  { target: '07-venice-turner.webp', columns: 61, rows: 68, cell: [24, 16] },
  { target: '10-parrots-kodim23.png', columns: 48, rows: 48, cell: [9, 6] },
] as const;

async function main(): Promise<void> {
  const samples = samplesFolder();
  if (samples === undefined || !hasSecondJudge()) throw new Error(`needs ${SECOND_JUDGE}`);
  const photos = await photosOf(join(samples, 'photos', 'cid22'));
  console.log(`Node ${process.version}, ${cpus()[0].model}; ${photos.length} photos\n`);
  console.log(`| target | grid, cell | judge | time | ${SHOWN.join(' | ')} |`);
  console.log(`|---|---|---|--:|${SHOWN.map(() => '--:|').join('')}`);
  let widest = 0;
  for (const { target: name, columns, rows, cell } of CASES) {
    const target = await readPicture(join(samples, 'targets', name));
    const ready = photos.map((photo) => shrunk(photo, cell[0], cell[1]));
    const { mosaic, placed } = plainMosaic(target, ready, { columns, rows });
    const opinion = { target, mosaic, columns, rows, placed, count: photos.length };

    const started = performance.now();
    const ours = ownCard(opinion);
    const seconds = (performance.now() - started) / 1000;
    const theirs = await inFolder((folder) => secondJudge(folder, opinion));
    const grid = `${columns}×${rows}, ${cell[0]}×${cell[1]} px`;
    console.log(`| ${name} | ${grid} | ours | ${seconds.toFixed(2)} s | ${numbers({ ...ours })} |`);
    console.log(`| | | score.py | | ${numbers(theirs)} |`);
    const off = SHOWN.map(
      (key) => Math.abs(Number(ours[key]) - Number(theirs[key])) / Math.max(1, Number(theirs[key])),
    );
    widest = Math.max(widest, ...off);
  }
  console.log(`\nLargest difference, of numbers above 1 relative to them: ${widest.toExponential(1)}`);
}

const SHOWN = [
  ...(['far_dE', 'far_dE95', 'far_enc', 'mid_ssim', 'edge', 'edge_near', 'ssim_near', 'L_near', 'C_near'] as const),
  ...(['grain', 'pop', 'variety', 'echo', 'leak'] as const),
];

function numbers(card: Readonly<Record<string, unknown>>): string {
  return SHOWN.map((key) => Number(card[key]).toFixed(5)).join(' | ');
}

/** The scorecard without a placed view's untouched twin: nothing was recoloured. */
function ownCard(opinion: Parameters<typeof secondJudge>[1]): Scorecard {
  const { target, mosaic, columns, rows, placed, count } = opinion;
  const { width, height } = mosaic;
  const seen = judge({ target, width, height, shape: squareGrid(columns, rows), recolor: 'none', leak: true });
  seen.mosaic({ y: 0, raster: mosaic });
  return scorecard(
    seen.result(),
    variety({ shape: { kind: 'grid', columns, rows, cell: [1, 1] }, photos: placed, count }),
  );
}

async function photosOf(folder: string): Promise<Raster[]> {
  const photos: Raster[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (/\.(jpe?g|png|webp)$/i.test(name)) photos.push(await readPicture(join(folder, name)));
  }
  return photos;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tesserae-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

await main();
