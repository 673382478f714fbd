/**
 * Where an output lies until it is complete: in a hidden folder of its own, beside its destination. An encoder cannot
 * be stopped, and some open their file only when they have finished: where the folder is gone, a file that was given up
 * cannot come back.
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { birthOf, isAlive } from './process-life.js';
import { errnoOf } from './regular-file.js';

/** Numbers of processes mean nothing on another machine that shares the disk; the name of this one is nobody's business. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A number is given again to a later process, after a restart of the machine most of all. */
const OWNER = `${process.pid}.${birthOf(process.pid)}`;

const PART = /^\.(.*)\.tesserae-([0-9a-f]{8})-(\d+\.\d*)-\d+\.part$/s;

/** The file in a folder that becomes the output. */
export const PART_FILE = 'part';

/** The file in a folder that says how far its output has come: such work can be gone on with, and outlives its process. */
export const JOURNAL = 'journal';

/** Names of folders that this process has left for another try. */
const left = new Set<string>();

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
    if (await isPublished(join(folder, name))) continue;
    const [head] = (await readFile(join(folder, name, JOURNAL), 'utf8')).split('\n');
    accept(head);
    const part = freshName(destination);
    try {
      await rename(join(folder, name), part);
      return part;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error; // somebody else was quicker
    }
  }
  return undefined;
}

/** Leaves the folder to whoever begins the same output again. */
export function leavePartFolder(folder: string): void {
  left.add(basename(folder));
}

/** Killed between its two names: the output is there, and must not be touched any more. */
async function isPublished(folder: string): Promise<boolean> {
  return await stat(join(folder, PART_FILE)).then(
    ({ nlink }) => nlink > 1,
    () => true,
  );
}

/** Unique in this process and beside other processes. */
function freshName(destination: string): string {
  const name = `.${plainName(destination)}.tesserae-${MACHINE}-${OWNER}-${parts++}.part`;
  return join(dirname(destination), name);
}

/** Short and plain whatever the name is, and never the same for two. */
function plainName(destination: string): string {
  const name = basename(destination);
  const short = name.replace(/[^\w.-]/g, '_').slice(0, 100);
  return short === name ? name : `${short}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
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

/** Folders whose processes are no more, or have left them. */
async function orphans(folder: string): Promise<{ readonly name: string; readonly plain: string }[]> {
  // a folder that can be written to but not listed is left as it is
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const [, plain = '', machine, owner = ''] = PART.exec(name) ?? [];
    return machine === MACHINE && !isHeld(name, owner) ? [{ name, plain }] : [];
  });
}

function isHeld(name: string, owner: string): boolean {
  if (owner === OWNER) return !left.has(name);
  const [id, birth] = owner.split('.');
  if (!isAlive(Number(id))) return false;
  const now = birthOf(Number(id));
  return birth === '' || now === '' || birth === now;
}

async function hasJournal(folder: string): Promise<boolean> {
  return await stat(join(folder, JOURNAL)).then(
    ({ size }) => size > 0,
    () => false,
  );
}
