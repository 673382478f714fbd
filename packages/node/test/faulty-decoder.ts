/** A decoder process with faults: what a file's first bytes say happens to it. */

import { readFileSync } from 'node:fs';
import { CODEC_VERSION } from '../dist/decode/engine.js';
import { endWithParent } from '../dist/decode/orphan.js';
import { type Allow, serve } from '../dist/decode/serve.js';
import { SKILLS } from '../dist/decode/skills.js';
import { type TakeOrder, take } from '../dist/decode/take.js';
import { pathBytes } from '../dist/files/names.js';

/** Takes memory for a moment: from when until when, in milliseconds since 1970. */
async function hold(megabytes: number, allow: Allow): Promise<[from: number, until: number]> {
  await allow(megabytes * 2 ** 20);
  const from = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 150));
  return [from, Date.now()];
}

async function faulty(order: TakeOrder, allow: Allow): Promise<unknown> {
  const start = readFileSync(pathBytes(order.path)).subarray(0, 8).toString('latin1');
  if (start.startsWith('ALWAYS')) process.abort();
  if (!order.decode) return await take(order, allow);
  if (start.startsWith('CRASH')) process.abort();
  if (start.startsWith('KILLED')) process.kill(process.pid, 'SIGKILL');
  if (start.startsWith('EXIT')) process.exit(0);
  if (start.startsWith('HANGS')) endWithParent();
  if (start.startsWith('HANG')) for (;;);
  return await take(order, allow);
}

const never = (): Promise<never> => new Promise(() => {});

serve({ ...SKILLS, take: faulty, hold, targetPixels: never, inspect: never }, CODEC_VERSION);
