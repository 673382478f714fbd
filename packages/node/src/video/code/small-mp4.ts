/**
 * The packets in a small MP4 of one track, as h264-mp4-encoder writes it: one behind the other in mdat.
 *
 * Source: ISO/IEC 14496-12, "ISO base media file format", 8.7.3.2 (stsz); ISO/IEC 14496-15, 5.3.3.1 (avcC).
 */

import { MosaicError } from '@tesserae/core/errors';
import type { Packets } from '../packets.js';

/** Boxes that hold boxes; of a sample description only what follows its fixed fields. */
const FIELDS: Readonly<Record<string, number>> = {
  moov: 0,
  trak: 0,
  mdia: 0,
  minf: 0,
  stbl: 0,
  stsd: 8,
  avc1: 78,
};

/**
 * Takes a small MP4 apart; the packets share its bytes.
 *
 * @throws MosaicError `failed` if it is none
 */
export function packetsOfMp4(mp4: Uint8Array): Packets {
  const found = new Map<string, Uint8Array>();
  collect(mp4, found);
  const [data, sizes, description] = ['mdat', 'stsz', 'avcC'].map((name) => found.get(name));
  if (data === undefined || sizes === undefined || description === undefined) throw unknown();

  const words = new DataView(sizes.buffer, sizes.byteOffset, sizes.length);
  const count = words.getUint32(8);
  const same = words.getUint32(4);
  const packets: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const size = same === 0 ? words.getUint32(12 + i * 4) : same;
    packets.push(data.subarray(at, at + size));
    at += size;
  }
  if (at !== data.length) throw unknown();
  return { description, packets };
}

/** Notes what is in each box, by its name. */
function collect(bytes: Uint8Array, found: Map<string, Uint8Array>): void {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = words.getUint32(at);
    if (size < 8 || at + size > bytes.length) throw unknown();
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const inside = bytes.subarray(at + 8, at + size);
    found.set(name, inside);
    if (name in FIELDS) collect(inside.subarray(FIELDS[name]), found);
    at += size;
  }
}

function unknown(): MosaicError {
  return new MosaicError('failed', 'The built-in H.264 encoder gave no film. Try --encoder ffmpeg.');
}
