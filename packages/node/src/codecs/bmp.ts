/**
 * Reads BMP, which the decoder does not know: 1 to 32 bits a pixel, palettes, bit fields, runs, both directions.
 *
 * Packages were tried: fast-bmp 4.0.1 knows neither palettes nor rows from the top down, bmp-ts leaves alpha at 0.
 */

import { type BmpHeader, bmpHeader } from './bmp-header.js';
import { CHANNELS, type PackedPicture, plainTiff, type Unpacked } from './plain-tiff.js';
import type { Refusal } from './refusal.js';

/** What is left of a cut picture, as libjpeg leaves it. */
const GREY = 128;

/** Looks into a BMP. */
export function packedBmp(file: Buffer): PackedPicture | Refusal {
  const header = bmpHeader(file);
  if ('code' in header) return header;
  const { width, height, packed, start } = header;
  return {
    width,
    height,
    estimatedMemory: width * height * (CHANNELS[spaceOf(header)] + (packed ? 1 : 0)),
    // runs tell only once they are unpacked
    missing: packed ? Number(start >= file.length) : 1 - rowsThere(file, header) / height,
    unpack: () => unpackBmp(file, header),
  };
}

/** Unpacks a BMP. Whatever the file holds, there is a picture: wrong indices are black, missing rows grey. */
function unpackBmp(file: Buffer, header: BmpHeader): Unpacked {
  const { width, height, topDown, packed, icc } = header;
  const space = spaceOf(header);
  const { bytes, pixels } = plainTiff({ width, height, space, icc });
  const rowBytes = width * CHANNELS[space];
  const { source, rows, sourceRow }: Rows = packed
    ? unpackRuns(file, header)
    : { source: file.subarray(header.start), rows: rowsThere(file, header), sourceRow: rowStep(header) };
  const draw = rowDrawer(source, header);
  for (let row = 0; row < height; row++) {
    const to = (topDown ? row : height - 1 - row) * rowBytes;
    const out = pixels.subarray(to, to + rowBytes);
    if (row < rows) draw(row * sourceRow, out);
    else out.fill(GREY);
  }
  if (space === 'rgba' && invisible(pixels)) for (let i = 3; i < pixels.length; i += 4) pixels[i] = 255;
  return { bytes, missing: 1 - rows / height };
}

/** Rows of pixels, or of indices of a byte each, in the order of the file. */
interface Rows {
  readonly source: Buffer;
  /** How many are there. */
  readonly rows: number;
  /** Bytes from one to the next. */
  readonly sourceRow: number;
}

function rowsThere(file: Uint8Array, header: BmpHeader): number {
  const there = Math.max(0, file.length - header.start);
  const bare = Math.ceil((header.width * header.bits) / 8); // the last row may lack its padding
  return Math.max(0, Math.min(header.height, Math.floor((there - bare) / rowStep(header)) + 1));
}

/** Rows begin at multiples of four bytes. */
function rowStep({ width, bits }: BmpHeader): number {
  return Math.ceil((width * bits) / 32) * 4;
}

/**
 * Unpacks runs of indices. What is skipped stays index 0.
 *
 * Source: Microsoft, "Bitmap Compression", https://learn.microsoft.com/windows/win32/gdi/bitmap-compression
 */
function unpackRuns(file: Buffer, { width, height, bits, start }: BmpHeader): Rows {
  const source = Buffer.alloc(width * height);
  const perByte = 8 / bits;
  let [x, y, at] = [0, 0, start];
  const put = (index: number): void => {
    if (x < width) source[y * width + x] = index;
    x++;
  };
  const indexOf = (byte: number, i: number): number => (bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);
  while (at + 1 < file.length && y < height) {
    const [count, code] = [file[at], file[at + 1]];
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count && x < width; i++) put(indexOf(code, i));
    } else if (code === 0) {
      [x, y] = [0, y + 1];
    } else if (code === 1) {
      return { source, rows: height, sourceRow: width };
    } else if (code === 2) {
      if (at + 1 >= file.length) break;
      [x, y, at] = [x + file[at], y + file[at + 1], at + 2];
    } else {
      for (let i = 0; i < code; i++) put(indexOf(file[at + Math.floor(i / perByte)] ?? 0, i));
      at += 2 * Math.ceil(code / perByte / 2); // such runs end on even bytes
    }
  }
  return { source, rows: Math.min(height, y), sourceRow: width };
}

function spaceOf({ masks }: BmpHeader): 'rgb' | 'rgba' {
  return masks.length === 4 && masks[3] !== 0 ? 'rgba' : 'rgb';
}

type DrawRow = (at: number, out: Uint8Array) => void;

/** What turns a row of the file into bytes of colour. */
function rowDrawer(source: Buffer, { bits, packed, palette, masks }: BmpHeader): DrawRow {
  if (bits <= 8) return tableDrawer(source, packed ? 8 : bits, { table: palette, channels: 3 });
  const channels = masks[3] === 0 ? 3 : 4;
  const shifts = masks.map((mask) => (mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)));
  const highest = masks.map((mask, c) => Math.max(1, mask >>> shifts[c]));
  const own = shifts.slice(0, channels);
  if (bits > 16 && own.every((shift, c) => shift % 8 === 0 && highest[c] === 255))
    return byteDrawer(source, bits / 8, own);
  const put = (pixel: number, out: Uint8Array, o: number): void => {
    for (let c = 0; c < channels; c++) out[o + c] = (((pixel & masks[c]) >>> shifts[c]) * 255) / highest[c] + 0.5;
  };
  if (bits === 32) {
    return (at, out) => {
      for (let o = 0; o < out.length; o += channels, at += 4) put(source.readUInt32LE(at), out, o);
    };
  }
  const table = new Uint8Array(65_536 * channels);
  for (let pixel = 0; pixel < 65_536; pixel++) put(pixel, table, pixel * channels);
  return tableDrawer(source, 16, { table, channels });
}

/** The colours of all numbers that a pixel can have. */
interface ColourTable {
  readonly table: Uint8Array;
  readonly channels: number;
}

/** Pixels of up to 16 bits; for masks a table is four times as fast as arithmetic. */
function tableDrawer(source: Buffer, bits: number, { table, channels }: ColourTable): DrawRow {
  const all = 2 ** bits - 1;
  return (at, out) => {
    for (let o = 0, bit = 0; o < out.length; o += channels, bit += bits) {
      const from = at + (bit >> 3);
      // of several in a byte the first stands in the upper bits
      const pixel = bits === 16 ? source.readUInt16LE(from) : (source[from] >> (8 - bits - (bit & 7))) & all;
      for (let c = 0; c < channels; c++) out[o + c] = table[pixel * channels + c];
    }
  };
}

/** Fields of whole bytes, as nearly all are. */
function byteDrawer(source: Buffer, pixelBytes: number, shifts: readonly number[]): DrawRow {
  const channels = shifts.length;
  const [r, g, b, a] = shifts.map((shift) => shift / 8);
  return (at, out) => {
    for (let o = 0; o < out.length; o += channels, at += pixelBytes) {
      out[o] = source[at + r];
      out[o + 1] = source[at + g];
      out[o + 2] = source[at + b];
      if (channels === 4) out[o + 3] = source[at + a];
    }
  };
}

/** Whether alpha is 0 everywhere: then it was not meant, and left unset. */
function invisible(rgba: Uint8Array): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 0) return false;
  return true;
}
