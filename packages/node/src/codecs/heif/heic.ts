/**
 * HEIC through libheif's own WebAssembly, which is loaded when the first one is met: the decoder reads its header and no
 * more. An optional dependency, for its licence (LGPL) and its size; without it HEIC is refused with the way out.
 *
 * `heic-decode`, a layer above it, takes the first picture instead of the primary one, always asks for alpha (210 MB
 * instead of 143 for 12 megapixels), and prints what it does not like.
 */

import type { LibHeif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import type { Metadata } from 'sharp';
import { errnoOf } from '../../files/errno.js';
import { CHANNELS, type PackedPicture, plainTiff, type Unpacked } from '../plain-tiff.js';
import type { Refusal } from '../refusal.js';
import { managed } from '../samples.js';
import { type Part, uncutHeic } from './crop.js';

// measured on 6 to 24 megapixels, of phones and of one piece: 6.2 to 8.3 bytes a pixel, and the pixels once more
const BYTES_PER_PIXEL = 12;
const CODE_BYTES = 24 * 2 ** 20;

/**
 * The primary picture of a HEIC. It is upright: libheif applies the container's rotation and mirroring, and the standard has
 * readers ignore the EXIF orientation.
 *
 * @param header   of the same file: size, alpha, colour profile. To unpack throws what libheif says of the file
 * @param profile  what the file tells of its colours otherwise
 */
export function packedHeic(file: Buffer, header: Metadata, profile: Uint8Array | undefined): PackedPicture {
  const { width, height, exif } = header;
  const uncut = uncutHeic(file);
  const pixels = uncut === undefined ? width * height : uncut.coded.width * uncut.coded.height;
  // of high dynamic range 8 bits are too few
  const isWide = header.depth === 'ushort' && profile !== undefined;
  const estimatedMemory = CODE_BYTES + pixels * (isWide ? 3 : 1) * BYTES_PER_PIXEL;
  const unpack = (): Promise<Unpacked | Refusal> =>
    unpackHeic({
      file: uncut?.bytes ?? file,
      alpha: header.hasAlpha,
      icc: profile ?? header.icc,
      part: uncut?.part,
      isWide,
    });
  return { width, height, exif, estimatedMemory, missing: 0, unpack };
}

/** What is to be unpacked. */
interface HeicRequest {
  readonly file: Uint8Array;
  readonly alpha: boolean;
  readonly icc: Uint8Array | undefined;
  /** What is to be cut from the picture, if not all of it is shown. */
  readonly part: Part | undefined;
  /** Whether more than 8 bits are wanted. */
  readonly isWide: boolean;
}

async function unpackHeic(request: HeicRequest): Promise<Unpacked | Refusal> {
  const libheif = await loaded();
  if (libheif === undefined) return NOT_INSTALLED;
  try {
    const picture = decoded(libheif, request);
    const { width, height } = picture;
    const pixels = { width, height, space: request.alpha ? 'rgba' : 'rgb', icc: request.icc } as const;
    if (request.isWide)
      return { bytes: await managed(sixteenBits(picture), CHANNELS[pixels.space], pixels), missing: 0 };
    const plain = plainTiff(pixels);
    plain.pixels.set(picture.samples);
    return { bytes: plain.bytes, missing: 0 };
  } catch (error) {
    // whatever was allocated goes with it, and it may have aborted: the next one starts afresh
    library = undefined;
    throw error;
  }
}

/** Samples as libheif gives them: of 8 bits, or of more in two bytes, the lower one first. */
interface HeicSamples {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly samples: Uint8Array;
}

function decoded(libheif: LibHeif, { file, alpha, part, isWide }: HeicRequest): HeicSamples {
  const { heif_error_code, heif_colorspace, heif_chroma } = libheif;
  const context = libheif.heif_context_alloc();
  const { code, message } = libheif.heif_context_read_from_memory(context, file);
  if (code !== heif_error_code.heif_error_Ok) throw new Error(message);
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  if ('message' in handle) throw new Error(handle.message);

  const chroma = heif_chroma[isWide ? (alpha ? WIDE.rgba : WIDE.rgb) : alpha ? NARROW.rgba : NARROW.rgb];
  const picture = libheif.heif_js_decode_image2(handle, heif_colorspace.heif_colorspace_RGB, chroma);
  if ('message' in picture) throw new Error(picture.message);
  const [plane] = picture.channels;
  const width = libheif.heif_image_handle_get_width(handle);
  const height = libheif.heif_image_handle_get_height(handle);
  if (plane?.width !== width || plane.height !== height) throw new Error('The picture is not as large as it says.');
  const cut = part ?? { left: 0, top: 0, width, height };
  const pixelBytes = (alpha ? 4 : 3) * (isWide ? 2 : 1);
  const rowBytes = cut.width * pixelBytes;
  const samples = new Uint8Array(rowBytes * cut.height);
  for (let y = 0; y < cut.height; y++) {
    const from = (cut.top + y) * plane.stride + cut.left * pixelBytes;
    samples.set(plane.data.subarray(from, from + rowBytes), y * rowBytes);
  }
  libheif.heif_image_release(picture.image);
  libheif.heif_image_handle_release(handle);
  libheif.heif_context_free(context);
  return { width: cut.width, height: cut.height, bits: plane.bits_per_pixel, samples };
}

const NARROW = { rgb: 'heif_chroma_interleaved_RGB', rgba: 'heif_chroma_interleaved_RGBA' } as const;
const WIDE = { rgb: 'heif_chroma_interleaved_RRGGBB_LE', rgba: 'heif_chroma_interleaved_RRGGBBAA_LE' } as const;

function sixteenBits({ samples, bits }: HeicSamples): Uint16Array {
  const { buffer, byteOffset, length } = samples;
  const white = 2 ** bits - 1;
  return new Uint16Array(buffer, byteOffset, length / 2).map((sample) => (sample * 65_535) / white);
}

const NOT_INSTALLED: Refusal = {
  code: 'unsupported',
  detail: 'HEIC, which libheif-js reads, and that is not installed',
};

/** Starts libheif. @throws whatever keeps it from starting */
export async function startHeic(): Promise<void> {
  if ((await loaded()) === undefined) throw new Error(NOT_INSTALLED.detail);
}

let library: Promise<LibHeif | undefined> | undefined;

/** libheif, started once a process; undefined if it is not installed. */
function loaded(): Promise<LibHeif | undefined> {
  library ??= import('libheif-js/libheif-wasm/libheif-bundle.mjs').then(
    // what it would print goes to the standard output, which belongs to the events
    ({ default: start }) => start({ print: () => {}, printErr: () => {} }),
    (error: unknown) => {
      if (errnoOf(error) === 'ERR_MODULE_NOT_FOUND') return undefined;
      throw error;
    },
  );
  return library;
}
