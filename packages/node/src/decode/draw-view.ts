import type { Rect } from '@tesserae/core';
import type { Sharp } from 'sharp';
import { overWhite } from './engine.js';

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
  const wholeWidth = Math.max(width, Math.round(width / crop.w));
  const wholeHeight = Math.max(height, Math.round(height / crop.h));
  const left = Math.min(wholeWidth - width, Math.round(crop.x * wholeWidth));
  const top = Math.min(wholeHeight - height, Math.round(crop.y * wholeHeight));

  const sized = picture.resize(wholeWidth, wholeHeight, { fit: 'fill', kernel: 'lanczos3' });
  return await overWhite(sized.extract({ left, top, width, height })).raw().toBuffer();
}
