/**
 * Folders are written here. All files of a folder are written beside its destination, and get their place together, by one
 * renaming, when all of them are complete and on the disk. An older one is replaced only if it holds exactly what was
 * written into it here: a seal in it says so (`folder-checksum.ts`).
 */

import { constants } from 'node:fs';
import { access, copyFile, link, lstat, mkdir, open, readdir, realpath, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MosaicError } from '@tesserae/core/errors';
import { errnoOf } from './errno.js';
import { CHECKSUM_FILE, folderChecksum, unexpectedFileIn } from './folder-checksum.js';
import { requireSpace } from './output.js';
import { makePartFolder, removePartFolder } from './part-folder.js';
import type { Parts } from './parts.js';
import { existsError, type Guard, guard } from './writing-error.js';

/** What is asked of a folder. */
export interface FolderOptions {
  /** Replace a folder that is there and was written here, untouched since. No other is ever replaced. */
  readonly force?: boolean;
  /** Bytes that it takes at least: a disk that has fewer is known before any work. */
  readonly bytes?: number;
  /** Files are parts of it, by their names as of `filePart`: what an earlier run has written is not written again. */
  readonly parts?: Parts | undefined;
}

/** The folder that gets its place, in the one beside. */
const NEW = 'new';

/** The name of a file as a part. */
export function filePart(name: string): string {
  return `${NEW}/${name}`;
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
export async function checkOutputFolder(path: string, options: FolderOptions = {}): Promise<void> {
  await guard(
    path,
    options,
  )(async () => {
    const { destination } = await destinationOf(resolve(path), options);
    await readdir(dirname(destination)).catch((error: unknown) => {
      if (errnoOf(error) !== 'EACCES') throw error; // it may be open for writing all the same
    });
    await access(dirname(destination), constants.W_OK);
    await requireSpace(dirname(destination), options.bytes ?? 0);
  });
}

/**
 * Begins a folder: makes a hidden one beside the destination.
 *
 * @throws MosaicError as `checkOutputFolder` does
 */
export async function beginOutputFolder(path: string, options: FolderOptions = {}): Promise<OutputFolder> {
  const guarded = guard(path, options);
  await guarded(() => settle(resolve(path)));
  const { destination } = await guarded(() => destinationOf(resolve(path), options));
  await guarded(() => requireSpace(dirname(destination), options.bytes ?? 0));
  const { parts } = options;
  const part = parts?.folder ?? (await guarded(() => makePartFolder(destination)));
  const { add, again, sync } = filesIn(join(part, NEW), guarded, parts);
  // whoever opened parts ends them
  const clear = async () => {
    if (parts === undefined) await removePartFolder(part);
  };
  let gone = false;
  let publishing: Promise<void> | undefined;

  async function abandon(): Promise<boolean> {
    gone = true;
    const there = await publishing?.then(
      () => true,
      () => false,
    );
    await clear();
    return there !== true;
  }

  function requireWanted(): void {
    if (gone) throw new MosaicError('aborted');
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
        await clear();
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
async function destinationOf(path: string, { force = false }: FolderOptions): Promise<Destination> {
  const there = await lstat(path).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (there === undefined) return { destination: path, replaces: false };
  if (!force) throw existsError(path);
  const real = await realpath(path);
  const strange = await unexpectedFileIn(real).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOTDIR') throw error;
    throw new MosaicError('exists', { file: path, received: 'no folder' });
  });
  if (strange === undefined) return { destination: real, replaces: true };
  throw new MosaicError('exists', { file: path, received: `a folder that holds other things (${strange})` });
}

function filesIn(root: string, guarded: Guard, parts: Parts | undefined) {
  const flag = parts ? 'w' : 'wx'; // an earlier run may have left a file half written
  const folders = new Map<string, Promise<unknown>>();
  const sizes = new Map<string, number>();
  const links = new Set<string>(); // further names of files: one of them is brought to the disk

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
        const there = await parts?.read(filePart(name));
        if (there === undefined || Buffer.compare(there.bytes, Buffer.from(bytes)) !== 0) {
          await writeFile(await placeOf(name), bytes, { flag });
          await parts?.seal(filePart(name), Buffer.from(bytes));
        } else await placeOf(name);
        sizes.set(name, Buffer.byteLength(bytes));
      }),
    again: (name: string, other: string) =>
      guarded(async () => {
        const [from, to] = [join(root, name), await placeOf(other)];
        const isLink = await link(from, to).then(
          () => true,
          (error: unknown) => errnoOf(error) === 'EEXIST', // of an earlier run
        );
        if (!isLink) await copyFile(from, to); // not every disk has hard links
        if (isLink) links.add(other);
        sizes.set(other, sizes.get(name)!); // it was added before
      }),
    async sync() {
      await writeFile(await placeOf(CHECKSUM_FILE), folderChecksum(sizes), { flag });
      const all = new Set([...folders.keys()].flatMap((folder) => upTo(root, folder)));
      const files = [...sizes.keys()].filter((name) => !links.has(name));
      const paths = [...all, join(root, CHECKSUM_FILE), ...files.map((name) => join(root, name))];
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

/** A folder and those it lies in, up to the root. */
function upTo(root: string, folder: string): string[] {
  return folder === root ? [root] : [folder, ...upTo(root, dirname(folder))];
}

/** Gives the folder its name; one that was there makes way, and comes back if that fails. */
async function publish(part: string, path: string, options: FolderOptions): Promise<void> {
  // looked at once more: hours may have gone by
  const { destination, replaces } = await destinationOf(path, options);
  const before = beforeOf(destination);
  if (replaces) await rename(destination, before);
  try {
    await rename(join(part, NEW), destination);
  } catch (error) {
    if (replaces) await rename(before, destination).catch(() => undefined);
    throw errnoOf(error) === 'ENOTEMPTY' ? existsError(path) : error;
  }
  const folder = await open(dirname(destination), 'r');
  await folder.sync().finally(() => folder.close());
  if (replaces) await removePartFolder(before);
}

/** Where an older folder waits until the new one has its name. */
function beforeOf(destination: string): string {
  return join(dirname(destination), `.${basename(destination)}.tesserae-before`);
}

/** Ends what a process that was killed while it gave a folder its name has left: the older one comes back, or goes. */
async function settle(path: string): Promise<void> {
  const destination = await realpath(path).catch(() => path);
  const before = beforeOf(destination);
  if (!(await isThere(before))) return;
  if (await isThere(destination)) await removePartFolder(before);
  else await rename(before, destination);
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
