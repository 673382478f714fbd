/**
 * `npm run bench:film`: films of one plan, as whole commands: frames a second, memory of all processes, and whether ten times the
 * length takes more.
 *
 *     npm run bench:film                  the table: 1280 × 720, 30 frames a second, 10,000 cells
 *     npm run bench:film -- --seconds 2   a quick look
 *
 * It needs the sample photos (`TESSERAE_SAMPLES`) and, for one row, ffmpeg.
 */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samplesFolder } from '@tesserae/testing';
import { runCommand } from '../run-command.js';

const GRID = ['--columns', '116', '--rows', '87'];

const root = join(import.meta.dirname, '..', '..', '..');
const tesserae = (...words: string[]): string[] => [
  process.execPath,
  join(root, 'packages', 'cli', 'bin', 'tesserae.js'),
  ...words,
];

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '6' } } });
const samples = samplesFolder();
if (samples === undefined) {
  console.error('The bench needs the sample photos: set TESSERAE_SAMPLES to their folder.');
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'tesserae-film-'));
try {
  await bench(join(samples, 'photos'), join(samples, 'targets', '10-parrots-kodim23.png'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function bench(photos: string, target: string): Promise<void> {
  const [plan, library] = [join(scratch, 'film.plan.json'), join(scratch, 'film.tesserae')];
  const picture = ['-o', join(scratch, 'small.png'), '--cell', '8', ...GRID, '-q'];
  await runCommand(tesserae('make', target, photos, '--library', library, '--plan', plan, ...picture));

  const short = Number(values.seconds);
  console.log(
    '| film | frames a second | drawing : encoding | most memory, all processes | bytes |\n|---|--:|--:|--:|--:|',
  );
  const film = (style: string, seconds: number, encoder = 'auto') =>
    filmed({ plan, library, words: ['--style', style, '--seconds', String(seconds), '--encoder', encoder] });
  const first = await film('zoom-in', short);
  await film('zoom-in', short, 'ffmpeg');
  await film('disperse', short);
  const long = await film('zoom-in', short * 10);
  console.log(
    `\n${short * 10} s take ${((long / first) * 100 - 100).toFixed(1)} % more memory than ${short} s (at most 5 asked)`,
  );
}

interface FilmRun {
  readonly plan: string;
  readonly library: string;
  readonly words: readonly string[];
}

/** @returns bytes of memory */
async function filmed({ plan, library, words }: FilmRun): Promise<number> {
  const output = join(scratch, 'film.mp4');
  const all = ['film', plan, '--library', library, '-o', output, '-y', '--json', '--for', '1280x720', ...words];
  const run = await runCommand(tesserae(...all), { watched: true });
  const done = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '{}');
  const { frames, drawing, coding } = done;
  const [memory, bytes] = [run.peakRss / 2 ** 20, statSync(output).size / 1e6];
  const share = `${((drawing / frames) * 1000).toFixed(0)} : ${((coding / frames) * 1000).toFixed(0)} ms`;
  console.log(
    `| ${words.join(' ')} | ${(frames / run.seconds).toFixed(1)} | ${share} | ${memory.toFixed(0)} MiB | ${bytes.toFixed(1)} MB |`,
  );
  return run.peakRss;
}
