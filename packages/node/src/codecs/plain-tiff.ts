/** Pixels in memory as a file that the decoder opens like any other: colour profile, alpha and memory bill included. */

/** What the pixels are. */
export interface PlainPixels {
  readonly width: number;
  readonly height: number;
  /** Grey, RGB, RGBA (straight alpha) or CMYK with as many bytes a pixel. */
  readonly space: 'grey' | 'rgb' | 'rgba' | 'cmyk';
  /** Their colour profile; without one they are sRGB. */
  readonly icc?: Uint8Array;
}

/** A TIFF to be filled. */
export interface PlainTiff {
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** The part of it that holds the pixels, row by row without gaps: zeros, to be written into. */
  readonly pixels: Uint8Array;
}

/** A picture's pixels as such a file, and the share of them that was not there. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** 0 … 1. */
  readonly missing: number;
}

/** Bytes of a pixel. */
export const CHANNELS: Readonly<Record<PlainPixels['space'], number>> = { grey: 1, rgb: 3, rgba: 4, cmyk: 4 };

/** What the tag PhotometricInterpretation says. */
const PHOTOMETRIC: Readonly<Record<PlainPixels['space'], number>> = { grey: 1, rgb: 2, rgba: 2, cmyk: 5 };

/** Readers hold a strip at a time, so these many bytes. */
const STRIP_BYTES = 65_536;

/** Types of fields, which are here one number of so many bytes, or many of them. */
const BYTE = 1;
const SHORT = 3;
const LONG = 4;
const SIZE: Readonly<Record<number, number>> = { [BYTE]: 1, [SHORT]: 2, [LONG]: 4 };

/**
 * Makes an uncompressed TIFF with room for the pixels.
 *
 * Source: TIFF revision 6.0, Adobe, 1992, §7 and §8; the profile's tag, ICC.1:2022, annex B.
 */
export function plainTiff({ width, height, space, icc }: PlainPixels): PlainTiff {
  const channels = CHANNELS[space];
  const rowBytes = width * channels;
  const rows = Math.max(1, Math.floor(STRIP_BYTES / rowBytes));
  const strips = Math.ceil(height / rows);
  const at = (strip: number): number => Math.min(height, strip * rows) * rowBytes;
  const fields: [tag: number, type: number, values: ArrayLike<number>][] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, new Array<number>(channels).fill(8)],
    [259, SHORT, [1]], // not compressed
    [262, SHORT, [PHOTOMETRIC[space]]],
    [273, LONG, []], // where strips begin: known once all of this has been laid out
    [277, SHORT, [channels]],
    [278, LONG, [rows]],
    [279, LONG, Array.from({ length: strips }, (_, i) => at(i + 1) - at(i))],
  ];
  if (space === 'rgba') fields.push([338, SHORT, [2]]); // the fourth sample is straight alpha
  if (icc !== undefined) fields.push([34675, BYTE, icc]);

  const directory = 8 + 2 + fields.length * 12 + 4;
  const longFields = fields.map(([tag, type, values]) => (tag === 273 ? strips : values.length) * SIZE[type]);
  const first = longFields.reduce((end, size) => (size > 4 ? even(end + size) : end), even(directory));
  fields[5][2] = Array.from({ length: strips }, (_, i) => first + at(i));

  const bytes = Buffer.alloc(first + height * rowBytes);
  bytes.write('II*\0\b\0\0\0', 0, 'latin1');
  bytes.writeUInt16LE(fields.length, 8);
  let long = even(directory);
  for (const [i, [tag, type, values]] of fields.entries()) {
    const entry = 10 + i * 12;
    bytes.writeUInt16LE(tag, entry);
    bytes.writeUInt16LE(type, entry + 2);
    bytes.writeUInt32LE(values.length, entry + 4);
    const size = values.length * SIZE[type];
    const to = size > 4 ? long : entry + 8;
    if (size > 4) bytes.writeUInt32LE(long, entry + 8);
    for (let k = 0; k < values.length; k++) bytes.writeUIntLE(values[k], to + k * SIZE[type], SIZE[type]);
    if (size > 4) long = even(long + size);
  }
  return { bytes, pixels: bytes.subarray(first) };
}

function even(at: number): number {
  return at + (at % 2);
}
