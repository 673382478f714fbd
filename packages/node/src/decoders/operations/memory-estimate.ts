import { MAX_PIXELS } from '../../codecs/libvips.js';

/** What of a header, as sharp gives it, decides the estimate. */
export interface EstimateInput {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly depth: string;
  readonly isProgressive?: boolean;
  /** Bytes of the file, where sharp knows them. */
  readonly size?: number;
}

/** The most memory that decoding one picture may take, bytes: alone, where it is more than there is for all. */
export const LARGEST_ESTIMATE: number = 2 * 2 ** 30;

/** The longest side: libvips takes longer for a row than for a pixel, 20 s for one column of 17 million. */
const MAX_SIDE = 1_000_000;

/**
 * Bytes for each pixel of a row: libvips holds some hundreds of rows while it shrinks, which is nothing for a photo and
 * 4.5 GB for 8 million × 32 pixels. Measured on PNG of 16,384 to 2,097,152 columns: 920 to 1,500.
 */
const ROW_BYTES = 1200;

/** What decodes without asking who else does: an estimate above it has to be believed first. */
const LARGE_ESTIMATE = 512 * 2 ** 20;

/**
 * Pixels for each byte of a file, above which nothing is believed that costs much. Photos have at most 40 (AVIF of .2 bits a
 * pixel); a progressive JPEG of one colour has 86, flat PNG 134 and more, bombs millions.
 */
const MOST_PIXELS_PER_BYTE = 80;

/**
 * What decoding a photo will cost at its peak, bytes: known from its header, so that a bomb is refused before it goes
 * off. Bytes a pixel were measured as the peak resident memory of fresh processes on pictures of 8,000² to 16,383².
 */
export function estimateMemory(header: EstimateInput): number {
  const pixels = header.width * header.height;
  const sampleBytes = header.depth === 'uchar' ? 1 : header.depth === 'ushort' ? 2 : 4;
  const perPixel = bytesPerPixel(header.format, header.isProgressive === true, header.channels, sampleBytes);
  return pixels * perPixel + header.width * ROW_BYTES * sampleBytes;
}

/** Why a picture of this header is too large to be decoded, in a phrase; undefined when it is not. @param most  pixels */
export function tooLarge(header: EstimateInput, most: number = MAX_PIXELS): string | undefined {
  return beyondMemory(header, estimateMemory(header), most);
}

/**
 * Why a picture of so many pixels, and of an estimate in bytes, is too large to be decoded; undefined when it is not.
 *
 * @param most  pixels
 */
export function beyondMemory(
  { width, height, size: bytes = Number.POSITIVE_INFINITY }: Pick<EstimateInput, 'width' | 'height' | 'size'>,
  estimate: number,
  most: number = MAX_PIXELS,
): string | undefined {
  const size = `${width}×${height} pixels`;
  if (Math.max(width, height) > MAX_SIDE) return `${size}, a longer side than can be decoded`;
  if (width * height > most) return `${size}, more than can be decoded`;
  if (estimate > LARGEST_ESTIMATE) {
    const [needed, allowed] = [estimate, LARGEST_ESTIMATE].map((each) => Math.round(each / 2 ** 20));
    return `${size}, which would take ${needed} MB to decode, more than the ${allowed} MB that are allowed`;
  }
  if (estimate > LARGE_ESTIMATE && width * height > bytes * MOST_PIXELS_PER_BYTE) {
    return `${size} by its header, and only ${bytes} bytes to show for them`;
  }
  return undefined;
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
