/**
 * Folders are written here. All files of a folder are written beside its destination, and get their place together, by one
 * renaming, when all of them are complete and on the disk.
 */

import { constants } from 'node:fs';
import { access, copyFile, link, lstat, mkdir, open, readdir, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { MosaicError } from '@tesserae/core/errors';
import { makePartFolder, removePartFolder } from './part-folder.js';
import { errnoOf } from './regular-file.js';
import { existsError, type Guard, guard } from './writing-error.js';

/** What is asked of a folder. */
export interface FolderOptions {
  /** Replace a folder of the same kind that is there. */
  readonly force?: boolean;
  /** What such a folder holds, and nothing else does: no other is ever replaced. */
  readonly holds: readonly string[];
}

/** A folder on its way: files are added, then all of them appear, or none. */
export interface OutputFolder {
  /** Adds a file; `name` is its path in the folder, with slashes. */
  add(name: string, bytes: Uint8Array | string): Promise<void>;
  /** Adds a file once more under another name, without taking more space where the disk can. */
  again(name: string, other: string): Promise<void>;
  /** Brings all bytes to the disk and gives the folder its name. */
  commit(): Promise<void>;
  /**
   * Removes what was written. May be called at any time, also twice; too late, it waits for the outcome.
   *
   * @returns false if the folder is there
   */
  abandon(): Promise<boolean>;
}

/** Files brought to the disk at a time. */
const SYNCED_AT_ONCE = 16;

/**
 * Finds out before any work whether a folder can be written, and writes nothing.
 *
 * @throws MosaicError `exists` if it is there (without `force`), or is another kind of folder; `not-found`, `unwritable`
 */
export async function checkOutputFolder(path: string, options: FolderOptions): Promise<void> {
  await guard(path)(async () => {
    const { destination } = await destinationOf(resolve(path), options);
    await readdir(dirname(destination)).catch((error: unknown) => {
      if (errnoOf(error) !== 'EACCES') throw error; // it may be open for writing all the same
    });
    await access(dirname(destination), constants.W_OK);
  });
}

/**
 * Begins a folder: makes a hidden one beside the destination.
 *
 * @throws MosaicError as `checkOutputFolder` does
 */
export async function beginOutputFolder(path: string, options: FolderOptions): Promise<OutputFolder> {
  const guarded = guard(path);
  const { destination } = await guarded(() => destinationOf(resolve(path), options));
  const part = await guarded(() => makePartFolder(destination));
  const { add, again, sync } = filesIn(join(part, 'new'), guarded);
  let gone = false;
  let publishing: Promise<void> | undefined;

  async function abandon(): Promise<boolean> {
    gone = true;
    const there = await publishing?.then(
      () => true,
      () => false,
    );
    await removePartFolder(part);
    return there !== true;
  }

  function requireWanted(): void {
    if (gone) throw new MosaicError('aborted', 'The output was given up; nothing was written.');
  }

  return {
    add: async (name, bytes) => {
      requireWanted();
      await add(name, bytes);
    },
    again,
    async commit() {
      try {
        await guarded(sync);
        requireWanted();
        publishing = guarded(() => publish(part, resolve(path), options));
        await publishing;
        await removePartFolder(part);
      } catch (error) {
        await abandon();
        throw error;
      }
    },
    abandon,
  };
}

/** A place for a folder, and whether an older one makes way for it. */
interface Destination {
  readonly destination: string;
  readonly replaces: boolean;
}

/** Where the folder goes in the end: through a symlink, so that the link stays. */
async function destinationOf(path: string, { force = false, holds }: FolderOptions): Promise<Destination> {
  const there = await lstat(path).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (there === undefined) return { destination: path, replaces: false };
  if (!force) throw existsError(path);
  const real = await realpath(path);
  const names = await readdir(real).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOTDIR') throw error;
    throw new MosaicError('exists', `${path}: is no folder and is not replaced. Choose another name.`);
  });
  const strange = names.find((name) => !holds.includes(name));
  if (strange === undefined) return { destination: real, replaces: true };
  const sentence = `is a folder that holds other things (${strange}) and is not replaced. Choose another name.`;
  throw new MosaicError('exists', `${path}: ${sentence}`);
}

function filesIn(root: string, guarded: Guard) {
  const folders = new Map<string, Promise<unknown>>();
  const names: string[] = [];

  async function placeOf(name: string): Promise<string> {
    const path = join(root, name);
    const folder = dirname(path);
    let made = folders.get(folder);
    if (made === undefined) {
      made = mkdir(folder, { recursive: true });
      folders.set(folder, made);
    }
    await made;
    return path;
  }

  return {
    add: (name: string, bytes: Uint8Array | string) =>
      guarded(async () => {
        await writeFile(await placeOf(name), bytes, { flag: 'wx' });
        names.push(name);
      }),
    again: (name: string, other: string) =>
      guarded(async () => {
        const [from, to] = [join(root, name), await placeOf(other)];
        await link(from, to).catch(() => copyFile(from, to)); // not every disk has hard links
      }),
    async sync() {
      const paths = [...names.map((name) => join(root, name)), ...folders.keys()];
      const lane = async () => {
        for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
          const handle = await open(path, 'r');
          await handle.sync().finally(() => handle.close());
        }
      };
      await Promise.all(Array.from({ length: SYNCED_AT_ONCE }, lane));
    },
  };
}

/** Gives the folder its name; one that was there makes way, and comes back if that fails. */
async function publish(part: string, path: string, options: FolderOptions): Promise<void> {
  const before = join(part, 'before');
  // looked at once more: hours may have gone by
  const { destination, replaces } = await destinationOf(path, options);
  if (replaces) await rename(destination, before);
  try {
    await rename(join(part, 'new'), destination);
  } catch (error) {
    if (replaces) await rename(before, destination).catch(() => undefined);
    throw errnoOf(error) === 'ENOTEMPTY' ? existsError(path) : error;
  }
}
