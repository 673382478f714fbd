/** Tells mosaics that this program has made by the mark its writers leave, so that they do not become photos of the next one. */

import { exifFacts, exifIn } from '../../codecs/exif.js';

/** The detail of a path that is left out as a mosaic of this program's: it has neither photo nor code. */
export const OWN_WORK = 'is a mosaic that Tesserae made.';

/** What writers enter as the software: in PNG as a text, in all else as a tag of TIFF or EXIF. */
const OWN_MARK = 'Tesserae';

/** Reads some bytes of a file from a position; fewer at its end. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** The mark stands near the beginning or near the end; so much of both is looked at. */
const NEAR = 4096;

/**
 * Whether a file is a mosaic of this program's, however large.
 *
 * @param size  of the file, bytes
 */
export async function isOwnWork(read: ReadAt, size: number): Promise<boolean> {
  const head = await read(0, NEAR);
  const start = head.toString('latin1', 0, 4);
  if (start === '\x89PNG') return head.includes(`tEXtSoftware\0${OWN_MARK}`, 0, 'latin1');
  if (isMarked(head)) return true;
  // libwebp and libheif write metadata behind the picture
  const tail = size > NEAR ? await read(Math.max(NEAR, size - NEAR), NEAR) : head;
  // our TIFFs end with the mark, which an even number of bytes holds
  if (start === 'II*\0' || start === 'II+\0') return tail.toString('latin1').endsWith(`${OWN_MARK}\0\0`);
  return isMarked(tail);
}

function isMarked(part: Uint8Array): boolean {
  const { software } = exifFacts(exifIn(part));
  return software === OWN_MARK || software.startsWith(`${OWN_MARK} `);
}
