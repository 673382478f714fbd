/**
 * What stands before the frames of an MP4 of one H.264 track: all that a player must know to begin (“fast start”). Times are
 * left 0, so that the same film has the same bytes.
 *
 * Source: ISO/IEC 14496-12:2022, "ISO base media file format"; ISO/IEC 14496-15:2019, 5.4 (avc1); ISO/IEC 23091-2 (colours).
 */

/** A film, for its head. */
export interface Mp4Film {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second; whole. */
  readonly fps: number;
  /** avcC. */
  readonly description: Uint8Array;
  /** Bytes of each frame. */
  readonly sizes: Uint32Array;
  /** Frames of each part; the first of a part can be jumped to. */
  readonly parts: readonly number[];
}

/** Units of time of a frame. */
const FRAME = 512;

/** Bytes that hold the head of any film of so many frames and parts, with such a description. */
export function mp4HeadBytes(description: Uint8Array, frames: number, parts: number): number {
  // the tables, and all else, which is about 700 bytes
  return 2048 + description.length + frames * 4 + parts * (4 + 8 + 12);
}

/**
 * The head, filled up to a length.
 *
 * @param bytes  where the frames begin: of `mp4HeadBytes`
 */
export function mp4Head(film: Mp4Film, bytes: number): Uint8Array {
  const data = film.sizes.reduce((sum, size) => sum + size, 0);
  const isLarge = bytes + data > 0xffff_ffff;
  const front = Buffer.concat([FILE_TYPE, movie(film, bytes, isLarge)]);
  const media = isLarge ? join(u32(1), text('mdat'), longs([data + 16])) : join(u32(data + 8), text('mdat'));
  const rest = bytes - front.length - media.length;
  return Buffer.concat([front, box('free', Buffer.alloc(rest - 8)), media]);
}

const FILE_TYPE = box('ftyp', text('isom'), u32(512), text('isomiso2avc1mp41'));

function movie(film: Mp4Film, from: number, isLarge: boolean): Uint8Array {
  const [scale, duration] = [film.fps * FRAME, film.sizes.length * FRAME];
  const header = full(
    'mvhd',
    0,
    u32(0, 0, scale, duration, 1 << 16),
    u16(1 << 8, 0),
    u32(0, 0),
    MATRIX,
    zeros(24),
    u32(2),
  );
  const track = full(
    'tkhd',
    ENABLED | IN_MOVIE,
    ...[u32(0, 0, 1, 0, duration, 0, 0), u16(0, 0, 0, 0), MATRIX],
    u32(film.width * 2 ** 16, film.height * 2 ** 16),
  );
  const media = box(
    'mdia',
    full('mdhd', 0, u32(0, 0, scale, duration), u16(UNDETERMINED, 0)),
    full('hdlr', 0, u32(0), text('vide'), zeros(12), text('Video\0')),
    box(
      'minf',
      full('vmhd', 1, zeros(8)),
      box('dinf', full('dref', 0, u32(1), full('url ', 1))), // in this file
      box('stbl', description(film), ...tables(film, from, isLarge)),
    ),
  );
  return box('moov', header, box('trak', track, media));
}

const ENABLED = 1;
const IN_MOVIE = 2;

/** A language: "und", five bits a letter. */
const UNDETERMINED = 0x55c4;

/** As it is: no turning, no scaling. */
const MATRIX = u32(1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30);

const BT709 = 1;

function description({ width, height, description: avcC }: Mp4Film): Uint8Array {
  const entry = box(
    'avc1',
    ...[zeros(6), u16(1), zeros(16), u16(width, height)],
    ...[u32(72 << 16, 72 << 16, 0), u16(1), zeros(32), u16(24, 0xffff)], // dots an inch, as everybody writes; no name; 24 bits
    box('avcC', avcC),
    box('colr', text('nclx'), u16(BT709, BT709, BT709), zeros(1)), // limited range
    box('pasp', u32(1, 1)),
  );
  return full('stsd', 0, u32(1), entry);
}

/** Times, jumps, sizes and places. */
function tables({ sizes, parts }: Mp4Film, from: number, isLarge: boolean): Uint8Array[] {
  const firsts: number[] = [];
  const places: number[] = [];
  const chunks: number[] = [];
  let [frame, place] = [0, from];
  parts.forEach((frames, part) => {
    firsts.push(frame + 1);
    places.push(place);
    if (frames !== parts[part - 1]) chunks.push(part + 1, frames, 1);
    for (const end = frame + frames; frame < end; frame++) place += sizes[frame];
  });
  return [
    full('stts', 0, u32(1, sizes.length, FRAME)),
    full('stss', 0, u32(firsts.length), words(firsts)),
    full('stsc', 0, u32(chunks.length / 3), words(chunks)),
    full('stsz', 0, u32(0, sizes.length), words(sizes)), // a film may have more frames than a call takes arguments
    isLarge ? full('co64', 0, u32(places.length), longs(places)) : full('stco', 0, u32(places.length), words(places)),
  ];
}

function box(name: string, ...parts: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts);
  return Buffer.concat([u32(inside.length + 8), text(name), inside]);
}

/** A box with a version, 0, and flags. */
function full(name: string, flags: number, ...parts: readonly Uint8Array[]): Buffer {
  return box(name, u32(flags), ...parts);
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => {
    bytes.writeUInt16BE(value, i * 2);
  });
  return bytes;
}

function u32(...values: readonly number[]): Buffer {
  return words(values);
}

function words(values: readonly number[] | Uint32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, i * 4);
  });
  return bytes;
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, i) => {
    bytes.writeBigUInt64BE(BigInt(value), i * 8);
  });
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}

function zeros(count: number): Buffer {
  return Buffer.alloc(count);
}

function join(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts);
}
