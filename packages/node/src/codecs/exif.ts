/**
 * The facts of EXIF that matter here: when a photo was taken, what wrote it, and whether its colours are Adobe RGB. A block of EXIF
 * is a TIFF without pixels.
 *
 * Source: CIPA DC-008 (Exif 3.0), §4.6.
 */

import { tiffDirectories } from './tiff-directory.js';

/** What a block of EXIF says. */
export interface ExifFacts {
  /** When the shutter opened by the camera's own clock, as seconds since 1970 as if that clock showed UTC; null if unknown. */
  readonly taken: number | null;
  /** The program that wrote the file; empty if none says so. */
  readonly software: string;
  /** Whether the colours are those of Adobe RGB (1998), which cameras tell here and nowhere else. */
  readonly adobeRgb: boolean;
}

const NOTHING: ExifFacts = { taken: null, software: '', adobeRgb: false };

/** What the first byte says of the order of bytes: I for Intel. */
const LITTLE = 0x49;

/** TIFF, and raw formats that are one but for this number: Olympus (two) and Panasonic. */
const MAGIC: readonly number[] = [42, 0x4f52, 0x5352, 0x55];

const SOFTWARE = 0x0131;
const EXIF_POINTER = 0x8769;
const TAKEN = 0x9003; // DateTimeOriginal
const DIGITIZED = 0x9004;
const COLOUR_SPACE = 0xa001;
const INTEROPERABILITY = 0xa005;
const INTEROPERABILITY_INDEX = 1;

/** What the colour space is by cameras that do not keep to the standard, and the index that the standard has (DCF 2.0, "option file"). */
const ADOBE_RGB = { space: 2, index: 'R03' } as const;

/**
 * Reads a block of EXIF; never throws for what it holds.
 *
 * @param bytes  with or without `Exif\0\0` before it; or a TIFF or raw file, which has the same form
 */
export function exifFacts(bytes: Uint8Array | undefined): ExifFacts {
  if (bytes === undefined) return NOTHING;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const block = whole.toString('latin1', 0, 6) === 'Exif\0\0' ? whole.subarray(6) : whole;
  const [main] = tiffDirectories(block);
  if (main === undefined || !MAGIC.includes(block[0] === LITTLE ? block.readUInt16LE(2) : block.readUInt16BE(2))) {
    return NOTHING;
  }
  const exif = main.inner(EXIF_POINTER);
  // TIFF/EP, which raw formats are built by, has the time in the main directory
  const clock = (tag: number): number | null => clockSeconds(exif?.text(tag) || main.text(tag));
  const index = exif?.inner(INTEROPERABILITY)?.text(INTEROPERABILITY_INDEX);
  const adobeRgb = index === ADOBE_RGB.index || exif?.numbers(COLOUR_SPACE)[0] === ADOBE_RGB.space;
  return { taken: clock(TAKEN) ?? clock(DIGITIZED), software: main.text(SOFTWARE), adobeRgb };
}

/** What stands before a block in a JPEG, HEIC or AVIF, in a PNG, and in a WebP. */
const BEFORE = [
  ['Exif\0\0', 6],
  ['eXIf', 4],
  ['EXIF', 8],
] as const;

/**
 * Finds the block of EXIF in the bytes of a file, or of a part of one, without knowing its format.
 *
 * @returns undefined if there is none
 */
export function exifIn(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isTiff(file, 0)) return file;
  for (const [mark, length] of BEFORE) {
    for (let at = file.indexOf(mark, 0, 'latin1'); at >= 0; at = file.indexOf(mark, at + 1, 'latin1')) {
      if (isTiff(file, at + length)) return file.subarray(at + length);
    }
  }
  return undefined;
}

function isTiff(file: Buffer, at: number): boolean {
  return ['II*\0', 'MM\0*'].includes(file.toString('latin1', at, at + 4));
}

/** `2019:07:04 15:30:12`, in whatever punctuation; null for what is no time, such as all zeros. */
function clockSeconds(text: string): number | null {
  const parts = /^(\d{4})\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)/.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return secondsOf({ year, month, day }, 3600 * hour + 60 * minute + second);
}

/** A day of the calendar. */
export interface Day {
  readonly year: number;
  /** 1 … 12. */
  readonly month: number;
  readonly day: number;
}

/** Seconds since 1970 of a second of a day; null if there is no such day between 1800 and 2199. */
export function secondsOf({ year, month, day }: Day, second: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1800 && year < 2200;
  return exists && second < 86_400 ? date.getTime() / 1000 + second : null;
}
