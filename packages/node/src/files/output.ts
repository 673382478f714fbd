/**
 * Files are written here. An output is written beside its destination, and gets its own name only when it is complete
 * and on the disk: whoever looks sees the old file, or nothing, or the whole new one.
 */

import { constants, type Stats } from 'node:fs';
import { access, type FileHandle, link, lstat, open, realpath, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MosaicError, type WayOut } from '@tesserae/core/errors';
import { errnoOf } from './errno.js';
import { makePartFolder, PART_FILE, removePartFolder } from './part-folder.js';
import { syncFolder, syncHandle } from './sync.js';
import { writeAll } from './whole.js';
import { existsError, type Guard, guard, type Need } from './writing-error.js';

/** What is asked of an output. Bytes that are needed for certain must be free before anything is written. */
export interface OutputOptions extends Need {
  /** Replace what is there; otherwise nothing is ever overwritten. */
  readonly force?: boolean;
  /** A file beside that becomes the output, with what is in it; whoever made it removes it, too. */
  readonly part?: string | undefined;
}

/** A file or folder on its way: finished, published, cleared; or cleared at any time. `publication` does so. */
export interface Publishable {
  /** Brings the bytes to the disk. */
  finish(): Promise<void>;
  /** Gives it its name. */
  publish(): Promise<void>;
  /** Puts back what was there before `publish`. */
  unpublish(): Promise<void>;
  /** Removes whatever has no name of its own, but for what was given. May be called twice. */
  clear(): Promise<void>;
}

/** A file on its way. */
export interface Output extends Publishable {
  /** Where the bytes are until then; for an encoder that writes files itself. */
  readonly part: string;
  /** Cuts what is there to so many bytes; writing goes on behind them. */
  truncateTo(bytes: number): Promise<void>;
  /** Writes all of `bytes` at a position; without one, behind what was written last. */
  write(bytes: Uint8Array, position?: number): Promise<void>;
}

/**
 * Begins an output: makes a hidden folder beside the destination, and the file in it.
 *
 * @throws MosaicError `exists` if the destination is there (without `force`) or is no file that can be replaced,
 * `not-found` if its folder is missing, `no-space` if `bytes` are not free, `unwritable` if the folder is closed to us
 */
export async function beginOutput(path: string, options: OutputOptions = {}): Promise<Output> {
  const { force = false, bytes = 0 } = options;
  const guarded = guard(path, options);
  const destination = await guarded(() => destinationOf(path, force));
  await guarded(() => requireSpace(dirname(destination), bytes));
  const folder = options.part === undefined ? await guarded(() => makePartFolder(destination, path)) : undefined;
  const part = options.part ?? join(folder!, PART_FILE); // one of them is there
  try {
    const file = await guarded(() => open(part, folder === undefined ? 'r+' : 'wx'));
    return { part, ...workOn({ file, part, folder, destination, force }, guarded) };
  } catch (error) {
    if (folder !== undefined) await removePartFolder(folder);
    throw error;
  }
}

/**
 * Finds out before any work whether an output can be begun, and writes nothing.
 *
 * @throws MosaicError `exists`, `not-found`, `no-space` or `unwritable`, as `beginOutput` would
 */
export async function checkOutput(
  path: string,
  options: { readonly force?: boolean; readonly bytes?: number } = {},
): Promise<void> {
  await guard(
    path,
    options,
  )(async () => {
    await requireFolder(dirname(await destinationOf(path, options.force ?? false)), options.bytes);
  });
}

/** Makes sure that a folder is there and can be written to; throws as writing into it would. */
export async function requireFolder(folder: string, bytes: number = 0): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
  await access(folder, constants.W_OK);
  await requireSpace(folder, bytes);
}

/** Makes sure that a disk has so many bytes free; throws as writing would, with the code ENOSPC. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  if (bytes === 0) return;
  const { bavail, bsize } = await statfs(folder);
  // the shape of the system's own error: the sentence is made in one place
  if (bavail * bsize < bytes) throw Object.assign(new Error('statfs: too little is free'), { code: 'ENOSPC' });
}

/** Where the bytes go in the end: through a symlink to its file, so that the link stays. */
async function destinationOf(path: string, force: boolean): Promise<string> {
  const there = await lookedAt(path);
  if (!there) return path;
  if (there.isSymbolicLink() && (await leadsNowhere(path))) {
    const waysOut: WayOut[] = [{ do: 'remove-link' }, { use: 'another name' }];
    throw new MosaicError('exists', { file: path, received: 'a link to a file that is not there', waysOut });
  }
  if (!force) throw existsError(path);
  if (there.isSymbolicLink()) return destinationOf(await realpath(path), force);
  if (there.isFile()) return path;
  const kind = there.isDirectory() ? 'a folder' : 'no plain file';
  throw new MosaicError('exists', { file: path, received: kind });
}

async function leadsNowhere(link: string): Promise<boolean> {
  return await stat(link).then(
    () => false,
    (error: unknown) => errnoOf(error) === 'ENOENT',
  );
}

/** What is at a path, of a link itself; undefined if nothing is. */
export async function lookedAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

interface PartFile {
  readonly file: FileHandle;
  readonly part: string;
  /** Of this output alone; undefined if the part was given. */
  readonly folder: string | undefined;
  readonly destination: string;
  readonly force: boolean;
}

function workOn({ file, part, folder, destination, force }: PartFile, guarded: Guard): Omit<Output, 'part'> {
  const before = join(dirname(part), 'before');
  let replaced = false;
  let end = 0;

  return {
    truncateTo: (bytes) =>
      guarded(async () => {
        await file.truncate(bytes);
        end = bytes;
      }),
    write: (bytes, position) => {
      const at = position ?? end;
      if (position === undefined) end += bytes.length;
      return guarded(() => writeAll(file, bytes, at));
    },
    finish: () => guarded(() => syncHandle(file)),
    publish: () =>
      guarded(async () => {
        if (!force) await claim(part, destination);
        else {
          replaced = (await lookedAt(destination)) !== undefined;
          if (replaced) await link(destination, before).catch(() => undefined); // not every disk has hard links
          await rename(part, destination);
        }
        await syncFolder(dirname(destination)).catch(() => undefined); // not every disk can
      }),
    unpublish: async () => {
      if (replaced) await rename(before, destination).catch(() => undefined);
      else await rm(destination, { force: true });
    },
    clear: async () => {
      const close = async () => await file.close().catch(() => undefined);
      // the name first: whatever happens to the handle, nothing is left. But on Windows an open file keeps its folder
      if (process.platform === 'win32') await close();
      if (folder !== undefined) await removePartFolder(folder);
      await close();
    },
  };
}

/** What link(2) says where there are no hard links: FAT, some network folders. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Gives the file its name unless somebody else has taken it meanwhile. */
async function claim(part: string, destination: string): Promise<void> {
  try {
    await link(part, destination);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw existsError(destination);
    if (!NO_LINKS.includes(errnoOf(error))) throw error;
    await claimByName(part, destination);
  }
}

/** The name is taken with an empty file, over which the whole one is put. */
async function claimByName(part: string, destination: string): Promise<void> {
  try {
    const empty = await open(destination, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY);
    await empty.close();
  } catch (error) {
    throw errnoOf(error) === 'EEXIST' ? existsError(destination) : error;
  }
  try {
    await rename(part, destination);
  } catch (error) {
    await rm(destination, { force: true });
    throw error;
  }
}
