/**
 * The one module that writes files. An output is written beside its destination, under a hidden name, and gets its own
 * name only when it is complete and on the disk: whoever looks sees the old file, or nothing, or the whole new one.
 *
 * It lies in a hidden folder of its own. An encoder cannot be stopped, and some open their file only when they have
 * finished: where the folder is gone, a file that was given up cannot come back.
 */

import { constants, type Stats } from 'node:fs';
import {
  access,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  realpath,
  rename,
  rm,
  stat,
  statfs,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ErrorCode, MosaicError } from '@tesserae/core';

/** What is asked of an output. */
export interface OutputOptions {
  /** Replace what is there; otherwise nothing is ever overwritten. */
  readonly force?: boolean;
  /** Bytes that will be needed for certain; they must be free before anything is written. */
  readonly bytes?: number;
}

/** A file on its way. Ended by `commit` or `abandon`. */
export interface Output {
  /** Where the bytes are until then; for an encoder that writes files itself. */
  readonly part: string;
  /** Writes all of `bytes` at a position; without one, behind what was written last. */
  write(bytes: Uint8Array, position?: number): Promise<void>;
  /** Brings the bytes to the disk and gives the file its name. If that fails, nothing is left. */
  commit(): Promise<void>;
  /** Removes what was written. May be called at any time, also twice; after `commit` it does nothing. */
  abandon(): Promise<void>;
}

/**
 * Begins an output: makes a hidden folder beside the destination, and the file in it.
 *
 * @throws MosaicError `exists` if the destination is there (without `force`) or is no file that can be replaced,
 * `not-found` if its folder is missing, `no-space` if `bytes` are not free, `unwritable` if the folder is closed to us
 */
export async function beginOutput(path: string, options: OutputOptions = {}): Promise<Output> {
  const { force = false, bytes = 0 } = options;
  const guarded = guard(path, bytes);
  const destination = await guarded(() => destinationOf(path, force));
  const folder = join(dirname(destination), partName(basename(destination)));
  await guarded(() => requireSpace(dirname(destination), bytes));
  await guarded(() => mkdir(folder, { mode: 0o700 }));
  const part = join(folder, 'part');
  try {
    const file = await guarded(() => open(part, 'wx'));
    return { part, ...workOn({ file, part, folder, destination, force }, guarded) };
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}

/**
 * Finds out before any work whether an output can be begun, and writes nothing.
 *
 * @throws MosaicError `exists`, `not-found` or `unwritable`, as `beginOutput` would
 */
export async function checkOutput(path: string, options: { readonly force?: boolean } = {}): Promise<void> {
  await guard(
    path,
    0,
  )(async () => {
    const folder = dirname(await destinationOf(path, options.force ?? false));
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    await access(folder, constants.W_OK);
  });
}

/**
 * Writes a whole file.
 *
 * @param data  text (written as UTF-8), or the file's bytes
 * @throws MosaicError as `beginOutput` does; nothing is left when it fails
 */
export async function writeWhole(
  path: string,
  data: string | Uint8Array,
  options: { readonly force?: boolean } = {},
): Promise<void> {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const output = await beginOutput(path, { ...options, bytes: bytes.length });
  try {
    await output.write(bytes);
    await output.commit();
  } finally {
    await output.abandon();
  }
}

/**
 * The sentence for a failed write: the system's codes, and the messages of encoders that give none.
 *
 * @param bytes  what the output needs, 0 = unknown
 */
export function writingError(error: unknown, path: string, bytes = 0): MosaicError {
  if (error instanceof MosaicError) return error;
  // what node:fs and encoders throw: errors, of the system with a code
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [ours, sentence] = reasonOf(code, message, path, bytes);
  return new MosaicError(ours, `${path}: ${sentence}`, error);
}

function reasonOf(code: string, message: string, path: string, bytes: number): [ErrorCode, string] {
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left|quota exceeded/i.test(message)) {
    const need = bytes > 0 ? ` ${megabytes(bytes)} are needed.` : '';
    return ['no-space', `the disk is full; nothing was written.${need} Free some space, or choose another folder.`];
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return ['not-found', `the folder ${dirname(path)} does not exist. Make it first, or choose another.`];
  }
  if (code === 'EROFS') return ['unwritable', 'the disk is mounted read-only. Choose another folder.'];
  if (code === 'EACCES' || code === 'EPERM') {
    return [
      'unwritable',
      `you may not write in the folder ${dirname(path)}. Choose another, or change its permissions.`,
    ];
  }
  if (code === 'ENAMETOOLONG') return ['usage', 'the name is too long for this disk. Choose a shorter one.'];
  if (code === 'EFBIG') return ['limit', 'the file grows larger than this disk allows. Choose another folder.'];
  return ['failed', 'could not be written.'];
}

/** Runs work on the disk so that what goes wrong comes out as a MosaicError. */
type Guard = <T>(work: () => Promise<T>) => Promise<T>;

function guard(path: string, bytes: number): Guard {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      throw writingError(error, path, bytes);
    }
  };
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  if (bytes === 0) return;
  const { bavail, bsize } = await statfs(folder);
  // the shape of the system's own error: the sentence is made in one place
  if (bavail * bsize < bytes) throw Object.assign(new Error('statfs: too little is free'), { code: 'ENOSPC' });
}

/** Where the bytes go in the end: through a symlink to its file, so that the link stays. */
async function destinationOf(path: string, force: boolean): Promise<string> {
  const there = await lookedAt(path);
  if (!there) return path;
  if (!force) throw existsError(path);
  if (there.isSymbolicLink()) return destinationOf(await realpath(path), force);
  if (there.isFile()) return path;
  const kind = there.isDirectory() ? 'a folder' : 'no plain file';
  throw new MosaicError('exists', `${path}: is ${kind} and is not replaced. Choose another name.`);
}

async function lookedAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // what node:fs throws
    throw error;
  }
}

function existsError(path: string): MosaicError {
  return new MosaicError('exists', `${path}: is there already. Choose another name, or -y to replace it.`);
}

let parts = 0;

/** Leaves nothing; a file that an encoder makes at this very moment is met at the next try. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 }).catch(() => undefined);
}

/** A hidden name, unique in this process and beside other processes; short and plain whatever the name is. */
function partName(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_').slice(0, 100);
  parts++;
  return `.${plain}.${process.pid}-${parts}.part`;
}

interface PartFile {
  readonly file: FileHandle;
  readonly part: string;
  readonly folder: string;
  readonly destination: string;
  readonly force: boolean;
}

function workOn({ file, part, folder, destination, force }: PartFile, guarded: Guard): Omit<Output, 'part'> {
  let state: 'open' | 'committing' | 'ended' = 'open';

  async function abandon(): Promise<void> {
    if (state === 'ended') return;
    state = 'ended';
    // the name first: whatever happens to the handle, nothing is left
    await removeFolder(folder);
    await file.close().catch(() => undefined);
  }

  async function commit(): Promise<void> {
    if (state !== 'open') throw new MosaicError('aborted', `${destination}: was given up; nothing was written.`);
    try {
      await guarded(() => file.sync());
      // given up while the disk was busy
      if ((state as string) === 'ended') throw new MosaicError('aborted', `${destination}: was given up.`);
      state = 'committing';
      await guarded(() => (force ? rename(part, destination) : publish(part, destination)));
      await syncFolder(dirname(destination));
    } finally {
      await abandon();
    }
  }

  return {
    write: (bytes, position) => guarded(() => writeAll(file, bytes, position ?? null)),
    commit,
    abandon,
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number | null): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const at = position === null ? null : position + done;
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
    done += bytesWritten;
  }
}

/** Gives the file its name unless somebody else has taken it meanwhile. */
async function publish(part: string, destination: string): Promise<void> {
  try {
    await link(part, destination);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // what node:fs throws
    if (code === 'EEXIST') throw existsError(destination);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    // a disk without hard links (FAT, some network folders): claim the name, then put the file over the claim
    const claim = await open(destination, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY).catch((cause) => {
      throw cause.code === 'EEXIST' ? existsError(destination) : cause;
    });
    await claim.close();
    await rename(part, destination);
  }
}

/** Makes the new name survive a power cut, where folders can be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}
