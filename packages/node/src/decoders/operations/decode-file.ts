/** One file of a scan: from its path to all that a library keeps of it. */

import { MosaicError } from '@tesserae/core/errors';
import { SNIFF_BYTES, sniff } from '../../codecs/sniff.js';
import { type BytePath, displayPath } from '../../files/byte-path.js';
import { contentHash } from '../../files/content-hash.js';
import { afterName } from '../../files/regular-file.js';
import { MAX_ORIGINAL } from '../../origins/max-bytes.js';
import { isPictureName } from '../../origins/picture-names.js';
import { openOriginal, readPart, readStart } from '../../origins/read.js';
import type { RequestMemory } from '../process/serve.js';
import { type DecodedPhoto, decodePhoto, type RefusedPhoto } from './decode-photo.js';
import { isOwnWork, OWN_WORK, type ReadAt } from './own-work.js';

/** A file to be taken. */
export interface DecodeFileRequest {
  readonly path: BytePath;
  /** Whether to decode it as well as to hash it. */
  readonly decode: boolean;
}

/** A file that was taken. */
export interface DecodedFile {
  /** As of when it was read; −1 and 0 if it could not be: it is looked at again, as permissions change without the file changing. */
  readonly size: number;
  readonly mtimeNs: bigint;
  /** Of its content; null if it was not read, is no picture by name and content, or (then `detail` says so) our own work. */
  readonly hash: Uint8Array | null;
  /** Why it was not read, as a code of the one list and the rest of a sentence; empty if it was. */
  readonly code: string;
  readonly detail: string;
  /** If it was to be decoded and may hold a picture. */
  readonly photo?: DecodedPhoto | RefusedPhoto;
}

/**
 * Takes a file. One that cannot be read, that is no picture by name and content, or that this program made, has no hash.
 *
 * @returns undefined if it is gone
 * @throws MosaicError `failed` if the machine, not the file, is to blame
 */
export async function decodeFile(
  { path, decode }: DecodeFileRequest,
  allow: RequestMemory,
): Promise<DecodedFile | undefined> {
  try {
    const { handle, size, mtimeNs } = await openOriginal(path);
    try {
      const taken = { size, mtimeNs, hash: null, code: '', detail: '' };
      if (!isPictureName(path) && sniff(await readStart(path, handle, Math.min(size, SNIFF_BYTES))) === undefined) {
        return taken;
      }
      if (size > MAX_ORIGINAL) {
        const read: ReadAt = (position, length) => readPart(path, handle, { position, length });
        if (await isOwnWork(read, size)) return { ...taken, detail: OWN_WORK };
        const detail = `is a file of ${Math.round(size / 2 ** 20)} MB; at most ${MAX_ORIGINAL / 2 ** 20} MB are read.`;
        return { ...taken, code: 'too-large', detail };
      }
      const bytes = await readStart(path, handle, size);
      const read: ReadAt = async (position, length) => bytes.subarray(position, position + length);
      if (await isOwnWork(read, size)) return { ...taken, detail: OWN_WORK };
      const hashed = { ...taken, hash: contentHash(bytes) };
      return decode ? { ...hashed, photo: await decodePhoto(bytes, allow) } : hashed;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code === 'failed') throw error;
    if (error.code === 'vanished') return undefined;
    return { size: -1, mtimeNs: 0n, hash: null, code: error.code, detail: afterName(error, displayPath(path)) };
  }
}
