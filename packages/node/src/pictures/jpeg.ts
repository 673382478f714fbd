/**
 * A JPEG written as the rows come: strips are encoded by themselves, side by side, and joined by restart markers, at which
 * a decoder begins anew as the encoder did. The pixels are those of one encoding of the whole; nothing lies on the disk twice.
 *
 * An interval between markers has at most 65,535 blocks of 8 × 8 pixels.
 *
 * Source: ITU-T T.81 (JPEG), 1992, B.2.4.4 and E.1.4; ITU-T T.871 (JFIF), 2011; CIPA DC-008 (Exif).
 */

import { MosaicError } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';
import { ASCII, tiffDirectory, tiffHeader } from '../codecs/tiff-directory.js';
import type { RgbPixels } from './encode.js';
import { packPixels } from './pack-rows.js';
import { type StripFormat, stripRows } from './strips.js';

/** Encodes pixels as a JPEG, with tables that depend on the quality alone. */
export type JpegEncoder = (pixels: RgbPixels) => Promise<Uint8Array>;

/** A side of a block; chroma is not subsampled, so blocks of all components are of one size. */
const BLOCK = 8;
const MOST_INTERVAL = 65_535;

/** Markers. */
const SOF0 = 0xc0;
const RST0 = 0xd0;
const SOI = Uint8Array.of(0xff, 0xd8);
const EOI = Uint8Array.of(0xff, 0xd9);
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const DRI = 0xdd;

/** A picture, and how large it is when printed. */
export interface PrintedPicture extends PixelSize {
  /** Dots an inch. */
  readonly dpi: number;
}

/**
 * The format of one JPEG file; it counts strips, so every file needs its own.
 *
 * @param icc  an ICC profile
 * @throws what the encoder throws
 */
export async function jpegFormat(
  { width, height, dpi }: PrintedPicture,
  icc: Uint8Array,
  encode: JpegEncoder,
): Promise<StripFormat> {
  const rowBytes = width * 3;
  const across = Math.ceil(width / BLOCK);
  const rows = Math.min(Math.floor(MOST_INTERVAL / across), Math.ceil(stripRows(rowBytes, height) / BLOCK)) * BLOCK;
  const strips = Math.ceil(height / rows);
  const tables = headOf(await encode({ width: BLOCK, height: BLOCK, rgb: new Uint8Array(BLOCK * BLOCK * 3) }));
  let next = 0;

  return {
    ...{ width, height, rows, rowBytes },
    begin: () => {
      const interval = strips > 1 ? [segment(DRI, word(across * (rows / BLOCK)))] : [];
      return Buffer.concat([
        SOI,
        jfif(dpi),
        exif(),
        ...profileSegments(icc),
        ...interval,
        sized(tables, width, height),
      ]);
    },
    pack: (rgba, from, out, at) => packPixels({ rgba, from, to: from + width * 4 }, out, at),
    async strip(packed) {
      const strip = next++;
      const bytes = await encode({ width, height: packed.length / rowBytes, rgb: packed });
      const head = headOf(bytes);
      if (!Buffer.from(sized(head, 0, 0)).equals(sized(tables, 0, 0))) {
        const facts = { subject: 'JPEG', expected: 'the same tables for all strips', received: 'others' };
        throw new MosaicError('failed', { ...facts, waysOut: [{ use: 'PNG or TIFF' }] });
      }
      const scan = bytes.subarray(SOI.length + head.length, bytes.length - EOI.length);
      return strip === strips - 1 ? scan : Buffer.concat([scan, Uint8Array.of(0xff, RST0 + (strip % 8))]);
    },
    state: () => 0,
    resume: (strips) => {
      next = strips;
    },
    end: () => ({ tail: EOI }),
  };
}

/** The segments of a JPEG between its first marker and its scan, including the scan's own head. */
function headOf(jpeg: Uint8Array): Uint8Array {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length);
  let at = SOI.length;
  for (let marker = 0; marker !== SOS; at += 2 + bytes.readUInt16BE(at + 2)) marker = bytes[at + 1];
  return bytes.subarray(SOI.length, at);
}

/** A head that says another size. */
function sized(head: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = Buffer.from(head);
  let at = 0;
  while (bytes[at + 1] !== SOF0) at += 2 + bytes.readUInt16BE(at + 2);
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return bytes;
}

/** Version 1.1, resolution in dots an inch, no thumbnail. */
function jfif(dpi: number): Uint8Array {
  const density = word(dpi);
  return segment(APP0, Buffer.from('JFIF\0', 'latin1'), Uint8Array.of(1, 1, 1), density, density, Uint8Array.of(0, 0));
}

/** Who made it: a TIFF of one field. */
function exif(): Uint8Array {
  const at = 8;
  const fields = [{ tag: 305, type: ASCII, values: [...Buffer.from('Tesserae\0', 'latin1')] }];
  return segment(
    APP1,
    Buffer.from('Exif\0\0', 'latin1'),
    tiffHeader(at, false),
    tiffDirectory(fields, { at, next: 0 }, false),
  );
}

/** A profile in as many segments as it takes. Source: ICC.1:2022, annex B.4. */
function profileSegments(icc: Uint8Array): Uint8Array[] {
  const most = 65_533 - ICC_NAME.length - 2;
  const count = Math.ceil(icc.length / most);
  return Array.from({ length: count }, (_, i) =>
    segment(APP2, ICC_NAME, Uint8Array.of(i + 1, count), icc.subarray(i * most, (i + 1) * most)),
  );
}

const ICC_NAME = Buffer.from('ICC_PROFILE\0', 'latin1');

function segment(marker: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 2);
  return Buffer.concat([Uint8Array.of(0xff, marker), word(length), ...parts]);
}

function word(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
