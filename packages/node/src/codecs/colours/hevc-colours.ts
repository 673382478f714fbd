/**
 * The colours that HEVC tells of itself: cameras' HDR stills have them there and nowhere else.
 *
 * Source: Recommendation ITU-T H.265 (07/2024), sections 7.3.1.2, 7.3.2.2, 7.3.3, 7.3.4 and E.2.1; ISO/IEC 14496-15:2022, 8.3.2.1
 * (hvcC).
 */

import { type BitReader, bitReader, withoutEscapes } from '../bits.js';
import type { CodePoints } from './code-points.js';

const SEQUENCE_PARAMETERS = 33;

/** The code points in the first sequence parameter set; undefined if it tells none, or is of a sort that stills are not. */
export function hevcCodePoints(hvcC: Buffer): CodePoints | undefined {
  const set = sequenceParameters(hvcC);
  return set && codePointsIn(bitReader(withoutEscapes(set.subarray(2))));
}

function sequenceParameters(hvcC: Buffer): Buffer | undefined {
  let at = 23;
  for (let arrays = hvcC[22] ?? 0; arrays > 0 && at + 3 <= hvcC.length; arrays--) {
    const kind = hvcC[at] & 63;
    const count = hvcC.readUInt16BE(at + 1);
    at += 3;
    for (let i = 0; i < count && at + 2 <= hvcC.length; i++) {
      const length = hvcC.readUInt16BE(at);
      if (kind === SEQUENCE_PARAMETERS) return hvcC.subarray(at + 2, at + 2 + length);
      at += 2 + length;
    }
  }
  return undefined;
}

function codePointsIn(bits: BitReader): CodePoints | undefined {
  bits.take(4);
  if (bits.take(3) > 0) return undefined; // layers in time, of which a still has none
  bits.take(1 + 88 + 8); // profile, tier and level
  bits.takeNumber();
  if (bits.takeNumber() === 3) bits.take(1); // kind of chroma
  skipNumbers(bits, 2); // width and height
  if (bits.take(1) === 1) skipNumbers(bits, 4); // what is cut
  skipNumbers(bits, 2); // bits of luma and chroma
  const orderBits = Math.min(16, bits.takeNumber() + 4);
  bits.take(1);
  skipNumbers(bits, 3 + 6); // buffers; sizes of blocks
  if (bits.take(1) === 1 && bits.take(1) === 1) skipScaling(bits);
  bits.take(2);
  if (bits.take(1) === 1) skipPcm(bits);
  if (bits.takeNumber() > 0) return undefined; // other pictures to refer to
  if (bits.take(1) === 1) {
    for (let count = Math.min(32, bits.takeNumber()); count > 0; count--) bits.take(orderBits + 1);
  }
  bits.take(2);
  return bits.take(1) === 1 ? usability(bits) : undefined;
}

function usability(bits: BitReader): CodePoints | undefined {
  const EXTENDED_SHAPE = 255;
  if (bits.take(1) === 1 && bits.take(8) === EXTENDED_SHAPE) bits.take(32);
  if (bits.take(1) === 1) bits.take(1); // overscan
  if (bits.take(1) === 0) return undefined;
  bits.take(4); // kind of video, full range
  return bits.take(1) === 1 ? { primaries: bits.take(8), transfer: bits.take(8) } : undefined;
}

function skipScaling(bits: BitReader): void {
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1) {
      if (bits.take(1) === 0) bits.takeNumber();
      else skipNumbers(bits, Math.min(64, 2 ** (4 + 2 * size)) + (size > 1 ? 1 : 0));
    }
  }
}

function skipPcm(bits: BitReader): void {
  bits.take(8);
  skipNumbers(bits, 2);
  bits.take(1);
}

function skipNumbers(bits: BitReader, count: number): void {
  for (let i = 0; i < count; i++) bits.takeNumber();
}
