/** Where a mosaic lies on the sheet that is left when the bleed is cut off. All lengths are millimetres. */

import type { Rect } from '@tesserae/core/internal';

/** Width and height. */
export interface SheetSize {
  readonly width: number;
  readonly height: number;
}

/** `whole`: nothing is cut off, and paper may stay white; `fill`: no paper stays white, and edges may be cut off. */
export type Fit = 'whole' | 'fill';

/** A finished sheet and what is on it. */
export interface Fitted {
  readonly sheet: SheetSize;
  /** Where the mosaic lies; what is beyond the sheet is cut off. */
  readonly picture: Rect;
  /** What is cut off at each of two opposite sides. */
  readonly cut: number;
  /** What stays white at each of two opposite sides. */
  readonly white: number;
}

/** A share of the paper so small that cutting it off is better than a white hairline. */
const HAIR = 0.02;

/**
 * Lays a mosaic on a sheet, in the middle.
 *
 * A mosaic that is whole but for less than two hundredths at a side, and for no more than the bleed, fills the sheet: papers
 * have other proportions than grids, and nobody wants a white line at two edges.
 *
 * @param mosaic  its width and height, in proportion
 * @param bleed   what is printed beyond the sheet
 */
export function fitOnSheet(mosaic: SheetSize, sheet: SheetSize, fit: Fit, bleed: number): Fitted {
  const inside = Math.min(sheet.width / mosaic.width, sheet.height / mosaic.height);
  const outside = Math.max(sheet.width / mosaic.width, sheet.height / mosaic.height);
  const excess = Math.max(mosaic.width * outside - sheet.width, mosaic.height * outside - sheet.height) / 2;
  const hair = Math.min(bleed, HAIR * Math.min(sheet.width, sheet.height));
  const fills = fit === 'fill' || excess <= hair;
  const scale = fills ? outside : inside;
  const [w, h] = [mosaic.width * scale, mosaic.height * scale];
  const [x, y] = [(sheet.width - w) / 2, (sheet.height - h) / 2];
  return { sheet, picture: { x, y, w, h }, cut: Math.max(0, -x, -y), white: Math.max(0, x, y) };
}

/** Lays a mosaic inside a white border of a sheet, in the middle; nothing is cut off. */
export function fitInBorder(mosaic: SheetSize, sheet: SheetSize, border: number): Fitted {
  const within = { width: sheet.width - 2 * border, height: sheet.height - 2 * border };
  const { picture } = fitOnSheet(mosaic, within, 'whole', 0);
  const [x, y] = [picture.x + border, picture.y + border];
  return { sheet, picture: { ...picture, x, y }, cut: 0, white: Math.max(x, y) };
}
