/** Reads the copies of one kind, beside a thread that watches. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { READERS, readCopies, strangerSources } from '@tesserae/testing/strangers';
import { openEar, processorTime } from './ear.js';
import type { StrangerAnswer, StrangerOrder, Worst } from './strangers.js';

// who starts this thread sends one
const { kind, count, seed, folder, now } = workerData as StrangerOrder;
const reader = READERS.find(({ name }) => name === kind)!;
const sources = (await strangerSources(folder))[kind];
const ear = openEar();
let peak = 0;
let slowest: Worst = { seconds: 0, seed: -1 };
let deafest = slowest;

const worse = (before: Worst, now: Worst): Worst => (now.seconds > before.seconds ? now : before);

const read = async (copy: Uint8Array): Promise<void> => {
  const own = mkdtempSync(join(folder, 'copy-'));
  try {
    writeFileSync(join(own, reader.file), copy);
    await reader.read(join(own, reader.file));
  } finally {
    peak = Math.max(peak, process.memoryUsage.rss());
    rmSync(own, { recursive: true });
  }
};

async function around(seed: number, reading: () => Promise<void>): Promise<void> {
  Atomics.store(now, 0, seed);
  await ear.deafness(); // what was before is not the copy's
  const begun = processorTime();
  await reading();
  slowest = worse(slowest, { seconds: processorTime() - begun, seed });
  deafest = worse(deafest, { seconds: await ear.deafness(), seed });
}

const copies = await readCopies({ sources, isText: reader.isText, count, seed, read, around });
ear.close();
parentPort?.postMessage({ copies, slowest, deafest, peak } satisfies StrangerAnswer);
