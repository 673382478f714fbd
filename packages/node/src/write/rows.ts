/** Rows of RGBA as rows of RGB: as they are, or as differences, which compress better. */

/** Part of a row to pack: bytes `from` up to `to` of RGBA pixels. */
export interface RowPart {
  readonly rgba: Uint8ClampedArray;
  readonly from: number;
  readonly to: number;
}

/** Copies red, green and blue to `out` from byte `at` on. */
export function packPixels({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  for (let i = from, o = at; i < to; i += 4, o += 3) {
    out[o] = rgba[i];
    out[o + 1] = rgba[i + 1];
    out[o + 2] = rgba[i + 2];
  }
}

/**
 * Writes red, green and blue, each less that of the pixel to the left (modulo 256): PNG's filter "Sub" and TIFF's
 * horizontal predictor.
 *
 * Source: PNG specification, 3rd edition, section 9, https://www.w3.org/TR/png-3/#9Filters; TIFF 6.0, section 14.
 */
export function packDifferences({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let i = from, o = at; i < to; i += 4, o += 3) {
    out[o] = rgba[i] - r;
    out[o + 1] = rgba[i + 1] - g;
    out[o + 2] = rgba[i + 2] - b;
    r = rgba[i];
    g = rgba[i + 1];
    b = rgba[i + 2];
  }
}
