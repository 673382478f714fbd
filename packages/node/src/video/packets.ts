/**
 * The bytes of a part of coded frames: what a decoder must know beforehand, then the packets, each with its length.
 * Workers pack them, the writer of a film's container takes them apart.
 */

import { MosaicError } from '@tesserae/core/errors';

/** A part of coded frames: the first packet needs no other to be decoded, all others only those before. */
export interface Packets {
  /** What the container tells a decoder: avcC of H.264; nothing for VP9. */
  readonly description: Uint8Array;
  /** One a frame, in order. */
  readonly packets: readonly Uint8Array[];
}

/** Packets as one run of bytes. */
export function packPackets({ description, packets }: Packets): Uint8Array {
  const pieces = [description, ...packets];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + 4 + piece.length, 0));
  const words = new DataView(bytes.buffer);
  let at = 0;
  for (const piece of pieces) {
    words.setUint32(at, piece.length);
    bytes.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return bytes;
}

/**
 * The packets in a run of bytes, which they share.
 *
 * @throws MosaicError `shape` if the lengths do not fit
 */
export function unpackPackets(bytes: Uint8Array): Packets {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + words.getUint32(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length)
      throw new MosaicError('shape', { subject: 'filmPart', expected: 'whole packets', received: 'a cut one' });
    pieces.push(bytes.subarray(at + 4, end));
    at = end;
  }
  const [description, ...packets] = pieces;
  if (description === undefined || packets.length === 0) {
    throw new MosaicError('shape', { subject: 'filmPart', expected: 'a description and packets', received: 'none' });
  }
  return { description, packets };
}
