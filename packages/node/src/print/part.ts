/** From millimetres to pixels: which part of a mosaic, its edges mirrored outwards, is on a page, and where. */

import type { Rect } from '@tesserae/core/internal';
import type { Fitted, SheetSize } from './fit.js';
import type { PrintPage, PrintPages } from './pages.js';

/** How far a picture goes on beyond its edges, in pixels. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The pixels of a page. */
export interface PagePixels {
  readonly page: PrintPage;
  /** Whole pixels of the picture with its edges: 0 0 is the corner of those. */
  readonly pixels: Rect;
  /** Where they go on the paper, millimetres. */
  readonly place: Rect;
  /** What of it is printed, millimetres: the trim with its bleed. */
  readonly clip: Rect;
}

/** All pages in pixels. */
export interface PrintParts {
  readonly edges: Edges;
  readonly parts: readonly PagePixels[];
}

/** Sides that lie so near, in millimetres, are the same but for rounding. */
const SAME = 1e-6;

/**
 * The pixels of all pages.
 *
 * A picture that reaches the edge of the sheet goes on beyond it, mirrored, as far as the bleed: the cut is never exact, and
 * what shows beyond the last cells is then what one expects there. All cells stay whole. Where the paper is white at the
 * edge, there is nothing to bleed.
 *
 * @param pixels  of the whole mosaic
 */
export function pageParts({ sheet, picture }: Fitted, { pages, bleed }: PrintPages, pixels: SheetSize): PrintParts {
  const scale = pixels.width / picture.w;
  // no farther than all of it
  const beyond = (gap: number, side: number): number =>
    gap > SAME ? 0 : Math.min(side, Math.max(0, Math.ceil((bleed + gap) * scale - SAME)));
  const edges = {
    left: beyond(picture.x, pixels.width),
    top: beyond(picture.y, pixels.height),
    right: beyond(sheet.width - picture.x - picture.w, pixels.width),
    bottom: beyond(sheet.height - picture.y - picture.h, pixels.height),
  };
  const whole = {
    x: picture.x - edges.left / scale,
    y: picture.y - edges.top / scale,
    w: (pixels.width + edges.left + edges.right) / scale,
    h: (pixels.height + edges.top + edges.bottom) / scale,
  };
  return { edges, parts: pages.flatMap((page) => partOf(page, bleed, whole, scale) ?? []) };
}

/** @param whole  the picture with its edges, in the finished sheet */
function partOf(page: PrintPage, bleed: number, whole: Rect, scale: number): PagePixels | undefined {
  const { part, trim } = page;
  const [left, right] = spanOf(part.x - bleed - whole.x, part.w + 2 * bleed, whole.w, scale);
  const [top, bottom] = spanOf(part.y - bleed - whole.y, part.h + 2 * bleed, whole.h, scale);
  if (left >= right || top >= bottom) return undefined; // a page of white paper
  const place = {
    x: trim.x - part.x + whole.x + left / scale,
    y: trim.y - part.y + whole.y + top / scale,
    w: (right - left) / scale,
    h: (bottom - top) / scale,
  };
  const clip = { x: trim.x - bleed, y: trim.y - bleed, w: trim.w + 2 * bleed, h: trim.h + 2 * bleed };
  return { page, pixels: { x: left, y: top, w: right - left, h: bottom - top }, place, clip };
}

/** First and last (excluded) whole pixel of a stretch, within 0 and `most`. All but the outcome in millimetres. */
function spanOf(from: number, length: number, most: number, scale: number): [number, number] {
  const first = Math.floor(from * scale + SAME);
  const last = Math.ceil((from + length) * scale - SAME);
  return [Math.max(0, first), Math.min(Math.round(most * scale), last)];
}
