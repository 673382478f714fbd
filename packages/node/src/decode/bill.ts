import type { Metadata } from 'sharp';
import { MAX_PIXELS } from './engine.js';

/** The most memory that decoding one photo may take, bytes. */
export const MAX_BILL: number = 512 * 2 ** 20;

/**
 * What decoding a photo will cost at its peak, bytes: known from its header, so that a bomb is refused before it goes
 * off. Bytes a pixel were measured as the peak resident memory of fresh processes on pictures of 8,000² to 16,383².
 */
export function memoryBill(header: Metadata): number {
  const pixels = header.width * header.height;
  const sampleBytes = header.depth === 'uchar' ? 1 : header.depth === 'ushort' ? 2 : 4;
  return pixels * bytesPerPixel(header.format, header.isProgressive === true, header.channels, sampleBytes);
}

/** Why a photo of this header is too large to be decoded, as a sentence; undefined when it is not. */
export function tooLarge(header: Metadata): string | undefined {
  return beyondMemory(header, memoryBill(header));
}

/** Why a picture of so many pixels, and of a bill in bytes, is too large to be decoded; undefined when it is not. */
export function beyondMemory(
  { width, height }: { readonly width: number; readonly height: number },
  bill: number,
): string | undefined {
  const size = `${width}×${height} pixels`;
  if (width * height > MAX_PIXELS) return `has ${size}, more than can be decoded. Use a smaller copy.`;
  if (bill <= MAX_BILL) return undefined;
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
  return `has ${size} and would take ${megabytes(bill)} MB to decode; ${megabytes(MAX_BILL)} MB are allowed. Use a smaller copy.`;
}

function bytesPerPixel(format: string, interlaced: boolean, channels: number, sampleBytes: number): number {
  if (format === 'heif') return 18;
  if (format === 'gif') return 4;
  if (format === 'webp') return 4;
  if (format === 'jpeg') return interlaced ? 2 * channels : 0.6;
  if (format === 'png' && interlaced) return channels * sampleBytes;
  // plain PNG and TIFF stream row by row
  return 0.6 * sampleBytes;
}
