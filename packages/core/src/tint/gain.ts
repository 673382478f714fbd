/** Tint: a gain a channel in linear light, the way a filter before the lens acts. */

import { encodeSrgb, LINEAR } from '../color/srgb.js';

/** What a byte of each channel becomes: 256 bytes a channel. */
export interface TintCurves {
  readonly r: Uint8Array;
  readonly g: Uint8Array;
  readonly b: Uint8Array;
}

/**
 * The curves of one cell, or undefined if it is not tinted.
 *
 * @param tint  cells × 3: linear-light gain of red, green, blue
 */
export function tintCurves(tint: Float32Array, cell: number): TintCurves | undefined {
  const r = tint[cell * 3];
  const g = tint[cell * 3 + 1];
  const b = tint[cell * 3 + 2];
  if (r === 1 && g === 1 && b === 1) return undefined;
  return { r: gainCurve(r), g: gainCurve(g), b: gainCurve(b) };
}

/** What each sRGB byte becomes when its linear light is multiplied by `gain`; too bright is cut off at 255. */
function gainCurve(gain: number): Uint8Array {
  const curve = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) curve[byte] = encodeSrgb(LINEAR[byte] * gain);
  return curve;
}
