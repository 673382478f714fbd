/** What went wrong while a file was written. */

import { dirname } from 'node:path';
import { type ErrorData, MosaicError, type WayOut } from '@tesserae/core/errors';

/** How much space an output takes. */
export interface Need {
  /** Bytes that it needs for certain. */
  readonly bytes?: number;
  /** Bytes that it needs at most, where it is not known how well it can be packed. */
  readonly most?: number;
}

/**
 * The error for a failed write: by the system's codes, and by the messages of encoders that give none.
 *
 * @param need  how much space the output takes, as far as that is known
 */
export function writingError(error: unknown, path: string, need: Need = {}): MosaicError {
  if (error instanceof MosaicError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const { code: ours, ...fields } = reasonOf(code, message, path, need);
  return new MosaicError(ours, { file: path, ...fields }, error);
}

/** The name is taken, and nobody asked for it to be replaced. */
export function existsError(path: string): MosaicError {
  return new MosaicError('exists', { file: path, waysOut: [{ use: 'another name' }, { give: 'force' }] });
}

/** Somebody else is writing it. */
export function busyError(file: string): MosaicError {
  return new MosaicError('exists', { file, received: 'being written by another run', waysOut: [{ do: 'retry' }] });
}

function reasonOf(code: string, message: string, path: string, { bytes = 0, most = 0 }: Need): ErrorData {
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left|quota exceeded/i.test(message)) {
    const needed = bytes > 0 ? megabytes(bytes) : most > 0 ? `at most ${megabytes(most)}` : undefined;
    return { code: 'no-space', expected: needed };
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const way: WayOut = { do: 'make-folder' };
    return { code: 'not-found', expected: `the folder ${dirname(path)}`, received: 'none', waysOut: [way, ELSEWHERE] };
  }
  if (code === 'EROFS')
    return { code: 'unwritable', received: 'on a disk that is mounted read-only', waysOut: [ELSEWHERE] };
  if (code === 'EACCES' || code === 'EPERM') {
    const received = `in the folder ${dirname(path)}, which you may not write`;
    return { code: 'unwritable', received, waysOut: [ELSEWHERE, { do: 'allow-writing' }] };
  }
  if (code === 'ENAMETOOLONG')
    return { code: 'usage', expected: 'a shorter name', received: 'one too long for this disk' };
  if (code === 'EFBIG') return { code: 'limit', expected: 'a smaller file', received: 'one too large for this disk' };
  return { code: 'failed', received: 'not written' };
}

const ELSEWHERE: WayOut = { use: 'another folder' };

/** Runs work on the disk so that what goes wrong comes out as a MosaicError. */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>;

/** A guard for one output; `need` as of `writingError`. */
export function guard(path: string, need: Need = {}): Guard {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      throw writingError(error, path, need);
    }
  };
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}
