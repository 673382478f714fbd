/** Opening a file that the user named: unlike a photo of a scan, what is wrong with it is thrown. */

import { MosaicError } from '@tesserae/core/errors';
import { type Refusal, refusalOf } from '../../codecs/refusal.js';
import { readOriginal, type Source } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { type Opened, openFile } from './open.js';

/** A named file that holds a picture. */
export interface OpenedNamedFile extends Opened {
  /** The bytes of the file itself. */
  readonly content: Uint8Array;
}

/**
 * Opens a named file.
 *
 * @throws MosaicError `vanished`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large`, `special-file` or
 *   `unreadable`; like those of all operations, without the name
 */
export async function openNamedFile(source: Source, allow: RequestMemory): Promise<OpenedNamedFile> {
  const content = await readOriginal(source);
  const opened = await openFile(content, allow);
  if ('code' in opened) throw refusedError(opened, opened.cause);
  return { content, ...opened };
}

/** Does work of the decoder's on an open file; what the decoder complains of is thrown in our words. */
export async function withDecoderErrors<T>({ bytes, kind }: OpenedNamedFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    throw refusedError(refusalOf(error, kind, bytes), error);
  }
}

/** A refusal as an error. */
export function refusedError({ code, detail }: Refusal, cause: unknown): MosaicError {
  return new MosaicError(code, { received: detail || undefined }, cause);
}
