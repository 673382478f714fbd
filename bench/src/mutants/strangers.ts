/**
 * `npm run soak:strangers`: damaged copies of plans, scripts, settings, tables of names, ignore rules, zips and libraries through all
 * that reads them.
 *
 *     npm run soak:strangers                        100,000 of each kind
 *     npm run soak:strangers -- --count 5000 --seed 7 zip library
 *
 * Ends with 1 if a copy takes more than 2 s, holds the thread for more than .2 s, so that Ctrl-C is not heard, takes the process beyond
 * 400 MB, or ends in an error that is no refusal; the copy is named by its kind and seed, and becomes a test.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { READERS, type ReadCopies } from '@tesserae/testing/strangers';

/** What the worker is told. */
export interface StrangerOrder {
  readonly kind: string;
  readonly count: number;
  readonly seed: number;
  readonly folder: string;
  /** The seed of the copy that is being read. */
  readonly now: Int32Array;
}

/** What it answers. */
export interface StrangerAnswer {
  readonly copies: ReadCopies;
  /** Seconds of processor time: the longest for a copy, and the longest in which a signal could not be heard. */
  readonly slowest: Worst;
  readonly deafest: Worst;
  /** Resident bytes at the most. */
  readonly peak: number;
}

/** The largest number, and the seed of the copy that made it. */
export interface Worst {
  readonly seconds: number;
  readonly seed: number;
}

const MOST_SECONDS = 2;
const MOST_DEAF = 0.2;
const MOST_MEMORY = 400e6;

/** A copy that has not come to an end after so many milliseconds never does. */
const ENDLESS = 60_000;

async function soak(kind: string, count: number, seed: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-strangers-'));
  const now = new Int32Array(new SharedArrayBuffer(4));
  const order: StrangerOrder = { kind, count, seed, folder, now };
  const worker = new Worker(new URL('./stranger-worker.js', import.meta.url), { workerData: order });
  let last = -1;
  const watch = setInterval(() => {
    if (now[0] === last) {
      console.error(`\n${kind}: the copy of seed ${last} never ends`);
      process.kill(process.pid, 'SIGKILL'); // what hangs outside of JavaScript cannot be ended otherwise
    }
    last = now[0];
  }, ENDLESS);
  try {
    const answer = await new Promise<StrangerAnswer>((resolve, reject) =>
      worker.on('message', resolve).on('error', reject),
    );
    return report(kind, count, answer);
  } finally {
    clearInterval(watch);
    await worker.terminate();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(kind: string, count: number, { copies, slowest, deafest, peak }: StrangerAnswer): boolean {
  const { taken, refused, failures } = copies;
  const codes = [...refused].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(`${kind}: ${count} copies, taken ${taken}; refused: ${codes.join(', ')}`);
  const longest = `longest ${slowest.seconds.toFixed(2)} s (seed ${slowest.seed})`;
  const deaf = `deaf for ${deafest.seconds.toFixed(3)} s at most (seed ${deafest.seed})`;
  console.log(`  ${longest}, ${deaf}, ${Math.round(peak / 1e6)} MB at most`);
  for (const failure of failures) console.log(`  no refusal: ${failure}`);
  const isSlow = slowest.seconds > MOST_SECONDS || deafest.seconds > MOST_DEAF;
  return failures.length === 0 && !isSlow && peak <= MOST_MEMORY;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { count: { type: 'string' }, seed: { type: 'string' } },
    allowPositionals: true,
  });
  const [count, seed] = [Number(values.count ?? 100_000), Number(values.seed ?? 0)];
  const kinds = READERS.map(({ name }) => name).filter(
    (name) => positionals.length === 0 || positionals.includes(name),
  );
  let isGood = true;
  for (const kind of kinds) isGood = (await soak(kind, count, seed)) && isGood;
  process.exitCode = isGood ? 0 : 1;
}

await main();
