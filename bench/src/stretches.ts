/**
 * `npm run bench:stretches`: how many blocks of core's code run in 10 ms, which is what may come between two looks at the signal
 * (`packages/core/test/runtime/stretches.test.ts`). Prints, judges nothing. Without WebAssembly, as in that test. Time is taken in a worker: code that
 * is counted stays slow.
 */

import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

Reflect.deleteProperty(globalThis, 'WebAssembly');
const { makePlan, parseSettings } = await import('@tesserae/core');
const { longestStretch, syntheticPhoto } = await import('@tesserae/testing');

/** What may come between two looks, milliseconds: the other 40 of 50 are those of `eventLoopYielder`. */
const GRAIN = 10;
const PHOTOS = 600;

const library = {
  ids: Array.from({ length: PHOTOS }, (_, photo) => photo.toString(16).padStart(64, '0')),
  sizes: new Uint32Array(PHOTOS * 2).fill(300),
  groups: Uint32Array.from({ length: PHOTOS }, (_, photo) => photo),
};
const thumbnails = library.ids.map((_, photo) => syntheticPhoto(photo, 16, 16));
const photos = {
  thumbnails: async (first: number, count: number) => thumbnails.slice(first, first + count),
  view: async ({ photo }: { photo: number }, width: number, height: number) => syntheticPhoto(photo, width, height),
};
const target = syntheticPhoto(1000, 320, 240);

const CHOICES = [
  { columns: 30, effort: 'fast' },
  { columns: 20, maxUses: 3, effort: 'fast' },
  { columns: 60, match: 'mean', refine: false, tint: 2 },
] as const;
const works = CHOICES.map(
  (choice) => (signal?: AbortSignal) =>
    makePlan({ target, library, photos, settings: parseSettings(choice) }, signal ? { signal } : {}),
);

/** Milliseconds of processor time of each, compiled. */
async function times(): Promise<number[]> {
  const found: number[] = [];
  for (const work of works) {
    await work();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    found.push((user + system) / 1000);
  }
  return found;
}

if (isMainThread) {
  const [milliseconds] = await once(new Worker(new URL(import.meta.url)), 'message');
  for (const [i, work] of works.entries()) {
    const { blocks } = await longestStretch(work, Number.POSITIVE_INFINITY);
    const perGrain = (blocks / milliseconds[i]) * GRAIN;
    console.log(
      `${JSON.stringify(CHOICES[i]).padEnd(60)} ${(perGrain / 1e6).toFixed(1)} million blocks in ${GRAIN} ms`,
    );
  }
} else parentPort?.postMessage(await times());
