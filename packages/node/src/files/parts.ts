/**
 * Parts: what a long run has made so far, kept beside its output, so that a run which is killed can be gone on with. A part
 * is a run of bytes that depends on nothing but the key and its own name; one that is there is not made again.
 *
 * `.NAME.parts/` holds
 *
 * - `run`: whose it is, and the key;
 * - `data`: parts one behind the other. A file that is written from its beginning to its end can be `data` itself;
 * - further files, each a part by its path;
 * - `index`: for each part a line with its name, where in `data` it begins (-1 if it is a file), bytes, checksum, and a number.
 *
 * Nothing is brought to the disk on purpose: a part counts only if its bytes have the checksum of its line. What is lost when
 * the machine stops, or is cut off when the process does, is made again.
 */

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  appendFile,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  writeFile,
} from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { errnoOf } from './errno.js';
import { isOfThisMachine, makePartFolder, OWNER, partsFolderOf, removePartFolder, runOf } from './part-folder.js';
import { readAll, writeAll } from './whole.js';
import { busyError, type Guard, guard } from './writing-error.js';

/** How parts are kept. */
export interface PartsOptions {
  /** A hash of all that decides the bytes of the parts, as `partsKey` makes it. */
  readonly key: string;
  /** Use what an earlier run has left, and leave what is made if this one gives up. */
  readonly resume: boolean;
  /** Told what an earlier run has left. */
  readonly onEarlier?: (earlier: EarlierParts) => void;
}

/** What became of the parts of an earlier run. */
export interface EarlierParts {
  readonly code: 'parts-used' | 'parts-not-asked-for' | 'parts-of-another-run';
  /** How many there are. */
  readonly parts: number;
}

/** A part that is whole. */
export interface Part {
  readonly bytes: Uint8Array;
  /** Where in `data` it begins; -1 if it is a file. */
  readonly at: number;
  /** What was given with it. */
  readonly fact: number;
}

/** The parts of one output. They are this process's until `end`. */
export interface Parts {
  /** For files that are parts. */
  readonly folder: string;
  readonly data: string;
  /** A part that is there and undamaged. */
  read(name: string): Promise<Part | undefined>;
  /** Adds a part to `data`. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Counts a part that was written into `data`, or is a file at its own name in the folder. */
  seal(name: string, bytes: Uint8Array, place?: { readonly at: number; readonly fact: number }): Promise<void>;
  /** Lets go of the parts: the output is there, or what was made is to be left for a later run. May be called twice. */
  end(outcome: 'done' | 'given-up'): Promise<void>;
}

/** The key of parts: a hash of plain values and of arrays of numbers. */
export function partsKey(...facts: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const fact of facts) {
    const bytes = ArrayBuffer.isView(fact) && new Uint8Array(fact.buffer, fact.byteOffset, fact.byteLength);
    hash.update(bytes || JSON.stringify(fact) || '').update('\0');
  }
  return hash.digest('hex');
}

/** Folders of parts that this process works in. */
const ours = new Set<string>();

/**
 * Opens the parts of an output. Those of an earlier run are used if that was asked for and they have the same key; else
 * they are removed.
 *
 * @throws MosaicError `exists` if another run writes this output; what writing may throw
 */
export async function openParts(output: string, options: PartsOptions): Promise<Parts> {
  const guarded = guard(output);
  return await guarded(async () => {
    const destination = await realpath(output).catch(() => output);
    const folder = partsFolderOf(destination);
    const lines = await takePlace(folder, { destination, output }, options);
    ours.add(folder);
    try {
      const data = await open(join(folder, 'data'), constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0));
      const { size } = await data.stat();
      return partsIn({ folder, lines, data, size, isKept: options.resume }, guarded);
    } catch (error) {
      ours.delete(folder);
      throw error;
    }
  });
}

/** Makes the folder ours, with what is good of an earlier run in it. */
async function takePlace(
  folder: string,
  { destination, output }: { readonly destination: string; readonly output: string },
  { key, resume, onEarlier }: PartsOptions,
): Promise<Lines> {
  if (ours.has(folder)) throw busyError(output);
  const run = await runOf(folder);
  // whoever renames it first has it
  const mine = await makePartFolder(destination, output);
  const there = join(mine, 'parts');
  try {
    const found = await rename(folder, there).then(
      () => true,
      (error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
        return false;
      },
    );
    if (found && (await runOf(there))?.owner !== run?.owner) {
      await rename(there, folder); // somebody was quicker
      throw busyError(output);
    }
    const lines = await linesOf(there);
    const isOurs = run?.key === key && isOfThisMachine(run.owner) && (await isPlain(there));
    const isUsed = resume && isOurs && !(await isPublished(there));
    if (found && lines.size > 0) {
      const code = isUsed ? 'parts-used' : resume ? 'parts-of-another-run' : 'parts-not-asked-for';
      onEarlier?.({ code, parts: lines.size });
    }
    const kept = isUsed ? there : join(mine, 'new');
    await mkdir(kept, { recursive: true, mode: 0o700 });
    await writeFile(join(kept, 'run'), JSON.stringify({ owner: OWNER, key }));
    await rename(kept, folder).catch((error: unknown) => {
      throw ['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error)) ? busyError(output) : error;
    });
    return isUsed ? lines : new Map();
  } finally {
    await removePartFolder(mine);
  }
}

/** Whether a folder has nothing but files and folders in it: a link, which we make none of, would have us write what it leads to. */
async function isPlain(folder: string): Promise<boolean> {
  if (!(await lstat(folder)).isDirectory()) return false;
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.every((entry) => entry.isFile() || entry.isDirectory());
}

/** Killed between its two names: the output is there, and must not be touched any more. */
async function isPublished(folder: string): Promise<boolean> {
  return await stat(join(folder, 'data')).then(
    ({ nlink }) => nlink > 1,
    () => false,
  );
}

type Line = readonly [name: string, at: number, bytes: number, checksum: number, fact: number];
type Lines = Map<string, Line>;

/** The lines of an index, by name. A later one is about a part that was made again; one that was cut off is none. */
async function linesOf(folder: string): Promise<Lines> {
  const text = await readFile(join(folder, 'index'), 'utf8').catch(() => '');
  const lines: Lines = new Map();
  for (const each of text.split('\n')) {
    try {
      const line = JSON.parse(each) as Line; // what it says is checked against the bytes
      if (Array.isArray(line) && line.length === 5 && staysWithin(line[0])) lines.set(line[0], line);
    } catch {
      // it was being written
    }
  }
  return lines;
}

/** Whether the name of a part leads to what lies in its folder. */
function staysWithin(name: unknown): boolean {
  return typeof name === 'string' && !isAbsolute(name) && !name.split(/[/\\]/).includes('..');
}

interface OpenFolder {
  readonly folder: string;
  readonly lines: Lines;
  readonly data: FileHandle;
  /** Bytes of `data`. */
  readonly size: number;
  /** Whether parts are left for a later run. */
  readonly isKept: boolean;
}

function partsIn({ folder, lines, data, size, isKept }: OpenFolder, guarded: Guard): Parts {
  let end = size;
  let isOpen = true;

  async function bytesOf([name, at, length]: Line): Promise<Uint8Array> {
    if (at < 0) return await readFile(join(folder, name));
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, await readAll(data, bytes, at));
  }

  const seal: Parts['seal'] = async (name, bytes, { at, fact } = { at: -1, fact: 0 }) => {
    const line: Line = [name, at, bytes.length, crc32(bytes), fact];
    // it begins a line of its own, whatever was cut off before
    await guarded(() => appendFile(join(folder, 'index'), `\n${JSON.stringify(line)}`));
    lines.set(name, line);
  };

  return {
    folder,
    data: join(folder, 'data'),
    async read(name) {
      const line = lines.get(name);
      if (line === undefined) return undefined;
      const bytes = await bytesOf(line).catch(() => new Uint8Array(0));
      const [, at, length, checksum, fact] = line;
      return bytes.length === length && crc32(bytes) === checksum ? { bytes, at, fact } : undefined;
    },
    async write(name, bytes) {
      const at = end;
      end += bytes.length; // others may write meanwhile
      await guarded(() => writeAll(data, bytes, at));
      await seal(name, bytes, { at, fact: 0 });
    },
    seal,
    async end(outcome) {
      if (!isOpen) return;
      isOpen = false;
      await data.close();
      if (outcome === 'done' || !isKept) await removePartFolder(folder);
      ours.delete(folder);
    },
  };
}
