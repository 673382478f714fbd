/**
 * Where an output lies until it is complete: in a hidden folder of its own, beside its destination. An encoder cannot
 * be stopped, and some open their file only when they have finished: where the folder is gone, a file that was given up
 * cannot come back.
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { birthOf, isAlive } from './process-life.js';
import { busyError } from './writing-error.js';

/** Numbers of processes mean nothing on another machine that shares the disk; the name of this one is nobody's business. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** This process. A number is given again to a later process, after a restart of the machine most of all. */
export const OWNER: string = `${MACHINE}-${process.pid}.${birthOf(process.pid)}`;

const PART = /^\.(.*)\.tesserae-([0-9a-f]{8}-\d+\.\d*)-\d+\.part$/s;

/** The file in a folder that becomes the output. */
export const PART_FILE = 'part';

let folders = 0;

/**
 * Makes the folder for an output, and removes those that processes which were killed have left beside it.
 *
 * @param file  what errors name
 * @throws MosaicError `exists` while another process of this machine writes the same output; what node:fs throws
 */
export async function makePartFolder(destination: string, file: string = destination): Promise<string> {
  const [folder, plain] = [dirname(destination), plainName(destination)];
  // a folder that can be written to but not listed is left as it is
  for (const each of await readdir(folder).catch(() => [])) {
    const [, name, owner] = PART.exec(each) ?? [];
    if (owner === undefined || owner === OWNER || !isOfThisMachine(owner)) continue;
    if (!isRunning(owner)) await removePartFolder(join(folder, each));
    else if (name === plain) throw busyError(file);
  }
  const run = await runOf(partsFolderOf(destination));
  if (run !== undefined && run.owner !== OWNER && isRunning(run.owner)) throw busyError(file);
  const part = join(folder, `.${plain}.tesserae-${OWNER}-${folders++}.part`);
  await mkdir(part, { mode: 0o700 });
  return part;
}

/** Where the parts of an output are. */
export function partsFolderOf(destination: string): string {
  return join(dirname(destination), `.${plainName(destination)}.parts`);
}

/** The run that makes the parts in a folder, or has left them. */
export interface PartsRun {
  /** Its process, as `OWNER`. */
  readonly owner: string;
  readonly key: string;
}

/** Whose parts are in a folder. */
export async function runOf(folder: string): Promise<PartsRun | undefined> {
  try {
    const { owner, key } = JSON.parse(await readFile(join(folder, 'run'), 'utf8'));
    return { owner: String(owner), key: String(key) };
  } catch {
    return undefined; // nothing is there, or it was cut off
  }
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

/** Whether an `OWNER` is a process of this machine: of others nothing is known. */
export function isOfThisMachine(owner: string): boolean {
  return owner.startsWith(`${MACHINE}-`);
}

/** Whether the process of an `OWNER` still runs on this machine. */
export function isRunning(owner: string): boolean {
  const [id, birth] = owner.slice(MACHINE.length + 1).split('.');
  if (!isOfThisMachine(owner) || !isAlive(Number(id))) return false;
  const now = birthOf(Number(id));
  return birth === '' || now === '' || birth === now;
}
