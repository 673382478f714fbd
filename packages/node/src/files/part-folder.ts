/**
 * Where an output lies until it is complete: in a hidden folder of its own, beside its destination. An encoder cannot
 * be stopped, and some open their file only when they have finished: where the folder is gone, a file that was given up
 * cannot come back.
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { birthOf, isAlive } from './process-life.js';

/** Numbers of processes mean nothing on another machine that shares the disk; the name of this one is nobody's business. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** This process. A number is given again to a later process, after a restart of the machine most of all. */
export const OWNER: string = `${MACHINE}-${process.pid}.${birthOf(process.pid)}`;

const PART = /^\..*\.tesserae-([0-9a-f]{8}-\d+\.\d*)-\d+\.part$/s;

/** The file in a folder that becomes the output. */
export const PART_FILE = 'part';

let folders = 0;

/**
 * Makes the folder for an output, and removes those that processes which were killed have left beside it.
 *
 * @throws what node:fs throws
 */
export async function makePartFolder(destination: string): Promise<string> {
  const folder = dirname(destination);
  for (const name of await abandoned(folder)) await removePartFolder(join(folder, name));
  const part = join(folder, `.${plainName(destination)}.tesserae-${OWNER}-${folders++}.part`);
  await mkdir(part, { mode: 0o700 });
  return part;
}

/** Short and plain whatever the name is, and never the same for two. */
export function plainName(destination: string): string {
  const name = basename(destination);
  const short = name.replace(/[^\w.-]/g, '_').slice(0, 100);
  return short === name ? name : `${short}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** Leaves nothing; a file that an encoder makes at this very moment is met at the next try. */
export async function removePartFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 }).catch(() => undefined);
}

/** Folders whose processes are no more. */
async function abandoned(folder: string): Promise<string[]> {
  // a folder that can be written to but not listed is left as it is
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => {
    const [, owner] = PART.exec(name) ?? [];
    return owner?.startsWith(MACHINE) && !isRunning(owner);
  });
}

/** Whether the process of an `OWNER` still runs on this machine; of another machine nothing is known. */
export function isRunning(owner: string): boolean {
  const [machine, process = ''] = owner.split('-');
  const [id, birth] = process.split('.');
  if (machine !== MACHINE || !isAlive(Number(id))) return false;
  const now = birthOf(Number(id));
  return birth === '' || now === '' || birth === now;
}
