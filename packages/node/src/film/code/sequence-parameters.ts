/**
 * What an H.264 film says of itself, said rightly. The built-in encoder leaves out the colours, so that players guess BT.601
 * or BT.709 by the size; it tells a level by the size alone; and it says Baseline, which many players refuse, though it uses
 * nothing of what Constrained Baseline leaves out.
 *
 * Source: Recommendation ITU-T H.264 (08/2021), sections 7.3.2.1.1 (sequence parameter set) and E.1.1 (VUI);
 * ISO/IEC 14496-15:2019, 5.3.3.1 (avcC).
 */

import { MosaicError } from '@tesserae/core/errors';
import { levelOf, type Pace } from '../h264-level.js';
import { type BitReader, type BitWriter, bitReader, bitWriter } from './bits.js';

const BASELINE = 66;

/** Flags of a film that decoders of Baseline and of Main can play. */
const CONSTRAINED = 0xc0;

/** Bytes of an avcC before the length of its first set, and what follows of a set's header. */
const SETS = 6;

/**
 * An avcC of Baseline with colours, level and the frame rate in it.
 *
 * @param avcC  as minih264 makes it: one sequence parameter set, then others
 * @throws MosaicError `failed` if it is another
 */
export function tagged(avcC: Uint8Array, pace: Pace): Uint8Array {
  const length = avcC[SETS] * 256 + avcC[SETS + 1];
  const set = avcC.subarray(SETS + 2, SETS + 2 + length);
  if (avcC[1] !== BASELINE || set.length !== length || set[1] !== BASELINE) throw unknown();
  const level = levelOf(pace) ?? avcC[3];
  const told = withUsability(set, pace);
  told[2] = CONSTRAINED;
  told[3] = level;

  const out = new Uint8Array(avcC.length - length + told.length);
  out.set(avcC.subarray(0, SETS));
  out[2] = CONSTRAINED;
  out[3] = level;
  out[SETS] = told.length >> 8;
  out[SETS + 1] = told.length & 255;
  out.set(told, SETS + 2);
  out.set(avcC.subarray(SETS + 2 + length), SETS + 2 + told.length);
  return out;
}

/** A sequence parameter set with usability information behind all it had. */
function withUsability(set: Uint8Array, { fps }: Pace): Uint8Array {
  const bits = bitReader(withoutEscapes(set));
  const references = passParameters(bits);
  const kept = bits.at;
  if (bits.take(1) !== 0) throw unknown(); // it has such already

  const out = bitWriter();
  const again = bitReader(withoutEscapes(set));
  for (let i = 0; i < kept; i++) out.put(again.take(1), 1);
  out.put(1, 1);
  putUsability(out, fps, references);
  out.put(1, 1); // the end
  return withEscapes(out.bytes());
}

/** Goes through a Baseline set up to the flag of usability information. @returns how many frames are kept for reference */
function passParameters(bits: BitReader): number {
  bits.take(8 + 24); // header, profile, flags, level
  bits.takeNumber(); // its number
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

const UNSPECIFIED_FORMAT = 5;
const BT709 = 1;
const BETWEEN_FOUR = 1;

function putUsability(out: BitWriter, fps: number, references: number): void {
  out.put(1, 1); // the shape of pixels:
  out.put(1, 8); // square
  out.put(0, 1); // nothing about overscan
  out.put(1, 1); // colours:
  out.put(UNSPECIFIED_FORMAT, 3);
  out.put(0, 1); // limited range
  out.put(1, 1);
  for (const _ of ['primaries', 'transfer', 'matrix']) out.put(BT709, 8);
  out.put(1, 1); // where colour lies, for both fields:
  out.putNumber(BETWEEN_FOUR);
  out.putNumber(BETWEEN_FOUR);
  out.put(1, 1); // time, in fields:
  out.put(1, 32);
  out.put(fps * 2, 32);
  out.put(1, 1); // constant
  out.put(0, 3); // no buffer models, no fields
  out.put(1, 1); // restrictions:
  out.put(1, 1); // vectors may point outside
  for (const unlimited of [0, 0, 16, 16]) out.putNumber(unlimited);
  out.putNumber(0); // no frame is shown before an earlier one: a player need not wait
  out.putNumber(references);
}

/** Takes out the bytes that keep a set from looking like a start of another. */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, i) => !(byte === 3 && i >= 2 && bytes[i - 1] === 0 && bytes[i - 2] === 0));
}

function withEscapes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte <= 3 && out.at(-1) === 0 && out.at(-2) === 0) out.push(3);
    out.push(byte);
  }
  return Uint8Array.from(out);
}

function unknown(): MosaicError {
  return new MosaicError(
    'failed',
    'The built-in H.264 encoder described its film in an unknown way. Try --encoder ffmpeg.',
  );
}
