/** One file of a scan: from where it is to all that a library keeps of it. */

import { archiveKind, SNIFF_BYTES, sniff } from '../../codecs/sniff.js';
import { contentHash } from '../../files/content-hash.js';
import { MAX_ORIGINAL } from '../../origins/origin.js';
import { isPictureName } from '../../origins/picture-names.js';
import { type Source, withOriginal } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { type DecodedPhoto, decodePhoto, type RefusedPhoto } from './decode-photo.js';
import { isOwnWork, OWN_WORK } from './own-work.js';

/** A file to be taken. */
export interface DecodeFileRequest {
  readonly source: Source;
  /** Whether to decode it as well as to hash it. */
  readonly decode: boolean;
  /** Whether what is no picture is refused, and not passed over. */
  readonly isNamed?: boolean;
}

/** A file that was taken. */
export interface DecodedFile {
  /** As of when it was read. */
  readonly stamp: string;
  readonly size: number;
  /** Of its content; null if it is too large to be read, is no picture by name and content, or (then `detail` says so) our own work. */
  readonly hash: Uint8Array | null;
  /** Why it was not read, as a code of the one list and a phrase; empty if it was. */
  readonly code: string;
  readonly detail: string;
  /** If it was to be decoded and may hold a picture. */
  readonly photo?: DecodedPhoto | RefusedPhoto;
}

/**
 * Takes a file. One that is too large to be read, that is no picture by name and content, or that this program made, has no hash.
 *
 * @throws MosaicError as `OpenKey` does
 */
export async function decodeFile(
  { source, decode, isNamed = false }: DecodeFileRequest,
  allow: RequestMemory,
): Promise<DecodedFile> {
  return await withOriginal(source, async ({ stamp, size, read }) => {
    const taken = { stamp, size, hash: null, code: '', detail: '' };
    if (!isPictureName(source.name)) {
      const head = await read(0, Math.min(size, SNIFF_BYTES));
      if (sniff(head) === undefined) return isNamed ? { ...taken, ...noPicture(head) } : taken;
    }
    if (size > MAX_ORIGINAL) {
      if (await isOwnWork(read, size)) return { ...taken, detail: OWN_WORK };
      const detail = `a file of ${Math.round(size / 2 ** 20)} MB, of which at most ${MAX_ORIGINAL / 2 ** 20} MB are read`;
      return { ...taken, code: 'too-large', detail };
    }
    const bytes = await read(0, size);
    const isOwn = await isOwnWork(async (position, length) => bytes.subarray(position, position + length), size);
    if (isOwn) return { ...taken, detail: OWN_WORK };
    const hashed = { ...taken, hash: contentHash(bytes) };
    return decode ? { ...hashed, photo: await decodePhoto(bytes, allow) } : hashed;
  });
}

function noPicture(head: Uint8Array): Pick<DecodedFile, 'code' | 'detail'> {
  const archive = archiveKind(head);
  if (archive === undefined) return { code: 'not-a-picture', detail: '' };
  return { code: 'unsupported', detail: `${archive}, of which only zip archives are read` };
}
