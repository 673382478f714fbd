/** Opening a file that the user named: unlike a photo of a scan, what is wrong with it is thrown. */

import { MosaicError } from '@tesserae/core/errors';
import { type GivenFile, readGiven } from '../files/named-file.js';
import { type Opened, openFile } from './open.js';
import { refusalOf } from './refusal.js';
import type { Allow } from './serve.js';

/** A named file that holds a picture. */
export interface OpenedGiven extends Opened {
  /** As it was named. */
  readonly path: string;
  /** The bytes of the file itself. */
  readonly content: Uint8Array;
}

/**
 * Opens a named file.
 *
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large`,
 *   `special-file` or `unreadable`
 */
export async function openGiven(file: GivenFile, allow: Allow): Promise<OpenedGiven> {
  const { path } = file;
  const content = await readGiven(file);
  const opened = await openFile(content, allow);
  if ('code' in opened) throw new MosaicError(opened.code, `${path}: ${opened.detail}`, opened.cause);
  return { path, content, ...opened };
}

/** Does work of the decoder's on an open file; what the decoder complains of is thrown in our words. */
export async function explained<T>({ path, bytes, kind }: OpenedGiven, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    const { code, detail } = refusalOf(error, kind, bytes);
    throw new MosaicError(code, `${path}: ${detail}`, error);
  }
}
