/**
 * A second look at a picture that came out as one flat colour: whether that is what its file holds. Decoders and colour management
 * have given black without a complaint.
 */

import { deflateSync } from 'node:zlib';
import { openStored } from '../../codecs/libvips.js';
import type { Refusal } from '../../codecs/refusal.js';
import type { PictureKind } from '../../codecs/sniff.js';
import { isFlat } from './missing-rows.js';

/** What came out of a file. */
export interface Outcome {
  /** Pixels × 3 bytes, sRGB over white. */
  readonly rgb: Uint8Array;
  readonly hasAlpha: boolean;
  readonly kind: PictureKind;
  /** What the decoder was given. */
  readonly bytes: Uint8Array;
  /** The bytes of the file itself. */
  readonly file: Uint8Array;
}

/** How much the samples of a picture of one colour deviate: a lens cap's noise is more. */
const FLAT = 0.5;

/** So much of a file is compressed for a look at it. */
const LOOKED_AT = 2 ** 20;

/** What a flat picture takes then, with a profile, and what with long notes. */
const LITTLE = 4096;
const MUCH = 32_768;

/** A refusal if one flat colour came out of a file that holds more. */
export async function lostPicture({ rgb, hasAlpha, kind, bytes, file }: Outcome): Promise<Refusal | undefined> {
  // what is transparent may well be hidden
  if (hasAlpha || !isFlat(rgb, rgb)) return undefined;
  const held = bytesHeld(file);
  if (held <= LITTLE) return undefined;
  const { channels } = await openStored(bytes).stats();
  const isFlatInside = channels.every(({ stdev }) => stdev <= FLAT);
  // noise can come out as one grey, but not as an end of the scale
  const isLost = isFlatInside ? held > MUCH : rgb.subarray(0, 3).every((sample) => sample === 0 || sample === 255);
  if (!isLost) return undefined;
  return {
    code: 'unsupported',
    detail: `a ${kind.name} of which only one flat colour can be read, though it holds more`,
  };
}

/** How much there is in a file, as the bytes that compression leaves of its middle. */
function bytesHeld(file: Uint8Array): number {
  if (file.length <= LITTLE) return file.length;
  const middle = Math.max(0, (file.length - LOOKED_AT) >> 1);
  return deflateSync(file.subarray(middle, middle + LOOKED_AT), { level: 1 }).length;
}
