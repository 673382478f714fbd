/**
 * Walks through the markers of a JPEG, which may lie somewhere in other bytes, without decoding it.
 *
 * Source: ITU-T T.81, annex B; Exif 2.32 (CIPA DC-008), §4.5.4 and §4.6.2.
 */

/** A whole JPEG in other bytes. */
export interface EmbeddedJpeg {
  /** The first byte, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly height: number;
  /** Whether it says itself which side is up. */
  readonly hasExif: boolean;
}

/** Frames that an ordinary decoder opens: baseline, extended, progressive. Lossless ones hold a camera's raw data. */
const READABLE: readonly number[] = [0xc0, 0xc1, 0xc2];
const LOSSLESS: readonly number[] = [0xc3, 0xc7, 0xcb, 0xcf];
/** Among C0 … CF no frames: tables and a reserved one. */
const FRAME_BUT: readonly number[] = [0xc4, 0xc8, 0xcc];

// by chance a camera's raw data hold two or three beginnings; a file made to keep us busy would hold thousands
const MOST_FAILED = 32;

/** The most segments of a JPEG: a hundred is many, and a depth map of 100 MB takes 1,600. */
const MOST_SEGMENTS = 10_000;

const [SOI, EOI, SOS, APP1, APP2, PROGRESSIVE] = [0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xc2];

/** The JPEG that begins at `start`; undefined if none does, or if it is not whole or of no readable kind. */
export function jpegAt(bytes: Buffer, start: number): EmbeddedJpeg | undefined {
  if (bytes[start] !== 0xff || bytes[start + 1] !== SOI) return undefined;
  let size: FrameSize | undefined;
  let hasExif = false;
  let scans = 0;
  for (const { marker, at, end } of segments(bytes, start + 2)) {
    if (marker === EOI) return scans > 0 ? { start, end, ...size!, hasExif } : undefined;
    if (isFrame(marker)) {
      size = size === undefined ? frameSize(bytes, at, end) : undefined;
      if (size === undefined) return undefined;
    }
    if (marker === APP1) hasExif ||= bytes.toString('latin1', at + 4, at + 10) === 'Exif\0\0';
    if (marker === SOS) scans++;
    if (marker === SOS && size === undefined) return undefined; // so that there is a size at the end
  }
  return undefined;
}

/** What a JPEG without EXIF says at its beginning, as the decoder would say it. */
export interface PlainJpeg {
  readonly format: 'jpeg';
  readonly width: number;
  readonly height: number;
  readonly isProgressive: boolean;
  /** Samples a pixel. */
  readonly channels: number;
  readonly depth: 'uchar';
}

/**
 * Reads the header of an ordinary JPEG that says nothing about which side is up.
 *
 * @returns undefined if it has EXIF, or is no ordinary one: then the decoder is to be asked
 */
export function plainJpeg(bytes: Buffer): PlainJpeg | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  let header: PlainJpeg | undefined;
  for (const { marker, at, end } of segments(bytes, 2)) {
    if (marker === SOS || marker === EOI) return header;
    if (marker === APP1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif') return undefined;
    if (!isFrame(marker)) continue;
    const size = header === undefined ? frameSize(bytes, at, end) : undefined;
    if (size === undefined) return undefined;
    header = {
      format: 'jpeg',
      ...size,
      isProgressive: marker === PROGRESSIVE,
      channels: bytes[at + 9],
      depth: 'uchar',
    };
  }
  return undefined;
}

/** What of a JPEG's header decides how it is to be opened. */
export interface JpegColours {
  /** Whether it is of the lossless kind, which the decoder cannot shrink while it loads. */
  readonly lossless: boolean;
  readonly hasProfile: boolean;
  /** Its block of EXIF. */
  readonly exif?: Uint8Array;
}

/** Looks through the segments before the first scan, as far as they are in order. */
export function jpegColours(bytes: Buffer): JpegColours {
  const found = { lossless: false, hasProfile: false, exif: undefined as Uint8Array | undefined };
  for (const { marker, at, end } of segments(bytes, 2)) {
    if (marker === SOS || marker === EOI) break;
    if (LOSSLESS.includes(marker)) found.lossless = true;
    const name = bytes.toString('latin1', at + 4, Math.min(end, at + 16));
    if (marker === APP1 && name.startsWith('Exif\0\0')) found.exif ??= bytes.subarray(at + 4, end);
    if (marker === APP2 && name === 'ICC_PROFILE\0') found.hasProfile = true;
  }
  return found;
}

interface Segment {
  readonly marker: number;
  /** Where its marker is, and the first byte after it. */
  readonly at: number;
  readonly end: number;
}

/** The segments of a JPEG up to its end; as many as there are in order when it is none. */
function* segments(bytes: Buffer, from: number): Generator<Segment, void, void> {
  let at = from;
  for (let i = 0; i < MOST_SEGMENTS; i++) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++; // any number of FF may stand before a marker
    if (at + 2 > bytes.length || bytes[at] !== 0xff) return;
    const marker = bytes[at + 1];
    if (marker === EOI) yield { marker, at, end: at + 2 };
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= EOI) || at + 4 > bytes.length) return;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return;
    yield { marker, at, end };
    at = marker === SOS ? afterScan(bytes, end) : end;
  }
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && !FRAME_BUT.includes(marker);
}

interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Width and height of a readable frame of 8 bits a sample; undefined if it is none, or does not tell them. */
function frameSize(bytes: Buffer, at: number, end: number): FrameSize | undefined {
  if (!READABLE.includes(bytes[at + 1]) || end - at < 10 || bytes[at + 4] !== 8) return undefined;
  const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Where the first marker after a scan's data is. In them FF is followed by 00 or by a restart marker. */
function afterScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && (bytes[at + 1] === 0 || (bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7))) {
    at = bytes.indexOf(0xff, at + 2);
  }
  return at < 0 ? bytes.length : at;
}

/**
 * All JPEGs in some bytes that pass the walk, outside of others and of the ranges left out.
 *
 * @param skip  ranges of bytes, first and one past the last
 */
export function findJpegs(bytes: Buffer, skip: readonly (readonly [from: number, to: number])[] = []): EmbeddedJpeg[] {
  const found: EmbeddedJpeg[] = [];
  const start = Buffer.from([0xff, SOI, 0xff]);
  let at = bytes.indexOf(start);
  let failed = 0;
  while (at >= 0 && failed < MOST_FAILED) {
    const place = at;
    const within = skip.find(([from, to]) => place >= from && place < to);
    const jpeg = within === undefined ? jpegAt(bytes, at) : undefined;
    if (jpeg !== undefined) found.push(jpeg);
    else if (within === undefined) failed++;
    at = bytes.indexOf(start, jpeg?.end ?? within?.[1] ?? at + 2);
  }
  return found;
}
