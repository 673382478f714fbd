/**
 * Folders are written here. All files of a folder are written beside its destination, and get their place together, by one
 * renaming, when all of them are complete and on the disk. An older one is replaced only if it holds exactly what was
 * written into it here: a checksum in it says so (`folder-checksum.ts`).
 */

import { copyFile, link, mkdir, realpath, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MosaicError } from '@tesserae/core/errors';
import { errnoOf } from './errno.js';
import { CHECKSUM_FILE, folderChecksum, unexpectedFileIn } from './folder-checksum.js';
import { lookedAt, type Publishable, requireFolder, requireSpace } from './output.js';
import { makePartFolder, removePartFolder } from './part-folder.js';
import type { Parts } from './parts.js';
import { syncFile, syncFolder } from './sync.js';
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
export interface OutputFolder extends Publishable {
  /** Adds a file; `name` is its path in the folder, with slashes. Throws MosaicError `aborted` once it was cleared. */
  add(name: string, bytes: Uint8Array | string): Promise<void>;
  /** Adds a file once more under another name, without taking more space where the disk can. */
  again(name: string, other: string): Promise<void>;
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
    await requireFolder(dirname(destination), options.bytes);
  });
}

/**
 * Begins a folder: makes a hidden one beside the destination. Published by `publication`.
 *
 * @throws MosaicError as `checkOutputFolder` does
 */
export async function beginOutputFolder(path: string, options: FolderOptions = {}): Promise<OutputFolder> {
  const guarded = guard(path, options);
  const { bytes = 0, parts } = options;
  const part = await guarded(async () => {
    await settle(resolve(path));
    const { destination } = await destinationOf(resolve(path), options);
    await requireSpace(dirname(destination), bytes);
    return parts?.folder ?? (await makePartFolder(destination, path));
  });
  const { add, again, sync } = filesIn(join(part, NEW), guarded, parts);
  let gone = false;
  let published: Destination | undefined;

  return {
    async add(name, bytes) {
      if (gone) throw new MosaicError('aborted');
      await add(name, bytes);
    },
    again,
    finish: () => guarded(sync),
    publish: () =>
      guarded(async () => {
        published = await publish(part, resolve(path), options);
      }),
    async unpublish() {
      const { destination, replaces } = published!; // it was published before
      published = undefined;
      await rename(destination, join(part, NEW)).catch(() => undefined);
      if (replaces) await rename(beforeOf(destination), destination).catch(() => undefined);
    },
    async clear() {
      gone = true;
      if (published?.replaces) await removePartFolder(beforeOf(published.destination));
      if (parts === undefined) await removePartFolder(part); // else whoever opened them ends them
    },
  };
}

/** A place for a folder, and whether an older one makes way for it. */
interface Destination {
  readonly destination: string;
  readonly replaces: boolean;
}

/** Where the folder goes in the end: through a symlink, so that the link stays. */
async function destinationOf(path: string, { force = false }: FolderOptions): Promise<Destination> {
  if ((await lookedAt(path)) === undefined) return { destination: path, replaces: false };
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
      const files = [CHECKSUM_FILE, ...[...sizes.keys()].filter((name) => !links.has(name))];
      const syncs = [
        ...[...all].map((folder) => () => syncFolder(folder)),
        ...files.map((name) => () => syncFile(join(root, name))),
      ];
      const lane = async () => {
        for (let sync = syncs.pop(); sync !== undefined; sync = syncs.pop()) await sync();
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
async function publish(part: string, path: string, options: FolderOptions): Promise<Destination> {
  // looked at once more: hours may have gone by
  const place = await destinationOf(path, options);
  const { destination, replaces } = place;
  const before = beforeOf(destination);
  if (replaces) await rename(destination, before);
  try {
    await rename(join(part, NEW), destination);
  } catch (error) {
    if (replaces) await rename(before, destination).catch(() => undefined);
    throw errnoOf(error) === 'ENOTEMPTY' ? existsError(path) : error;
  }
  await syncFolder(dirname(destination)).catch(() => undefined); // not every disk can
  return place;
}

/** Where an older folder waits until the new one is sure to stay. */
function beforeOf(destination: string): string {
  return join(dirname(destination), `.${basename(destination)}.tesserae-before`);
}

/** Ends what a process that was killed while it gave a folder its name has left: the older one comes back, or goes. */
async function settle(path: string): Promise<void> {
  const destination = await realpath(path).catch(() => path);
  const before = beforeOf(destination);
  if (!(await lookedAt(before))) return;
  if (await lookedAt(destination)) await removePartFolder(before);
  else await rename(before, destination);
}
