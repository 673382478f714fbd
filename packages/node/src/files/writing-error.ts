/** What went wrong while a file was written, as a sentence with a way out. */

import { dirname } from 'node:path';
import { type ErrorCode, MosaicError } from '@tesserae/core/errors';

/** How much space an output takes. */
export interface Need {
  /** Bytes that it needs for certain. */
  readonly bytes?: number;
  /** Bytes that it needs at most, where it is not known how well it can be packed. */
  readonly most?: number;
}

/**
 * The sentence for a failed write: the system's codes, and the messages of encoders that give none.
 *
 * @param need  how much space the output takes, as far as that is known
 */
export function writingError(error: unknown, path: string, need: Need = {}): MosaicError {
  if (error instanceof MosaicError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [ours, sentence] = reasonOf(code, message, path, need);
  return new MosaicError(ours, `${path}: ${sentence}`, error);
}

/** The name is taken, and nobody asked for it to be replaced. */
export function existsError(path: string): MosaicError {
  return new MosaicError('exists', `${path}: is there already. Choose another name, or -y to replace it.`);
}

function reasonOf(code: string, message: string, path: string, { bytes = 0, most = 0 }: Need): [ErrorCode, string] {
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left|quota exceeded/i.test(message)) {
    const needed =
      bytes > 0 ? ` ${megabytes(bytes)} are needed.` : most > 0 ? ` At most ${megabytes(most)} are needed.` : '';
    return ['no-space', `the disk is full; nothing was written.${needed} Free some space, or choose another folder.`];
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
