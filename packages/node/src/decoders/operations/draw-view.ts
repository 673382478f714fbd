import type { Rect } from '@tesserae/core/internal';
import type { Sharp } from 'sharp';
import { overWhite } from '../../codecs/libvips.js';
import { scaledCropFor } from './scaled-crop.js';

/**
 * Draws a part of an upright picture at exactly width × height pixels by Lanczos.
 *
 * The whole picture is brought to the size at which the part has the wanted pixels, and cut afterwards: only so may
 * the decoder shrink while it loads, and libvips computes no more than what is cut. The cut is at most half an output
 * pixel beside the part.
 *
 * @returns width × height × 3 bytes
 */
export async function drawView(picture: Sharp, crop: Rect, width: number, height: number): Promise<Uint8Array> {
  const { left, top, ...whole } = scaledCropFor(crop, width, height);
  const sized = picture.resize(whole.width, whole.height, { fit: 'fill', kernel: 'lanczos3' });
  return await overWhite(sized.extract({ left, top, width, height })).raw().toBuffer();
}
