import { type Raster, raster, type View } from '@tesserae/core';
import type { Sharp } from 'sharp';
import { overWhite } from './engine.js';

/**
 * Draws a view of an upright picture at exactly width × height pixels, opaque, by Lanczos.
 *
 * The whole picture is brought to the size at which the crop has the wanted pixels, and cut afterwards: only so may
 * the decoder shrink while it loads, and libvips computes no more than what is cut. The cut is at most half an output
 * pixel beside the crop.
 */
export async function drawView(picture: Sharp, view: View, width: number, height: number): Promise<Raster> {
  const { crop, mirrored } = view;
  const wholeWidth = Math.max(width, Math.round(width / crop.w));
  const wholeHeight = Math.max(height, Math.round(height / crop.h));
  const left = Math.min(wholeWidth - width, Math.round(crop.x * wholeWidth));
  const top = Math.min(wholeHeight - height, Math.round(crop.y * wholeHeight));

  const sized = picture.resize(wholeWidth, wholeHeight, { fit: 'fill', kernel: 'lanczos3' });
  const cut = overWhite(sized.extract({ left, top, width, height }));
  const drawn = opaqueRaster(await cut.raw().toBuffer(), width, height);
  if (mirrored) mirror(drawn);
  return drawn;
}

/** Three bytes a pixel as a raster. */
export function opaqueRaster(rgb: Uint8Array, width: number, height: number): Raster {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, o = 0; o < out.length; i += 3, o += 4) {
    out[o] = rgb[i];
    out[o + 1] = rgb[i + 1];
    out[o + 2] = rgb[i + 2];
    out[o + 3] = 255;
  }
  return raster(width, height, out);
}

/** Turns a raster left to right, in place. */
export function mirror({ width, height, data }: Raster): void {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  for (let y = 0; y < height; y++) pixels.subarray(y * width, (y + 1) * width).reverse();
}
