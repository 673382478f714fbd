/** Rows of RGBA as rows of RGB: as they are, or as differences, which compress better. */

/** Part of a row to pack: bytes `from` up to `to` of RGBA pixels. */
export interface RowPart {
  readonly rgba: Uint8ClampedArray;
  readonly from: number;
  readonly to: number;
}

/** Copies red, green and blue to `out` from byte `at` on. */
export function packPixels({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  const isAligned = (rgba.byteOffset + from) % 4 === 0 && (out.byteOffset + at) % 4 === 0;
  // of four pixels and their multiples, by words: a third of the time
  const words = isAligned ? (to - from) & ~15 : 0;
  if (words > 0) packWords({ rgba, from, to: from + words }, out, at);
  packBytes({ rgba, from: from + words, to }, out, at + (words / 4) * 3);
}

/** Four pixels in four words become three words; all machines that Node runs on have the low byte first. */
function packWords({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  const source = new Uint32Array(rgba.buffer, rgba.byteOffset + from, (to - from) / 4);
  const packed = new Uint32Array(out.buffer, out.byteOffset + at, (source.length / 4) * 3);
  for (let i = 0, o = 0; i < source.length; i += 4, o += 3) {
    const [second, third] = [source[i + 1], source[i + 2]];
    packed[o] = (source[i] & 0xffffff) | (second << 24);
    packed[o + 1] = ((second >>> 8) & 0xffff) | (third << 16);
    packed[o + 2] = ((third >>> 16) & 0xff) | (source[i + 3] << 8);
  }
}

function packBytes({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
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
