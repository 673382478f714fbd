/**
 * What stands before the pixels of a BMP.
 *
 * Source: Microsoft, "Bitmap Storage", BITMAPCOREHEADER … BITMAPV5HEADER,
 * https://learn.microsoft.com/windows/win32/gdi/bitmap-storage; OS/2's longer header as in "OS/2 2.0 Presentation
 * Manager", BITMAPINFOHEADER2.
 */

import type { Refusal } from './refusal.js';

/** A BMP's header. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Whether the first row in the file is the upper one. */
  readonly topDown: boolean;
  /** Of a pixel: 1, 2, 4, 8, 16, 24 or 32. */
  readonly bits: number;
  /** Whether runs are packed, which only indices of 4 and 8 bits are. */
  readonly packed: boolean;
  /** Red, green, blue and alpha within a pixel of 16 bits or more; 0 where there is none. */
  readonly masks: readonly number[];
  /** Three bytes a colour, red first; as many as a pixel of up to 8 bits can name, black where the file has none. */
  readonly palette: Uint8Array;
  /** Where the pixels begin. */
  readonly start: number;
  /** The colour profile, if one is embedded. */
  readonly icc?: Uint8Array;
}

const CORE = 12;
const INFO = 40;
const OS2 = 64;
const SIZES: readonly number[] = [CORE, 16, INFO, 52, 56, OS2, 108, 124];

const PLAIN = 0;
const RUNS: Readonly<Record<number, number>> = { 1: 8, 2: 4 }; // compression → the bits it is for
const MASKED: readonly number[] = [3, 6];

const DEFAULT_MASKS: Readonly<Record<number, readonly number[]>> = {
  16: [0x7c00, 0x3e0, 0x1f, 0],
  24: [0xff0000, 0xff00, 0xff, 0],
  32: [0xff0000, 0xff00, 0xff, 0],
};

const DAMAGED: Refusal = { code: 'damaged', detail: 'a damaged BMP' };

/** Reads the header of a file that begins with `BM`. */
export function bmpHeader(file: Buffer): BmpHeader | Refusal {
  const size = file.length < 18 ? 0 : file.readUInt32LE(14);
  if (file.length < 14 + CORE || 14 + size > file.length) {
    return { code: 'truncated', detail: 'a BMP that ends within its header' };
  }
  if (!SIZES.includes(size)) return DAMAGED;
  const [width, height, bits] =
    size === CORE
      ? [file.readUInt16LE(18), file.readUInt16LE(20), file.readUInt16LE(24)]
      : [file.readInt32LE(18), file.readInt32LE(22), file.readUInt16LE(28)];
  const compression = size < INFO ? PLAIN : file.readUInt32LE(30);
  if (width <= 0 || height === 0 || height === -(2 ** 31)) return DAMAGED;
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits)) return DAMAGED;

  const packed = RUNS[compression] === bits;
  const masked = MASKED.includes(compression) && (bits === 16 || bits === 32) && size !== OS2;
  if (compression !== PLAIN && !packed && !masked) {
    return { code: 'unsupported', detail: `a BMP packed in a way that is not read (kind ${compression})` };
  }
  // behind the short header the masks follow it; the longer ones contain them
  const count = masked ? (size >= 56 || (size === INFO && compression === 6) ? 4 : 3) : 0;
  const after = 14 + size + (size === INFO ? count * 4 : 0);
  const start = file.readUInt32LE(10);
  if (after > file.length || start < 14 + size) return DAMAGED;
  const masks = masked
    ? [0, 1, 2, 3].map((i) => (i < count ? file.readUInt32LE(54 + i * 4) : 0))
    : (DEFAULT_MASKS[bits] ?? []);

  return {
    width,
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    packed,
    masks,
    palette: paletteIn(file.subarray(after, start > after ? start : undefined), bits, size),
    start,
    icc: size === 124 ? profileOf(file) : undefined,
  };
}

/** The palette, which ends where the pixels begin if it is shorter than it might be. @param size  of the header */
function paletteIn(file: Buffer, bits: number, size: number): Uint8Array {
  const colours = bits <= 8 ? 2 ** bits : 0;
  const entry = size === CORE ? 3 : 4; // blue, green, red, and perhaps one unused
  const palette = new Uint8Array(colours * 3);
  const there = Math.min(colours, Math.floor(file.length / entry));
  for (let i = 0; i < there; i++) {
    for (let c = 0; c < 3; c++) palette[i * 3 + c] = file[i * entry + 2 - c];
  }
  return palette;
}

function profileOf(file: Buffer): Uint8Array | undefined {
  if (file.toString('latin1', 70, 74) !== 'DEBM') return undefined; // PROFILE_EMBEDDED, little-endian
  const start = 14 + file.readUInt32LE(126);
  const profile = file.subarray(start, start + file.readUInt32LE(130));
  return profile.toString('latin1', 36, 40) === 'acsp' ? profile : undefined;
}
