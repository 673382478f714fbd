/** Reads the flattened picture of a PSD or PSB. */

import { CHANNELS, type PackedPicture, plainTiff, type Unpacked } from './plain-tiff.js';
import { type PsdHeader, psdHeader } from './psd-header.js';

/** Looks into a PSD; undefined if there is no flattened picture that can be read: then its preview may be there. */
export function packedPsd(file: Buffer): PackedPicture | undefined {
  const header = psdHeader(file);
  if (header === undefined) return undefined;
  const { width, height, depth, space, packed, lengthBytes, channels, start, exif, hasAlpha } = header;
  // two bytes of a packed row become at most 128; packed ones tell more once they are unpacked
  const least = packed ? channels * (lengthBytes + 2 * Math.ceil(width / 128)) : (planesOf(header) * width * depth) / 8;
  return {
    width,
    height,
    exif,
    estimatedMemory: width * height * (CHANNELS[space] + (hasAlpha ? 1 : 0)),
    missing: Math.max(0, 1 - (file.length - start) / (least * height)),
    unpack: () => unpackPsd(file, header),
  };
}

/** Unpacks the flattened picture, what is transparent over white. */
function unpackPsd(file: Buffer, header: PsdHeader): Unpacked {
  const { width, height, depth, space, packed, icc, hasAlpha } = header;
  const { bytes, pixels } = plainTiff({ width, height, space, icc });
  const alpha = Buffer.alloc(hasAlpha ? width * height : 0);
  const step = CHANNELS[space];
  const planes = planesOf(header);
  const row = Buffer.alloc((width * depth) / 8);
  let there = height;
  let at = header.start + (packed ? header.channels * height * header.lengthBytes : 0);
  for (let plane = 0; plane < planes; plane++) {
    for (let y = 0; y < height; y++) {
      const length = packed ? packedLength(file, header, plane * height + y) : row.length;
      if (at + length > file.length) there = Math.min(there, y);
      const source = file.subarray(at, at + length);
      row.fill(0);
      if (packed) unpackBits(source, row);
      else row.set(source);
      at += length;
      if (hasAlpha && plane === planes - 1) putRow(row, depth, alpha.subarray(y * width, (y + 1) * width));
      else drawPlane(row, header, pixels.subarray(y * width * step + plane, (y + 1) * width * step));
    }
  }
  if (hasAlpha && !isOverWhite(pixels, alpha, step)) layOverWhite(pixels, alpha, step);
  return { bytes, missing: 1 - there / height };
}

/** The planes that are read: of colours, then of what is opaque. */
function planesOf({ palette, space, hasAlpha }: PsdHeader): number {
  return palette.length > 0 ? 1 : CHANNELS[space] + (hasAlpha ? 1 : 0);
}

function putRow(row: Buffer, depth: number, out: Uint8Array): void {
  const bytes = depth / 8; // the upper one first
  for (let x = 0; x < out.length; x++) out[x] = row[x * bytes];
}

/** Whether colours can have been laid over white already, as Photoshop has them: then none is darker than what shines through. */
function isOverWhite(pixels: Uint8Array, alpha: Uint8Array, step: number): boolean {
  for (let i = 0; i < pixels.length; i++) if (pixels[i] + alpha[Math.floor(i / step)] < 254) return false;
  return true;
}

function layOverWhite(pixels: Uint8Array, alpha: Uint8Array, step: number): void {
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = Math.round(255 + ((pixels[i] - 255) * alpha[Math.floor(i / step)]) / 255);
  }
}

/** Puts a row of one plane where it belongs between those of the others; `out` begins at its first sample. */
function drawPlane(row: Buffer, { width, depth, space, palette }: PsdHeader, out: Uint8Array): void {
  const step = CHANNELS[space];
  if (palette.length > 0) {
    for (let x = 0; x < width; x++) for (let c = 0; c < 3; c++) out[x * 3 + c] = palette[c * 256 + row[x]];
    return;
  }
  const bytes = depth / 8; // the upper one first
  const flip = space === 'cmyk' ? 255 : 0; // ink is stored as what it leaves of the light
  for (let x = 0; x < width; x++) out[x * step] = row[x * bytes] ^ flip;
}

function packedLength(file: Buffer, { start, lengthBytes }: PsdHeader, row: number): number {
  const at = start + row * lengthBytes;
  return at + lengthBytes <= file.length ? file.readUIntBE(at, lengthBytes) : file.length;
}

/** Unpacks PackBits: a count and as many bytes, or a negative count and one byte to be repeated. */
function unpackBits(source: Buffer, out: Buffer): void {
  let [at, to] = [0, 0];
  while (at < source.length && to < out.length) {
    const count = source.readInt8(at++);
    if (count >= 0) {
      to += source.copy(out, to, at, at + count + 1);
      at += count + 1;
    } else if (count > -128) {
      out.fill(source[at++] ?? 0, to, Math.min(out.length, to + 1 - count));
      to += 1 - count;
    }
  }
}
