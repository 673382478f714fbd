/**
 * Whether a film flashes: light that changes to and fro more than three times a second can bring on seizures. Told before
 * anything is drawn, from the mean light of what there is to see: what flashes in a film of ours is scenes that are cut,
 * targets that come and go and photos that scatter, so whole frames are what counts.
 *
 * Source: W3C, "Web Content Accessibility Guidelines 2.2", 2023, success criterion 2.3.1 and the definition of general
 * flash, https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds
 */

import { groundRect } from '../layout/ground.js';
import { intersection, type Rect } from '../pixels/rect.js';
import { type FilmGeometry, type Moment, momentAt, type Timeline } from './timeline.js';

/** Mean relative luminances, 0…1, of what a film shows. */
export interface FilmLight {
  readonly mosaic: number;
  /** What the mosaic becomes, in a morph. */
  readonly other: number;
  readonly target: number;
  readonly background: number;
  /** The landing photo. */
  readonly photo: number;
}

/** So many flashes within a second are still allowed. */
export const MOST_FLASHES = 3;

/** A change counts from this on, if the darker side is below `BRIGHT`. */
const CHANGE = 0.1;
const BRIGHT = 0.8;

/** The share of a frame that dispersed photos leave to the background. */
const STREWN = 0.5;

/** The mean relative luminance of each frame, about: one float a frame, 0…1. */
export function frameLight(timeline: Timeline, light: FilmLight): Float32Array {
  return Float32Array.from({ length: timeline.frames }, (_, n) =>
    lightOf(momentAt(timeline, n), timeline.stage, light),
  );
}

function lightOf(
  { mosaic, window, photo, scatter, morph, target }: Moment,
  stage: FilmGeometry,
  light: FilmLight,
): number {
  const covered = sharedPart(window, groundRect(stage.mosaics[mosaic].shape));
  const photos = light.mosaic + (light.other - light.mosaic) * morph;
  const strewn = covered + (1 - STREWN - covered) * scatter;
  const behind = photos * strewn + light.background * (1 - strewn);
  // the photo is in the middle of the way before it covers half of the frame: near enough, since it comes once a scene
  const landed = behind + (light.photo - behind) * photo;
  return landed + (light.target - landed) * target * covered;
}

/** The share of a window that a rectangle covers. */
function sharedPart(window: Rect, rect: Rect): number {
  const { w, h } = intersection(window, rect);
  return w > 0 && h > 0 ? (w * h) / (window.w * window.h) : 0;
}

/**
 * The most flashes within any second: pairs of a change and the opposite one, each of at least a tenth of white.
 *
 * @param light  relative luminance of each frame, 0…1
 */
export function mostFlashes(light: Float32Array, fps: number): number {
  const changes = changesIn(light);
  let most = 0;
  for (let first = 0, next = 0; first < changes.length; first++) {
    while (next < changes.length && changes[next] - changes[first] < fps) next++;
    most = Math.max(most, next - first);
  }
  return most / 2;
}

/** The frames at which a change is large enough to count; each goes the other way than the one before. */
function changesIn(light: Float32Array): number[] {
  const changes: number[] = [];
  let [low, high, way] = [light[0], light[0], 0];
  light.forEach((now, n) => {
    low = Math.min(low, now);
    high = Math.max(high, now);
    const rises = way <= 0 && now - low >= CHANGE && low < BRIGHT;
    const falls = way >= 0 && high - now >= CHANGE && now < BRIGHT;
    if (!rises && !falls) return;
    changes.push(n);
    way = rises ? 1 : -1;
    [low, high] = [now, now];
  });
  return changes;
}
