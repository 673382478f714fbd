/**
 * A zoom without an end: from a mosaic into a cell that is a mosaic itself, and on, until a cell shows the first again.
 *
 * All similarities that take a mosaic to where it shows again, one after the other, have one fixed point; every window is
 * the first one, drawn together towards that point. So the speed is constant, and the last window shows what the first did.
 */

import { MosaicError } from '../errors.js';
import { cellAspect, cellRect, groundRect } from '../layout/ground.js';
import type { Shape } from '../layout/layout.js';
import { centreCrop, type Rect } from '../pixels/rect.js';
import { middle, type Point, roundPortably, windowWithin } from './camera.js';

/** A mosaic with the cell that the camera goes into. */
export interface LandingMosaic {
  readonly shape: Shape;
  readonly landing: number;
}

/** The way through the mosaics: columns, one entry a mosaic, each in that mosaic's own units. */
export interface EndlessPath {
  /** Mosaic → the point that all windows are drawn towards. */
  readonly fixed: readonly Point[];
  /** Mosaic → the film's first window. */
  readonly first: readonly Rect[];
  /** The factor of the whole way: the last window's width is the first one's times this. */
  readonly factor: number;
  /** Mosaic → the share of the time at which it fills the frame; ends with 1, for the first mosaic again. */
  readonly entered: readonly number[];
}

/** Of the time a mosaic fills the frame, when the next one appears in its cell, and when the cell is all of it. */
const APPEARS = [0.45, 0.8] as const;

/** Where the mosaic that is next lies in a mosaic's units: it covers the landing cell, which may cut off some of it. */
export function nextMosaicRect(mosaic: LandingMosaic, next: Pick<LandingMosaic, 'shape'>): Rect {
  const cell = cellRect(mosaic.shape, mosaic.landing);
  const whole = groundRect(next.shape);
  const scale = Math.max(cell.w, cell.h / whole.h);
  const { x, y } = middle(cell);
  return { x: x - scale / 2, y: y - (scale * whole.h) / 2, w: scale, h: scale * whole.h };
}

/**
 * The way through the mosaics and back into the first. All but the first should fill a cell of the one before, and have
 * landings that are not at their borders: there a window gets into the cell at the very end alone.
 *
 * @param aspect  width / height of the frame
 * @throws MosaicError `settings` if all of them have one cell: nothing becomes smaller
 */
export function endlessPath(mosaics: readonly LandingMosaic[], aspect: number): EndlessPath {
  const count = mosaics.length;
  const places = mosaics.map((mosaic, m) => nextMosaicRect(mosaic, mosaics[(m + 1) % count]));
  const factor = places.reduce((product, { w }) => product * w, 1);
  if (factor >= 1) {
    throw new MosaicError('settings', {
      subject: 'endless',
      expected: 'mosaics of several cells',
      received: 'one cell in another',
    });
  }
  const fixed = mosaics.map((_, m) => fixedPoint(places, m));
  const shown = shownOf(mosaics[0], mosaics[count - 1]);
  const start = windowWithin(shown, aspect, middle(shown));
  const first: Rect[] = [start];
  for (let m = 1; m < count; m++) {
    // relative to the fixed point: what is a millionth of a mosaic keeps its digits
    const scale = 1 / places.slice(0, m).reduce((product, { w }) => product * w, 1);
    first.push(scaled(start, scale, fixed[0], fixed[m]));
  }
  const entered = mosaics.map((mosaic, m) =>
    m === 0 ? 0 : entry(first[m], fixed[m], shownOf(mosaic, mosaics[m - 1]), factor),
  );
  return { fixed, first, factor, entered: [...entered, 1] };
}

/** Where the camera is at a share of the time, 0…1: at 1 it sees what it saw at 0. */
export function endlessAt(
  path: EndlessPath,
  time: number,
): { readonly mosaic: number; readonly window: Rect; readonly inner: number } {
  let mosaic = path.first.length - 1;
  while (time < path.entered[mosaic]) mosaic--;
  const [begin, end] = [path.entered[mosaic], path.entered[mosaic + 1]];
  // nothing lies between them where landings at the border come one after the other
  const since = end > begin ? (time - begin) / (end - begin) : 1;
  const inner = Math.min(1, Math.max(0, (since - APPEARS[0]) / (APPEARS[1] - APPEARS[0])));
  return { mosaic, window: windowAt(path, mosaic, time), inner };
}

function windowAt({ fixed, first, factor }: EndlessPath, mosaic: number, time: number): Rect {
  return scaled(first[mosaic], roundPortably(factor ** time), fixed[mosaic]);
}

/** A rectangle drawn together towards a point, which comes to lie at another. */
function scaled({ x, y, w, h }: Rect, scale: number, from: Point, to: Point = from): Rect {
  return { x: to.x + (x - from.x) * scale, y: to.y + (y - from.y) * scale, w: w * scale, h: h * scale };
}

/** The part of a mosaic that shows in the landing cell before it. */
function shownOf(mosaic: LandingMosaic, before: LandingMosaic): Rect {
  const { w, h } = groundRect(mosaic.shape);
  return centreCrop(w, h, cellAspect(before.shape, before.landing));
}

/** The point of mosaic m that lies at itself once the way has been gone through. */
function fixedPoint(places: readonly Rect[], m: number): Point {
  let [x, y, scale] = [0, 0, 1];
  for (let i = 0; i < places.length; i++) {
    const place = places[(m + i) % places.length];
    x += place.x * scale;
    y += place.y * scale;
    scale *= place.w;
  }
  return { x: x / (1 - scale), y: y / (1 - scale) };
}

/** The share of the time from which a window, drawn towards a point, lies in a rectangle. */
function entry(first: Rect, towards: Point, rect: Rect, factor: number): number {
  const sides = [
    [towards.x - first.x, towards.x - rect.x],
    [towards.y - first.y, towards.y - rect.y],
    [first.x + first.w - towards.x, rect.x + rect.w - towards.x],
    [first.y + first.h - towards.y, rect.y + rect.h - towards.y],
  ];
  const late = sides.map(([reach, room]) => (reach > room ? Math.log(room / reach) / Math.log(factor) : 0));
  return Math.min(1, roundPortably(Math.max(0, ...late)));
}
