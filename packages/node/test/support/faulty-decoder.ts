/** A decoder process with faults: what a file's first bytes say happens to it. */

import { CODEC_VERSION } from '../../dist/codecs/libvips.js';
import { type DecodeFileRequest, decodeFile } from '../../dist/decoders/operations/decode-file.js';
import { OPERATIONS } from '../../dist/decoders/process/operations.js';
import { endWithParent } from '../../dist/decoders/process/orphan.js';
import { type RequestMemory, serveOperations } from '../../dist/decoders/process/serve.js';
import { readOriginal } from '../../dist/origins/source.js';

/** Takes memory for a moment: from when until when, in milliseconds since 1970. */
async function hold(megabytes: number, allow: RequestMemory): Promise<[from: number, until: number]> {
  await allow(megabytes * 2 ** 20);
  const from = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 150));
  return [from, Date.now()];
}

async function faulty(order: DecodeFileRequest, allow: RequestMemory): Promise<unknown> {
  const start = (await readOriginal(order.source)).subarray(0, 8).toString('latin1');
  if (start.startsWith('ALWAYS')) process.abort();
  if (!order.decode) return await decodeFile(order, allow);
  if (start.startsWith('CRASH')) process.abort();
  if (start.startsWith('KILLED')) process.kill(process.pid, 'SIGKILL');
  if (start.startsWith('EXIT')) process.exit(0);
  if (start.startsWith('HANGS')) endWithParent();
  if (start.startsWith('HANG')) for (;;);
  return await decodeFile(order, allow);
}

const never = (): Promise<never> => new Promise(() => {});

serveOperations({ ...OPERATIONS, decodeFile: faulty, hold, targetPixels: never, inspect: never }, CODEC_VERSION);
