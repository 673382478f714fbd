/**
 * What an H.264 film says of itself, said rightly. The built-in encoder leaves out the colours, so that players guess BT.601
 * or BT.709 by the size; it tells a level by the size alone; and it says Baseline, which many players refuse, though it uses
 * nothing of what Constrained Baseline leaves out. The native encoder, too, says nothing of colours.
 *
 * Source: Recommendation ITU-T H.264 (08/2021), sections 7.3.2.1.1 (sequence parameter set) and E.1.1 (usability information);
 * ISO/IEC 14496-15:2019, 5.3.3.1 (avcC).
 */

import { MosaicError } from '@tesserae/core/errors';
import { type BitReader, type BitWriter, bitReader, bitWriter, withoutEscapes } from '../../codecs/bits.js';
import { levelOf, type Pace } from '../h264-level.js';

const [BASELINE, HIGH] = [66, 100];

/** Flags of a film that decoders of Baseline and of Main can play. */
const CONSTRAINED = 0xc0;

/** Bytes of an avcC before the length of its first set. */
const SETS = 6;

/**
 * An avcC whose film says its colours, and if it is of Baseline its level and frame rate.
 *
 * @param avcC  of one sequence parameter set, then others
 * @throws MosaicError `failed` if it is of another profile than Baseline and High, or of fields
 */
export function tagged(avcC: Uint8Array, pace: Pace): Uint8Array {
  const length = avcC[SETS] * 256 + avcC[SETS + 1];
  const set = withoutEscapes(avcC.subarray(SETS + 2, SETS + 2 + length));
  if (set[1] === BASELINE) set.set([CONSTRAINED, levelOf(pace) ?? set[3]], 2);
  const told = withEscapes(withColours(set, pace));
  const [profile, flags, level] = told.subarray(1, 4);
  return Uint8Array.from([
    ...[avcC[0], profile, flags, level, ...avcC.subarray(4, SETS)],
    ...[told.length >> 8, told.length & 255, ...told],
    ...avcC.subarray(SETS + 2 + length),
  ]);
}

/** A sequence parameter set with usability information; what it had of that is kept but for colours. */
function withColours(set: Uint8Array, { fps }: Pace): Uint8Array {
  const bits = bitReader(set);
  const out = bitWriter();
  const references = passParameters(bits);
  const again = bitReader(set);
  while (again.at < bits.at) out.put(again.take(1), 1);
  out.put(1, 1);
  if (bits.take(1) === 0) {
    putShapeAndColours(out);
    putTime(out, fps, references);
    out.put(1, 1); // the end
    return out.bytes();
  }
  passShapeAndColours(bits);
  putShapeAndColours(out);
  const end = lastBit(set);
  while (bits.at <= end) out.put(bits.take(1), 1);
  return out.bytes();
}

/** Goes through a set up to the flag of usability information. @returns how many frames are kept for reference */
function passParameters(bits: BitReader): number {
  bits.take(8);
  const profile = bits.take(8);
  if (profile !== BASELINE && profile !== HIGH) throw unknown();
  bits.take(16); // flags, level
  bits.takeNumber(); // its number
  if (profile === HIGH) {
    if (bits.takeNumber() !== 1) throw unknown(); // colour of half size
    bits.takeNumber(); // bits of lightness
    bits.takeNumber(); // and of colour
    bits.take(1); // lossless
    if (bits.take(1) !== 0) throw unknown(); // matrices of its own
  }
  bits.takeNumber(); // bits of frame numbers
  const order = bits.takeNumber();
  if (order === 1) throw unknown();
  if (order === 0) bits.takeNumber();
  const references = bits.takeNumber();
  bits.take(1); // gaps
  bits.takeNumber(); // width
  bits.takeNumber(); // height
  if (bits.take(1) !== 1) throw unknown(); // fields
  bits.take(1); // direct inference
  if (bits.take(1) === 1) for (let side = 0; side < 4; side++) bits.takeNumber(); // cropping
  return references;
}

const OWN_SHAPE = 255;

function passShapeAndColours(bits: BitReader): void {
  if (bits.take(1) === 1 && bits.take(8) === OWN_SHAPE) bits.take(32);
  if (bits.take(1) === 1) bits.take(1); // overscan
  if (bits.take(1) === 1) {
    bits.take(3 + 1); // format, range
    if (bits.take(1) === 1) bits.take(3 * 8);
  }
  if (bits.take(1) === 1) for (let field = 0; field < 2; field++) bits.takeNumber();
}

const SQUARE = 1;
const UNSPECIFIED_FORMAT = 5;
const BT709 = 1;
const BETWEEN_FOUR = 1;

function putShapeAndColours(out: BitWriter): void {
  out.put(1, 1); // the shape of pixels
  out.put(SQUARE, 8);
  out.put(0, 1); // nothing about overscan
  out.put(1, 1); // colours
  out.put(UNSPECIFIED_FORMAT, 3);
  out.put(0, 1); // limited range
  out.put(1, 1);
  for (const value of [BT709, BT709, BT709]) out.put(value, 8); // primaries, transfer, matrix
  out.put(1, 1); // where colour lies, of either field
  out.putNumber(BETWEEN_FOUR);
  out.putNumber(BETWEEN_FOUR);
}

function putTime(out: BitWriter, fps: number, references: number): void {
  out.put(1, 1); // time, in fields
  out.put(1, 32);
  out.put(fps * 2, 32);
  out.put(1, 1); // constant
  out.put(0, 3); // no buffer models, no fields
  out.put(1, 1); // restrictions
  out.put(1, 1); // vectors may point outside
  for (const unlimited of [0, 0, 16, 16]) out.putNumber(unlimited);
  out.putNumber(0); // no frame is shown before an earlier one: a player need not wait
  out.putNumber(references);
}

/** The place of the bit that ends a set: the last that is 1. */
function lastBit(set: Uint8Array): number {
  const byte = set.findLastIndex((value) => value !== 0);
  let bit = 7;
  while (((set[byte] >> (7 - bit)) & 1) === 0) bit--;
  return byte * 8 + bit;
}

/** Takes out the bytes that keep a set from looking like the start of another. */
function withEscapes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && out.at(-1) === 0 && out.at(-2) === 0) out.push(3);
    out.push(byte);
  }
  return Uint8Array.from(out);
}

function unknown(): MosaicError {
  const facts = { subject: 'encoder', expected: 'a known description of H.264', received: 'another' };
  return new MosaicError('failed', { ...facts, waysOut: [{ set: 'encoder', to: 'ffmpeg' }] });
}
