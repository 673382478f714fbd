/**
 * Where an output lies until it is complete: in a hidden folder of its own, beside its destination. An encoder cannot
 * be stopped, and some open their file only when they have finished: where the folder is gone, a file that was given up
 * cannot come back.
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './process-life.js';

/** Numbers of processes mean nothing on another machine that shares the disk; the name of this one is nobody's business. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

const PART = /^\.(.*)\.tesserae-([0-9a-f]{8})-(\d+)-\d+\.part$/s;

/** The file in a folder that says how far its output has come: such work can be gone on with, and outlives its process. */
export const JOURNAL = 'journal';

let parts = 0;

/**
 * Makes the folder for an output, and removes those that processes which were killed have left beside it; of those with a
 * journal only that of the same output.
 *
 * @throws what node:fs throws
 */
export async function makePartFolder(destination: string): Promise<string> {
  const folder = dirname(destination);
  await sweep(folder, plainName(destination));
  const part = freshName(destination);
  await mkdir(part, { mode: 0o700 });
  return part;
}

/**
 * Takes over the folder with a journal that a killed process has left of the same output.
 *
 * @param accept  given the journal's first line; if it throws, everything stays as it is
 * @returns undefined if there is none
 * @throws what `accept` and node:fs throw
 */
export async function adoptPartFolder(
  destination: string,
  accept: (head: string) => void,
): Promise<string | undefined> {
  const folder = dirname(destination);
  for (const { name, plain } of await orphans(folder)) {
    if (plain !== plainName(destination) || !(await hasJournal(join(folder, name)))) continue;
    const [head] = (await readFile(join(folder, name, JOURNAL), 'utf8')).split('\n');
    accept(head);
    const part = freshName(destination);
    await rename(join(folder, name), part);
    return part;
  }
  return undefined;
}

/** Unique in this process and beside other processes. */
function freshName(destination: string): string {
  const name = `.${plainName(destination)}.tesserae-${MACHINE}-${process.pid}-${parts++}.part`;
  return join(dirname(destination), name);
}

/** Short and plain whatever the name is. */
function plainName(destination: string): string {
  return basename(destination)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 100);
}

/** Leaves nothing; a file that an encoder makes at this very moment is met at the next try. */
export async function removePartFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 }).catch(() => undefined);
}

async function sweep(folder: string, ours: string): Promise<void> {
  for (const { name, plain } of await orphans(folder)) {
    const path = join(folder, name);
    if (plain === ours || !(await hasJournal(path))) await removePartFolder(path);
  }
}

/** Folders whose processes are no more. */
async function orphans(folder: string): Promise<{ readonly name: string; readonly plain: string }[]> {
  // a folder that can be written to but not listed is left as it is
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const [, plain = '', machine, process = ''] = PART.exec(name) ?? [];
    return machine === MACHINE && !isAlive(Number(process)) ? [{ name, plain }] : [];
  });
}

async function hasJournal(folder: string): Promise<boolean> {
  return await stat(join(folder, JOURNAL)).then(
    ({ size }) => size > 0,
    () => false,
  );
}
