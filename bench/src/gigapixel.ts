/**
 * `npm run bench:gigapixel`: large pictures of one plan: memory of all processes, time beside libvips, and whether other
 * programs open them.
 *
 *     npm run bench:gigapixel                     40,000 × 25,000 as JPEG, PNG and TIFF
 *     npm run bench:gigapixel -- --huge           also 80,000 × 50,000 as BigTIFF, which takes 10 GB of the disk
 *
 * It needs the sample photos (`TESSERAE_SAMPLES`), `vips`, `vipsthumbnail` and `tiffinfo`.
 */

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samplesFolder } from '@tesserae/testing';
import { type Run, runCommand } from './run-command.js';

/** 25,000 cells; their sides make a gigapixel of it, and four. */
const GRID = ['--columns', '200', '--rows', '125'];
const CELL = 200;
const HUGE_CELL = 400;

const root = join(import.meta.dirname, '..', '..');
const tesserae = (...words: string[]): string[] => [
  process.execPath,
  join(root, 'packages', 'cli', 'bin', 'tesserae.js'),
  ...words,
];

const { values } = parseArgs({ options: { huge: { type: 'boolean', default: false } } });
const samples = samplesFolder();
if (samples === undefined) {
  console.error('The bench needs the sample photos: set TESSERAE_SAMPLES to their folder.');
  process.exit(1);
}
const photos = join(samples, 'photos');
const scratch = mkdtempSync(join(tmpdir(), 'tesserae-gigapixel-'));
try {
  await bench(photos, join(samples, 'targets', '10-parrots-kodim23.png'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function bench(collection: string, target: string): Promise<void> {
  const [plan, library] = [join(scratch, 'g.plan.json'), join(scratch, 'g.tesserae')];
  const words = ['--library', library, '--plan', plan, '-o', join(scratch, 'small.png'), '--cell', '8', ...GRID, '-q'];
  await runCommand(tesserae('make', target, collection, ...words));
  console.log('| picture | wall | most memory, all processes | bytes |\n|---|--:|--:|--:|');
  const jpeg = await draw(plan, 'g.jpg', CELL);
  await draw(plan, 'g.png', CELL);
  await draw(plan, 'g.tif', CELL);
  const other = await byVips(collection);
  console.log(`\nJPEG: ${jpeg.seconds.toFixed(1)} s; vips and vipsthumbnail: ${other.toFixed(1)} s`);
  console.log(`ratio ${(jpeg.seconds / other).toFixed(2)} (at most 1.5 asked)`);
  if (!values.huge) return;
  rmSync(join(scratch, 'g.png'));
  await draw(plan, 'huge.tif', HUGE_CELL);
  const { stdout } = await runCommand(['vipsheader', join(scratch, 'huge.tif')]);
  console.log(`\nvips: ${stdout.trim().replace(`${scratch}/`, '')}`);
  await runCommand(['tiffinfo', join(scratch, 'huge.tif')]);
  console.log('tiffinfo: opens it');
}

async function draw(plan: string, name: string, cell: number): Promise<Run> {
  const output = join(scratch, name);
  const run = await runCommand(tesserae('render', plan, '-o', output, '--cell', String(cell), '-q'), { watched: true });
  const [memory, bytes] = [run.peakRss / 2 ** 20, statSync(output).size / 1e6];
  console.log(
    `| ${name}, ${cell}-px cells | ${run.seconds.toFixed(1)} s | ${memory.toFixed(0)} MiB | ${bytes.toFixed(0)} MB |`,
  );
  return run;
}

/** The finished picture recompressed, and the views of all photos, two at a time. @returns seconds */
async function byVips(collection: string): Promise<number> {
  const folder = join(scratch, 'views');
  mkdirSync(folder);
  const again = await runCommand([
    'vips',
    'jpegsave',
    join(scratch, 'g.tif'),
    join(scratch, 'again.jpg'),
    '--Q=90',
    '--subsample-mode=off',
  ]);
  const thumbnails = `find "$1" -type f -print0 | xargs -0 -P2 -n 45 vipsthumbnail -s ${CELL}x${CELL} -o "$2/%s.jpg"`;
  const views = await runCommand(['sh', '-c', thumbnails, 'sh', collection, folder]);
  return again.seconds + views.seconds;
}
