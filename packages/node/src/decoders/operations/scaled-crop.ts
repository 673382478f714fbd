import type { Rect } from '@tesserae/core/internal';

/** The size that a whole picture is brought to, and the place in it where a view is cut. */
export interface ScaledCrop {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/**
 * The whole picture at the size at which its part has the wanted pixels. Cutting it rounds the part's place: by at most half an
 * output pixel.
 *
 * @param crop    in fractions of the upright picture's width and height
 * @param width   pixels of the view
 * @param height  pixels of the view
 */
export function scaledCropFor(crop: Rect, width: number, height: number): ScaledCrop {
  const wholeWidth = Math.max(width, Math.round(width / crop.w));
  const wholeHeight = Math.max(height, Math.round(height / crop.h));
  return {
    width: wholeWidth,
    height: wholeHeight,
    left: Math.min(wholeWidth - width, Math.round(crop.x * wholeWidth)),
    top: Math.min(wholeHeight - height, Math.round(crop.y * wholeHeight)),
  };
}
