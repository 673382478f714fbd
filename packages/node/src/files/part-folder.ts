/**
 * Where an output lies until it is complete: in a hidden folder of its own, beside its destination. An encoder cannot
 * be stopped, and some open their file only when they have finished: where the folder is gone, a file that was given up
 * cannot come back.
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './process-life.js';

/** Numbers of processes mean nothing on another machine that shares the disk; the name of this one is nobody's business. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

const PART = /^\..*\.tesserae-([0-9a-f]{8})-(\d+)-\d+\.part$/s;

let parts = 0;

/**
 * Makes the folder for an output, and removes those that processes which were killed have left beside it.
 *
 * @throws what node:fs throws
 */
export async function makePartFolder(destination: string): Promise<string> {
  const folder = dirname(destination);
  await sweep(folder);
  // unique in this process and beside other processes; short and plain whatever the name is
  const plain = basename(destination)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 100);
  const part = join(folder, `.${plain}.tesserae-${MACHINE}-${process.pid}-${parts++}.part`);
  await mkdir(part, { mode: 0o700 });
  return part;
}

/** Leaves nothing; a file that an encoder makes at this very moment is met at the next try. */
export async function removePartFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 }).catch(() => undefined);
}

async function sweep(folder: string): Promise<void> {
  // a folder that can be written to but not listed is left as it is
  for (const name of await readdir(folder).catch(() => [])) {
    const [, machine, process = ''] = PART.exec(name) ?? [];
    if (machine === MACHINE && !isAlive(Number(process))) await removePartFolder(join(folder, name));
  }
}
