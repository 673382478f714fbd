/**
 * The two facts of EXIF that matter here: when a photo was taken, and what wrote it. Three tags do not need a library; and
 * since the block comes from anybody's file, nothing in it is believed: every offset is checked, and nothing is followed twice.
 *
 * Source: CIPA DC-008 (Exif 3.0), §4.6; TIFF 6.0, §2.
 */

/** What a block of EXIF says. */
export interface ExifFacts {
  /** When the shutter opened by the camera's own clock, as seconds since 1970 as if that clock showed UTC; null if unknown. */
  readonly taken: number | null;
  /** The program that wrote the file; empty if none says so. */
  readonly software: string;
}

const NOTHING: ExifFacts = { taken: null, software: '' };

/** TIFF, and raw formats that are one but for this number: Olympus (two) and Panasonic. */
const MAGIC: readonly number[] = [42, 0x4f52, 0x5352, 0x55];

const SOFTWARE = 0x0131;
const EXIF_POINTER = 0x8769;
const TAKEN = 0x9003; // DateTimeOriginal
const DIGITIZED = 0x9004;

/**
 * Reads a block of EXIF; never throws for what it holds.
 *
 * @param bytes  with or without `Exif\0\0` before it; or a TIFF or raw file, which has the same form
 */
export function exifFacts(bytes: Uint8Array | undefined): ExifFacts {
  if (bytes === undefined) return NOTHING;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const block = whole.toString('latin1', 0, 6) === 'Exif\0\0' ? whole.subarray(6) : whole;
  const order = block.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return NOTHING;
  const tiff: Tiff = { block, little: order === 'II' };
  if (!MAGIC.includes(u16(tiff, 2))) return NOTHING;

  const main = entriesAt(tiff, u32(tiff, 4));
  const pointer = main.get(EXIF_POINTER);
  const exif = pointer === undefined ? new Map<number, number>() : entriesAt(tiff, u32(tiff, pointer + 8));
  // TIFF/EP, which raw formats are built by, has the time in the main directory
  const clock = (tag: number): number | null => clockSeconds(textAt(tiff, exif.get(tag) ?? main.get(tag)));
  const taken = clock(TAKEN) ?? clock(DIGITIZED);
  return { taken, software: textAt(tiff, main.get(SOFTWARE)) };
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

interface Tiff {
  readonly block: Buffer;
  readonly little: boolean;
}

/** Numbers beyond the end are 0, which leads nowhere. */
function u16({ block, little }: Tiff, at: number): number {
  if (at + 2 > block.length) return 0;
  return little ? block.readUInt16LE(at) : block.readUInt16BE(at);
}

function u32({ block, little }: Tiff, at: number): number {
  if (at + 4 > block.length) return 0;
  return little ? block.readUInt32LE(at) : block.readUInt32BE(at);
}

/** The entries of a directory: tag → where its 12 bytes are. */
function entriesAt(tiff: Tiff, at: number): Map<number, number> {
  const entries = new Map<number, number>();
  if (at < 8) return entries;
  const count = Math.min(u16(tiff, at), 1000);
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i;
    if (!entries.has(u16(tiff, entry))) entries.set(u16(tiff, entry), entry);
  }
  return entries;
}

/** The text of an entry (type ASCII); empty if it is none. */
function textAt(tiff: Tiff, entry: number | undefined): string {
  if (entry === undefined || u16(tiff, entry + 2) !== 2) return '';
  const length = Math.min(u32(tiff, entry + 4), 256);
  const start = length <= 4 ? entry + 8 : u32(tiff, entry + 8);
  return tiff.block
    .toString('latin1', start, start + length)
    .replace(/\0.*$/s, '')
    .trim();
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
