/** Pixels in memory as a file that the decoder opens like any other: colour profile, alpha and memory estimate included. */

import type { Refusal } from './refusal.js';
import { BYTE, LONG, SHORT, type TiffField, tiffDirectory, tiffHeader } from './tiff-directory.js';

/** What the pixels are. */
export interface PlainPixels {
  readonly width: number;
  readonly height: number;
  /** Grey, RGB, RGBA (straight alpha) or CMYK. */
  readonly space: 'grey' | 'rgb' | 'rgba' | 'cmyk';
  /** Of a sample: one, unless told, or two, little-endian. */
  readonly sampleBytes?: 1 | 2;
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
  /** What the decoder said of an irregular picture. */
  readonly complaint?: unknown;
}

/** A picture whose pixels the decoder cannot unpack. */
export interface PackedPicture {
  readonly width: number;
  readonly height: number;
  /** The most memory that unpacking takes, bytes. */
  readonly estimatedMemory: number;
  /** The share of it that cannot be there, 0 … 1. */
  readonly missing: number;
  readonly exif?: Uint8Array;
  /** Unpacks it; a refusal if what is needed for it is not installed. */
  unpack(): Unpacked | Promise<Unpacked | Refusal>;
}

/** Samples of a pixel. */
export const CHANNELS: Readonly<Record<PlainPixels['space'], number>> = { grey: 1, rgb: 3, rgba: 4, cmyk: 4 };

/** What the tag PhotometricInterpretation says. */
const PHOTOMETRIC: Readonly<Record<PlainPixels['space'], number>> = { grey: 1, rgb: 2, rgba: 2, cmyk: 5 };

/** Readers hold a strip at a time, so these many bytes. */
const STRIP_BYTES = 65_536;

/** A header of 8 bytes is followed by the only directory, and that by the pixels. */
const DIRECTORY = { at: 8, next: 0 };

/**
 * Makes an uncompressed TIFF with room for the pixels.
 *
 * Source: TIFF revision 6.0, Adobe, 1992, §8; the profile's tag, ICC.1:2022, annex B.
 */
export function plainTiff({ width, height, space, sampleBytes = 1, icc }: PlainPixels): PlainTiff {
  const channels = CHANNELS[space];
  const rowBytes = width * channels * sampleBytes;
  const rows = Math.max(1, Math.floor(STRIP_BYTES / rowBytes));
  const starts = Array.from({ length: Math.ceil(height / rows) }, (_, strip) => strip * rows * rowBytes);
  const fields = (first: number): TiffField[] => [
    { tag: 256, type: LONG, values: [width] },
    { tag: 257, type: LONG, values: [height] },
    { tag: 258, type: SHORT, values: new Array<number>(channels).fill(8 * sampleBytes) }, // bits a sample
    { tag: 259, type: SHORT, values: [1] }, // not compressed
    { tag: 262, type: SHORT, values: [PHOTOMETRIC[space]] },
    { tag: 273, type: LONG, values: starts.map((start) => first + start) },
    { tag: 277, type: SHORT, values: [channels] }, // samples a pixel
    { tag: 278, type: LONG, values: [rows] }, // rows a strip
    { tag: 279, type: LONG, values: starts.map((start) => Math.min(rows * rowBytes, height * rowBytes - start)) },
    ...(space === 'rgba' ? [{ tag: 338, type: SHORT, values: [2] }] : []), // the fourth sample is straight alpha
    ...(icc === undefined ? [] : [{ tag: 34675, type: BYTE, values: icc }]),
  ];
  const first = DIRECTORY.at + tiffDirectory(fields(0), DIRECTORY, false).length;
  const bytes = Buffer.alloc(first + height * rowBytes);
  bytes.set(tiffHeader(DIRECTORY.at, false));
  bytes.set(tiffDirectory(fields(first), DIRECTORY, false), DIRECTORY.at);
  return { bytes, pixels: bytes.subarray(first) };
}
