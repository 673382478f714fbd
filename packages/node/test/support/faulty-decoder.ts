/** A decoder process with faults: what a file's first bytes say happens to it. */

import { appendFileSync, writeFileSync } from 'node:fs';
import {
  CODEC_VERSION,
  type DecodeFileRequest,
  decodeFile,
  endWithParent,
  OPERATIONS,
  type RequestMemory,
  readOriginal,
  serveOperations,
} from '@tesserae/node/internal-codecs';

/** Memory to take, and a file that is told of it: a line as it begins, one below 0 as it ends. */
export interface HoldRequest {
  readonly megabytes: number;
  readonly log?: string;
}

/** Takes memory for a moment. */
async function hold({ megabytes, log = '/dev/null' }: HoldRequest, allow: RequestMemory): Promise<void> {
  await allow(megabytes * 2 ** 20);
  appendFileSync(log, `${megabytes}\n`);
  await new Promise((resolve) => setTimeout(resolve, 150));
  appendFileSync(log, `${-megabytes}\n`);
}

async function faulty(order: DecodeFileRequest, allow: RequestMemory): Promise<unknown> {
  const start = (await readOriginal(order.source)).subarray(0, 8).toString('latin1');
  if (start.startsWith('ALWAYS')) process.abort();
  if (!order.decode) return await decodeFile(order, allow);
  if (start.startsWith('CRASH')) process.abort();
  if (start.startsWith('KILLED')) process.kill(process.pid, 'SIGKILL');
  if (start.startsWith('EXIT')) process.exit(0);
  if (start.startsWith('HANGS')) {
    endWithParent();
    writeFileSync(`${order.source.name}.hangs`, '');
  }
  if (start.startsWith('HANG')) for (;;);
  return await decodeFile(order, allow);
}

const never = (): Promise<never> => new Promise(() => {});

serveOperations({ ...OPERATIONS, decodeFile: faulty, hold, targetPixels: never, inspect: never }, CODEC_VERSION);
