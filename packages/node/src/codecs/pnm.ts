/**
 * Reads PBM, PGM and PPM, as text or bytes, of up to 16 bits a sample.
 *
 * Source: J. Poskanzer, "ppm", "pgm", "pbm", Netpbm manual, https://netpbm.sourceforge.net/doc/
 */

import { plainTiff, type Unpacked } from './plain-tiff.js';
import type { Refusal } from './refusal.js';

/** What stands before the samples. */
export interface PnmHeader {
  readonly width: number;
  readonly height: number;
  /** The largest sample: white. Of bits, 1 is black instead. */
  readonly most: number;
  readonly space: 'grey' | 'rgb';
  readonly sort: 'bits' | 'samples';
  readonly text: boolean;
  readonly start: number;
}

const BLANK = /\s/;

/** Reads the header of a file that begins with `P1` … `P6`. */
export function pnmHeader(file: Buffer): PnmHeader | Refusal {
  const kind = file[1] - 0x30;
  const sort = kind === 1 || kind === 4 ? 'bits' : 'samples';
  const numbers: number[] = [];
  let at = 2;
  while (numbers.length < (sort === 'bits' ? 2 : 3)) {
    const token = tokenAt(file, at);
    if (token === undefined || !/^\d{1,9}$/.test(token.text)) return damaged();
    numbers.push(Number(token.text));
    at = token.end;
  }
  const [width, height, most = 1] = numbers;
  if (width === 0 || height === 0 || most === 0 || most > 65_535) return damaged();
  const space = kind === 3 || kind === 6 ? 'rgb' : 'grey';
  return { width, height, most, space, sort, text: kind <= 3, start: at + 1 };
}

/** The next word, behind blanks and comments; undefined at the end of the file. */
function tokenAt(file: Buffer, from: number): { readonly text: string; readonly end: number } | undefined {
  let at = from;
  while (at < file.length && (BLANK.test(String.fromCharCode(file[at])) || file[at] === 0x23)) {
    if (file[at] === 0x23) at = file.indexOf('\n', at);
    if (at < 0) return undefined;
    at++;
  }
  let end = at;
  while (end < file.length && end < at + 16 && !BLANK.test(String.fromCharCode(file[end]))) end++;
  return end === at ? undefined : { text: file.toString('latin1', at, end), end };
}

function damaged(): Refusal {
  return { code: 'damaged', detail: 'is a damaged PPM. Copy it again from where it came.' };
}

/** The most memory that `unpackPnm` takes, bytes. */
export function estimatePnmMemory(header: PnmHeader): number {
  return header.width * header.height * channelsOf(header);
}

/** The share of a PNM's rows that a cut file lacks, 0 … 1; as text a sample takes a byte or more. */
export function pnmMissing(file: Uint8Array, header: PnmHeader): number {
  const row = header.text ? header.width * channelsOf(header) : rowBytes(header);
  return Math.max(0, 1 - Math.max(0, file.length - header.start) / (row * header.height));
}

/** Unpacks a PNM; what is missing is black. */
export function unpackPnm(file: Buffer, header: PnmHeader): Unpacked {
  const { width, height, space } = header;
  const { bytes, pixels } = plainTiff({ width, height, space });
  const rows = header.text ? unpackText(file, header, pixels) : unpackBytes(file, header, pixels);
  return { bytes, missing: 1 - rows / height };
}

function channelsOf({ space }: PnmHeader): number {
  return space === 'rgb' ? 3 : 1;
}

function rowBytes({ width, most, sort, space }: PnmHeader): number {
  if (sort === 'bits') return Math.ceil(width / 8);
  return width * (space === 'rgb' ? 3 : 1) * (most > 255 ? 2 : 1);
}

/** Returns how many rows were there. */
function unpackBytes(file: Buffer, header: PnmHeader, pixels: Uint8Array): number {
  const { height, most, sort, start } = header;
  const step = rowBytes(header);
  const rows = Math.min(height, Math.floor(Math.max(0, file.length - start) / step));
  const samples = pixels.length / height;
  for (let y = 0; y < rows; y++) {
    const at = start + y * step;
    for (let i = 0, o = y * samples; i < samples; i++, o++) {
      if (sort === 'bits') pixels[o] = (file[at + (i >> 3)] << (i & 7)) & 128 ? 0 : 255;
      else if (most > 255) pixels[o] = scaled((file[at + i * 2] << 8) | file[at + i * 2 + 1], most);
      else pixels[o] = most === 255 ? file[at + i] : scaled(file[at + i], most);
    }
  }
  return rows;
}

/** Returns how many rows were there; what is no number ends the picture. */
function unpackText(file: Buffer, { most, sort, start, height }: PnmHeader, pixels: Uint8Array): number {
  let at = start - 1;
  let filled = 0;
  while (filled < pixels.length) {
    while (at < file.length && file[at] <= 0x20) at++;
    if (at >= file.length || file[at] < 0x30 || file[at] > 0x39) break;
    let value = file[at++] - 0x30;
    // bits need no blanks between them
    if (sort === 'samples')
      while (file[at] >= 0x30 && file[at] <= 0x39) value = Math.min(most, value * 10 + file[at++] - 0x30);
    pixels[filled++] = sort === 'bits' ? (value === 0 ? 255 : 0) : scaled(value, most);
  }
  return Math.floor(filled / (pixels.length / height));
}

function scaled(sample: number, most: number): number {
  return Math.min(255, Math.round((sample * 255) / most));
}
