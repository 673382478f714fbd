/** What decoder processes are told of originals: where one is, if they can open it themselves, else its bytes. */

import type { ByteName } from './byte-name.js';
import { openFile } from './open-file.js';
import type { Address, OpenKey, OpenOriginal } from './origin.js';
import { openZipMember } from './zip/member.js';

/** An original, as a decoder is told of it. */
export interface Source {
  /** What people call it. */
  readonly name: ByteName;
  readonly content: Address | FetchedOriginal;
}

/** An original that was read by the process that asks for it. */
export interface FetchedOriginal {
  readonly stamp: string;
  /** Bytes; more than there are in `bytes` if it is too large to be decoded. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** How decoders open what lies on the disk: its bytes need not pass from process to process. */
export const OPENERS: Readonly<Record<string, OpenKey>> = { file: openFile, zip: openZipMember };

/**
 * Opens an original, and closes it when the work is done.
 *
 * @throws MosaicError as `OpenKey` does
 */
export async function withOriginal<T>({ content }: Source, work: (original: OpenOriginal) => Promise<T>): Promise<T> {
  const original = 'bytes' in content ? openFetched(content) : await OPENERS[content.origin](content.key);
  try {
    return await work(original);
  } finally {
    original.close();
  }
}

/** All of an original. @throws MosaicError as `OpenKey` does */
export async function readOriginal(source: Source): Promise<Buffer> {
  return await withOriginal(source, ({ read, size }) => read(0, size));
}

function openFetched({ stamp, size, bytes }: FetchedOriginal): OpenOriginal {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { stamp, size, read: async (position, length) => all.subarray(position, position + length), close() {} };
}
