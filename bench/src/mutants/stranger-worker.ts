/** Reads the copies of one kind, beside a thread that watches. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { soakReader } from '@tesserae/testing';
import { READERS, strangerSources } from '@tesserae/testing/strangers';
import type { StrangerAnswer, StrangerOrder } from './strangers.js';

// who starts this thread sends one
const { kind, count, seed, folder, now } = workerData as StrangerOrder;
const reader = READERS.find(({ name }) => name === kind)!;
const sources = (await strangerSources(folder))[kind];
let peak = 0;
const read = async (copy: Uint8Array): Promise<void> => {
  const own = mkdtempSync(join(folder, 'copy-'));
  try {
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, reader.file), copy);
    await reader.read(join(own, reader.file));
  } finally {
    peak = Math.max(peak, process.memoryUsage.rss());
    rmSync(own, { recursive: true });
  }
};
const isText = !['zip', 'library'].includes(kind);
const onSeed = (seed: number): void => void Atomics.store(now, 0, seed);
const tally = await soakReader({ sources, isText, count, seed, read, onSeed });
parentPort?.postMessage({ tally, peak } satisfies StrangerAnswer);
