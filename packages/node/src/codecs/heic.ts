/**
 * HEIC through libheif's own WebAssembly, which is loaded when the first one is met: the decoder reads its header and no
 * more. An optional dependency, for its licence (LGPL) and its size; without it HEIC is refused with the way out.
 *
 * `heic-decode`, a layer above it, takes the first picture instead of the primary one, always asks for alpha (210 MB
 * instead of 143 for 12 megapixels), and prints what it does not like.
 */

import { createRequire } from 'node:module';
import type { LibHeif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import type { Metadata } from 'sharp';
import { errnoOf } from '../files/errno.js';
import { type PackedPicture, plainTiff, type Unpacked } from './plain-tiff.js';
import type { Refusal } from './refusal.js';

/** The version of libheif, or `none`. */
export const HEIC_VERSION: string = installedVersion();

function installedVersion(): string {
  try {
    return createRequire(import.meta.url)('libheif-js/package.json').version;
  } catch {
    return 'none';
  }
}

// measured on 6 to 24 megapixels, of phones and of one piece: 6.2 to 8.3 bytes a pixel, and the pixels once more
const BYTES_PER_PIXEL = 12;
const CODE_BYTES = 24 * 2 ** 20;

/**
 * The primary picture of a HEIC. It is upright: libheif applies the container's rotation and mirroring, and the standard has
 * readers ignore the EXIF orientation.
 *
 * @param header  of the same file: size, alpha and colour profile. To unpack throws what libheif says of the file
 */
export function packedHeic(file: Uint8Array, header: Metadata): PackedPicture {
  const { width, height, exif } = header;
  const estimatedMemory = CODE_BYTES + width * height * BYTES_PER_PIXEL;
  return { width, height, exif, estimatedMemory, missing: 0, unpack: () => unpackHeic(file, header) };
}

async function unpackHeic(file: Uint8Array, header: Metadata): Promise<Unpacked | Refusal> {
  const libheif = await loaded();
  if (libheif === undefined) return NOT_INSTALLED;
  try {
    return unpacked(libheif, file, header);
  } catch (error) {
    // whatever was allocated goes with it, and it may have aborted: the next one starts afresh
    library = undefined;
    throw error;
  }
}

function unpacked(libheif: LibHeif, file: Uint8Array, { hasAlpha, icc }: Metadata): Unpacked {
  const { heif_error_code, heif_colorspace, heif_chroma } = libheif;
  const context = libheif.heif_context_alloc();
  const { code, message } = libheif.heif_context_read_from_memory(context, file);
  if (code !== heif_error_code.heif_error_Ok) throw new Error(message);
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  if ('message' in handle) throw new Error(handle.message);
  const width = libheif.heif_image_handle_get_width(handle);
  const height = libheif.heif_image_handle_get_height(handle);

  const chroma = hasAlpha ? heif_chroma.heif_chroma_interleaved_RGBA : heif_chroma.heif_chroma_interleaved_RGB;
  const decoded = libheif.heif_js_decode_image2(handle, heif_colorspace.heif_colorspace_RGB, chroma);
  if ('message' in decoded) throw new Error(decoded.message);
  const [plane] = decoded.channels;
  if (plane?.width !== width || plane.height !== height) throw new Error('The picture is not as large as it says.');
  const { bytes, pixels } = plainTiff({ width, height, space: hasAlpha ? 'rgba' : 'rgb', icc });
  const rowBytes = pixels.length / height;
  for (let y = 0; y < height; y++) {
    pixels.set(plane.data.subarray(y * plane.stride, y * plane.stride + rowBytes), y * rowBytes);
  }
  libheif.heif_image_release(decoded.image);
  libheif.heif_image_handle_release(handle);
  libheif.heif_context_free(context);
  return { bytes, missing: 0 };
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
