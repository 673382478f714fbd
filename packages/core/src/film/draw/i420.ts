/**
 * sRGB bytes as what video encoders take: a plane of lightness and two of colour with half as many pixels each way
 * (I420), by the matrix of BT.709 in limited range.
 *
 * sRGB and BT.709 have the same primaries; their curves differ a little, and everybody takes the one for the other.
 *
 * Source: Recommendation ITU-R BT.709-6, "Parameter values for the HDTV standards", 2015, sections 3.2 to 3.5.
 */

/** Fractions are sixteenths of 4,096ths: sums of four pixels' products stay below 2³¹. */
const BITS = 16;
const ONE = 2 ** BITS;

/** The share of each primary in lightness. */
const RED = 0.2126;
const BLUE = 0.0722;

/** Lightness has 219 steps from 16 on, colour 112 to either side of 128. */
const LIGHT = (ONE * 219) / 255;
const COLOUR = (ONE * 112) / 255;

const [YR, YB] = [Math.round(LIGHT * RED), Math.round(LIGHT * BLUE)];
// the rest, so that grey has exactly the lightness of its value
const YG = Math.round(LIGHT) - YR - YB;
const Y0 = 16 * ONE + ONE / 2;

// a colour's own primary weighs a half, the others what makes grey 0
const HALF = Math.round(COLOUR);
const UR = Math.round((COLOUR * RED) / (1 - BLUE));
const VB = Math.round((COLOUR * BLUE) / (1 - RED));
const [UG, VG] = [HALF - UR, HALF - VB];
const C0 = 128 * ONE + ONE / 2;

/** Bytes of a frame in I420. */
export function i420Bytes(width: number, height: number): number {
  return (width * height * 3) / 2;
}

/**
 * Turns sRGB bytes into I420, BT.709, limited range. A colour is that of the mean of four pixels: it lies between them.
 *
 * @param rgb     width × height × 3 bytes
 * @param width   even
 * @param height  even
 * @param out     width × height × 3 / 2 bytes to fill: lightness, then blue less lightness, then red less lightness
 * @returns `out`
 */
export function i420FromRgb(
  rgb: Uint8Array,
  width: number,
  height: number,
  out: Uint8Array = new Uint8Array(i420Bytes(width, height)),
): Uint8Array {
  const stride = width * 3;
  let u = width * height;
  let v = u + u / 4;

  for (let y = 0; y < height; y += 2) {
    let o = y * width;
    const end = (y + 1) * stride;
    for (let i = y * stride; i < end; i += 6, o += 2, u++, v++) {
      const [j, p] = [i + stride, o + width];
      const [r0, g0, b0] = [rgb[i], rgb[i + 1], rgb[i + 2]];
      const [r1, g1, b1] = [rgb[i + 3], rgb[i + 4], rgb[i + 5]];
      const [r2, g2, b2] = [rgb[j], rgb[j + 1], rgb[j + 2]];
      const [r3, g3, b3] = [rgb[j + 3], rgb[j + 4], rgb[j + 5]];
      out[o] = (YR * r0 + YG * g0 + YB * b0 + Y0) >> BITS;
      out[o + 1] = (YR * r1 + YG * g1 + YB * b1 + Y0) >> BITS;
      out[p] = (YR * r2 + YG * g2 + YB * b2 + Y0) >> BITS;
      out[p + 1] = (YR * r3 + YG * g3 + YB * b3 + Y0) >> BITS;
      const r = r0 + r1 + r2 + r3;
      const g = g0 + g1 + g2 + g3;
      const b = b0 + b1 + b2 + b3;
      out[u] = (HALF * b - UR * r - UG * g + 4 * C0) >> (BITS + 2);
      out[v] = (HALF * r - VB * b - VG * g + 4 * C0) >> (BITS + 2);
    }
  }
  return out;
}
