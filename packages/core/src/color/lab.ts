/**
 * CIELAB under D65, the white of sRGB itself: no chromatic adaptation takes place.
 *
 * Sources: CIE 15:2004, section 8.2.1; the matrix and the white from B. Lindbloom, http://www.brucelindbloom.com
 * (sRGB, D65). Other programs' "Lab" may be under D50; its numbers differ.
 */

const WHITE_X = 0.95047;
const WHITE_Z = 1.08883;

/** (6/29)³ and (29/3)³: below the one, the curve is the straight line of slope the other / 116. */
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

/**
 * Converts one colour from linear light to CIELAB (D65). `out` may be `rgb` itself.
 *
 * @param rgb  linear light, 0…1: three floats from `i` on
 * @param out  where L* (0…100), a* and b* (within about ±130) go: three floats from `o` on
 */
export function labFromLinear(rgb: Float32Array, i: number, out: Float32Array, o: number): void {
  const r = rgb[i];
  const g = rgb[i + 1];
  const b = rgb[i + 2];
  const x = compressed((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X);
  const y = compressed(luminance(r, g, b));
  const z = compressed((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / WHITE_Z);
  out[o] = 116 * y - 16;
  out[o + 1] = 500 * (x - y);
  out[o + 2] = 200 * (y - z);
}

/** Luminance, 0…1, of a colour in linear light. */
export function luminance(r: number, g: number, b: number): number {
  return 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
}

/** L*, 0…100, of a luminance 0…1. */
export function lightness(luminance: number): number {
  return 116 * compressed(luminance) - 16;
}

function compressed(t: number): number {
  return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
}
