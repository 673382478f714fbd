/**
 * Overlay: the target blended over the drawn mosaic, a layer of some opacity. It adds likeness that no photo has; people
 * ask for it, it is off unless asked for, and what it does to photos is counted as recolouring.
 */

import { targetCrop } from '../layout/drawn-size.js';
import type { Layout } from '../layout/layout.js';
import { resample, type TapsCache } from '../pixels/lanczos.js';
import { type Raster, raster, requireSize } from '../pixels/raster.js';
import type { Rect } from '../pixels/rect.js';

/** Blends its part of the target over rows y … of the mosaic. */
export type Overlay = (rows: Raster, y: number) => void;

/** Which pixels of the mosaic are blended: columns `x` … `x + w − 1` of a whole of so many. */
export interface OverlayPart {
  readonly whole: { readonly width: number; readonly height: number };
  readonly window: Pick<Rect, 'x' | 'w'>;
}

/**
 * Makes the function that blends. Bytes are blended as they are encoded, the way picture editors blend layers.
 *
 * @param target   what the layout was made for, of its size
 * @param percent  of opacity, 0…100
 * @throws MosaicError `shape` if the target has another size
 */
export function overlay(target: Raster, layout: Layout, percent: number, { whole, window }: OverlayPart): Overlay {
  requireSize(target, layout, 'target');
  const part = targetCrop(layout.shape, layout.width, layout.height);
  const [x, w] = [part.x + (window.x * part.w) / whole.width, (window.w * part.w) / whole.width];
  const taps: TapsCache = new Map();
  const share = percent / 100;
  return (rows, y) => {
    const box = { x, w, y: part.y + (y * part.h) / whole.height, h: (rows.height * part.h) / whole.height };
    const { data } = resample(target, box, raster(rows.width, rows.height), taps);
    const mosaic = rows.data;
    for (let i = 0; i < mosaic.length; i += 4) {
      for (let c = i; c < i + 3; c++) mosaic[c] = Math.round(mosaic[c] + share * (data[c] - mosaic[c]));
    }
  };
}
