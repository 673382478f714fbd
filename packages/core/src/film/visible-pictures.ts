/** What a frame of a film shows: pictures, one over the other, and which part of each fills the frame. */

import { cellRect, groundRect } from '../layout/ground.js';
import type { Shape } from '../layout/layout.js';
import type { Rect } from '../pixels/rect.js';
import { middle, windowWithin } from './camera.js';
import { nextMosaicRect } from './endless.js';
import type { FilmGeometry, Moment } from './timeline.js';

/**
 * A picture of a film: mosaic 0, 1 …; the only mosaic inside itself; the whole photo at which the camera lands; the target as far as the
 * mosaic shows it, over the mosaic, and in the cell in which the mosaic shows again; backdrops, which fill the frame. Each is at one place of a frame at most.
 */
export type PictureSlot = number | 'self' | 'photo' | 'target' | 'target-in-cell' | Backdrop;

/** The blurred mosaic, and the one that it becomes. */
type Backdrop = 'backdrop' | 'other-backdrop';

/** A picture in a frame. */
export interface VisiblePicture {
  readonly slot: PictureSlot;
  /** What of it fills the frame, in its own units: its width is 1. */
  readonly window: Rect;
  /** What of it may show, in its units. */
  readonly clip: Rect;
  readonly opacity: number;
}

/** The landing photo comes in over its cell, which shows the same in other pixels, while it opens by this share. */
const SOFTLY = 1 / 8;

/** So much of a backdrop shows over the background: the mosaic before it stands out. */
const BACKDROP = 0.6;

/** What shows behind the mosaic, and behind what flies: nothing unless the film wants it, and where it would not be seen. */
export function backdropsSeen({ frame, mosaics, fit, other }: FilmGeometry, moment: Moment): VisiblePicture[] {
  const [{ shape }] = mosaics;
  const isHidden = !moment.flies && holds(groundRect(shape), moment.window);
  if (fit !== 'blur' || mosaics.length > 1 || isHidden) return [];
  const filling = (slot: Backdrop, shape: Shape, opacity: number): VisiblePicture => {
    const clip = groundRect(shape);
    return { slot, window: windowWithin(clip, frame.width / frame.height, middle(clip)), clip, opacity };
  };
  const seen = [filling('backdrop', shape, BACKDROP)];
  if (other === undefined || moment.morph === 0) return seen;
  // the first is left under the second: mixed shares of both would let the background through
  const share = moment.morph;
  return [
    filling('backdrop', shape, (BACKDROP * (1 - share)) / (1 - BACKDROP * share)),
    filling('other-backdrop', other, BACKDROP * share),
  ];
}

/** The pictures of a moment, the lowest first. Where photos fly, they are the mosaic: it is left out. */
export function visiblePictures(stage: FilmGeometry, moment: Moment): VisiblePicture[] {
  const { window, photo, target, flies } = moment;
  const away = Math.max(moment.scatter, moment.morph);
  // what lies behind the photo that fills the frame is not drawn, nor loaded
  const isCovered = photo === 1 && holds(stage.photo, window);
  const seen = flies || isCovered ? [] : mosaicsSeen(stage, moment);
  if (photo > 0) {
    const cell = cellRect(stage.mosaics[0].shape, stage.mosaics[0].landing);
    const clip = inside(between(cell, stage.photo, photo), stage.photo);
    // where photos fly, it gives way to those that leave
    const opacity = Math.min(1, photo / SOFTLY) * Math.max(0, 1 - away / SOFTLY);
    seen.push({ slot: 'photo', window: inside(window, stage.photo), clip, opacity });
  }
  if (target > 0) seen.push({ slot: 'target', window, clip: groundRect(stage.mosaics[0].shape), opacity: target });
  return seen;
}

/** The mosaic, the next one in its cell, and in the cell of the last one the target, which the first is made for. */
function mosaicsSeen({ mosaics }: FilmGeometry, { mosaic, window, inner }: Moment): VisiblePicture[] {
  const ground = mosaics[mosaic];
  const last = mosaics.length - 1;
  const seen: VisiblePicture[] = [{ slot: mosaic, window, clip: groundRect(ground.shape), opacity: 1 }];
  const isLap = mosaics.length > 1 || inner > 0;
  if (!isLap) return seen;

  const next = (mosaic + 1) % mosaics.length;
  const place = nextMosaicRect(ground, mosaics[next]);
  const clip = inside(cellRect(ground.shape, ground.landing), place);
  if (mosaic === last) {
    const opacity = last > 0 ? 1 : Math.min(1, inner * 4);
    seen.push({ slot: 'target-in-cell', window: inside(window, place), clip, opacity });
  }
  if (inner > 0) {
    seen.push({ slot: next === mosaic ? 'self' : next, window: inside(window, place), clip, opacity: inner });
  }
  if (next === last && mosaic !== last && inner > 0) {
    // so small a cell does not pop up when the camera enters its mosaic
    const within = nextMosaicRect(mosaics[last], mosaics[0]);
    const at = inside(inside(window, place), within);
    const cell = inside(cellRect(mosaics[last].shape, mosaics[last].landing), within);
    seen.push({ slot: 'target-in-cell', window: at, clip: cell, opacity: inner });
  }
  return seen;
}

/** A rectangle in the units of a picture whose whole lies at `place`: there its width is 1. */
function inside({ x, y, w, h }: Rect, place: Rect): Rect {
  return { x: (x - place.x) / place.w, y: (y - place.y) / place.w, w: w / place.w, h: h / place.w };
}

/** But for what rounding makes of edges that are the same. */
function holds(outer: Rect, { x, y, w, h }: Rect): boolean {
  const slack = w * 1e-9;
  const [right, bottom] = [outer.x + outer.w + slack, outer.y + outer.h + slack];
  return x >= outer.x - slack && y >= outer.y - slack && x + w <= right && y + h <= bottom;
}

function between(a: Rect, b: Rect, share: number): Rect {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return { x: mix(a.x, b.x), y: mix(a.y, b.y), w: mix(a.w, b.w), h: mix(a.h, b.h) };
}
