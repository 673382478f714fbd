/** Files that the user named, or that another file names, read whole: whatever stands there, it must be a regular file of a bounded size. */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ErrorFields, MosaicError } from '@tesserae/core/errors';
import { SPECIAL } from '@tesserae/node/internal';

const MB = 1e6;

/** The most that is read of an input, bytes: many times what the largest sensible one has. */
export const MOST_BYTES = {
  /** Settings, jobs, scripts and tables of names. */
  text: 16 * MB,
  /** A plan of four million cells has 200 MB, and a text in V8 less than 537 million letters. */
  plan: 400 * MB,
  /** Millions of paths. */
  list: 400 * MB,
  /** Fonts of all Chinese letters have 30 MB. */
  font: 64 * MB,
  profile: 16 * MB,
  /** Half an hour of uncompressed stereo. */
  sound: 400 * MB,
} as const;

/** What is to be read. */
export interface NamedInput {
  readonly file: string;
  /** The option that named it. */
  readonly subject?: string;
  /** The most that it may have, bytes. */
  readonly most: number;
}

/**
 * Reads a file.
 *
 * @throws MosaicError `not-found`, `unreadable`, `special-file` for a pipe or a device, or `limit`
 */
export async function readInput({ file, subject, most }: NamedInput): Promise<Buffer> {
  const named = subject === undefined ? { file } : { file, subject };
  try {
    // opening a pipe that nobody writes to would wait for ever; where there is no such flag, there are no such pipes
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return await readRegular(handle, most);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof MosaicError) throw new MosaicError(cause.code, { ...named, ...fieldsOf(cause) });
    throw openingError(cause, named);
  }
}

async function readRegular(handle: FileHandle, most: number): Promise<Buffer> {
  const stat = await handle.stat();
  if (stat.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (!stat.isFile()) {
    const waysOut = [{ use: 'a file that holds the same' }] as const;
    throw new MosaicError('special-file', { received: SPECIAL, waysOut });
  }
  if (stat.size > most) throw tooMuch(most, stat.size);
  // it may grow meanwhile, and some that the system makes up have no size
  const bytes = await handle.readFile();
  if (bytes.length > most) throw tooMuch(most, bytes.length);
  return bytes;
}

/** The refusal of what has more bytes than may be read. */
export function tooMuch(most: number, size: number): MosaicError {
  const received = `${Math.ceil(size / MB).toLocaleString('en')} MB`;
  const waysOut = [{ use: 'a smaller file' }] as const;
  return new MosaicError('limit', { expected: `at most ${most / MB} MB`, received, waysOut });
}

function fieldsOf({ expected, received, waysOut }: MosaicError): ErrorFields {
  return { expected, received, waysOut };
}

function openingError(cause: unknown, named: ErrorFields): MosaicError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return new MosaicError('not-found', named, cause);
  // a socket, or a device that nothing serves
  if (code === 'ENXIO') return new MosaicError('special-file', { ...named, received: SPECIAL }, cause);
  const folder =
    code === 'EISDIR' ? { expected: 'a file', received: 'a folder', waysOut: [{ use: 'a file in it' }] } : {};
  return new MosaicError('unreadable', { ...named, ...folder }, cause);
}
