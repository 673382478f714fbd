/**
 * Where the camera looks: windows, rectangles that fill the frame. Their units are a mosaic's own: it is 1 wide, and as
 * high as its cells make it.
 */

import type { Rect } from '../pixels/rect.js';
import type { Fit } from './script.js';

/** A place in a mosaic. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a rectangle. */
export function middle({ x, y, w, h }: Rect): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

/** The smallest window that holds a rectangle in its middle. @param aspect  width / height of the frame */
export function windowAround(rect: Rect, aspect: number): Rect {
  const w = Math.max(rect.w, rect.h * aspect);
  const h = w / aspect;
  const { x, y } = middle(rect);
  return { x: x - w / 2, y: y - h / 2, w, h };
}

/** The largest window inside a rectangle, and of these the nearest to a point. @param aspect  width / height of the frame */
export function windowWithin(rect: Rect, aspect: number, near: Point): Rect {
  const w = Math.min(rect.w, rect.h * aspect);
  const h = w / aspect;
  const within = (wanted: number, least: number, room: number) => least + Math.min(room, Math.max(0, wanted - least));
  return { x: within(near.x - w / 2, rect.x, rect.w - w), y: within(near.y - h / 2, rect.y, rect.h - h), w, h };
}

/** The window that looks at a whole mosaic. @param aspect  width / height of the frame */
export function wholeWindow(whole: Rect, aspect: number, fit: Fit | undefined): Rect {
  return fit === 'cover' ? windowWithin(whole, aspect, middle(whole)) : windowAround(whole, aspect);
}

/**
 * The window at a share of the way from one to another of the same shape: the width grows or shrinks by the same factor
 * in the same time, and the centre follows the width, which is a zoom about one point of the screen. Of equal widths, a
 * straight pan.
 */
export function windowBetween(from: Rect, to: Rect, share: number): Rect {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const w = roundPortably(from.w * (to.w / from.w) ** share);
  const h = (w * from.h) / from.w;
  // of almost equal widths the difference would be mostly rounding
  const isPan = Math.abs(to.w - from.w) < 1e-5 * from.w;
  const way = isPan ? share : (from.w - w) / (from.w - to.w);
  const [a, b] = [middle(from), middle(to)];
  return { x: a.x + (b.x - a.x) * way - w / 2, y: a.y + (b.y - a.y) * way - h / 2, w, h };
}

/**
 * A number with the last 13 of its 53 bits rounded away. Powers may differ in the last bit from one JavaScript engine to
 * the next; what is drawn must not.
 *
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18,
 * 1971, doi:10.1007/BF01397083 (Veltkamp's splitting).
 */
export function roundPortably(value: number): number {
  const scaled = value * 8193;
  return scaled - (scaled - value);
}
