/** Tells clips by their first bytes. The name of a file is never believed, and a list of other files is no clip. */

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** A kind of clip. */
export interface ClipKind {
  /** As people call it. */
  readonly name: string;
  /** What takes it apart, as ffmpeg calls it: it is told, so that nothing else is tried. */
  readonly demuxer: 'mov' | 'matroska' | 'avi';
}

const MOV: ClipKind = { name: 'MP4 or QuickTime', demuxer: 'mov' };
const MATROSKA: ClipKind = { name: 'Matroska or WebM', demuxer: 'matroska' };
const AVI: ClipKind = { name: 'AVI', demuxer: 'avi' };

/** Brands of pictures in the container of MP4: HEIC, AVIF, Canon CR3. */
const PICTURES = /^(he[iv][cfimsx]|mi[af][1f]|msf1|avi[fs]|crx )$/;
/** Boxes that a QuickTime file of old may begin with. */
const BOXES = ['moov', 'mdat', 'wide', 'free', 'skip'];

/** Bytes that `clipKind` wants to see. */
const START_BYTES = 16;

/**
 * The kind of clip that starts like this.
 *
 * @param start  the first bytes of a file
 * @returns undefined if it is none
 */
export function clipKind(start: Uint8Array): ClipKind | undefined {
  const text = Buffer.from(start.subarray(0, START_BYTES)).toString('latin1');
  if (text.length < 12) return undefined;
  if (text.startsWith('\x1aE\xdf\xa3')) return MATROSKA;
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'AVI ') return AVI;
  const box = text.slice(4, 8);
  if (box === 'ftyp') return PICTURES.test(text.slice(8, 12)) ? undefined : MOV;
  return BOXES.includes(box) ? MOV : undefined;
}

/** The kind of clip that a file is; undefined if it is none, or cannot be read. */
export async function clipKindOf(path: string): Promise<ClipKind | undefined> {
  try {
    // a FIFO would be waited for otherwise
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
      return clipKind(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
