/** What happens in a film: scenes, and in each of them how the camera, the photos and the target move. Plain data. */

import type { Ease } from './easing.js';

/** The number of the format; raised when a reader of the older one would misread. */
export const SCRIPT_VERSION = 1;

/** What shows where there is no photo, unless a script says otherwise. */
export const BACKGROUND = '#101014';

/**
 * How the whole mosaic lies in a frame of another shape: `contain` (all of it, on the background), `cover` (the frame is full, and the
 * mosaic is cut off) or `blur` (all of it, on the blurred mosaic).
 */
export const FITS = ['contain', 'cover', 'blur'] as const;

/** One of `FITS`. */
export type Fit = (typeof FITS)[number];

/** A film, scene by scene. */
export interface Script {
  readonly version: typeof SCRIPT_VERSION;
  /** The colour behind the mosaic: #rrggbb, sRGB. */
  readonly background: string;
  /** Absent: contain. */
  readonly fit?: Fit | undefined;
  /** Stands over the first seconds; absent: nothing. */
  readonly title?: string | undefined;
  /** Stands at the end, when the film goes out. */
  readonly end?: string | undefined;
  /** One after the other; where scenes do not fit together, the film has a cut. */
  readonly scenes: readonly Scene[];
}

/** A stretch of time, and tracks of what moves in it. An absent camera looks at the whole, other absent tracks are 0. */
export interface Scene {
  readonly seconds: number;
  readonly camera?: readonly CameraKey[];
  /** How far the photos have left their cells: 0 in them, 1 strewn about. */
  readonly scatter?: readonly NumberKey[];
  /** How far one mosaic has become another: 0 this plan, 1 the other plan. */
  readonly morph?: readonly NumberKey[];
  /** Opacity of the target over the mosaic. */
  readonly target?: readonly NumberKey[];
  /** Zooms through so many mosaics, each in a cell of the one before, and closes into a loop. Instead of tracks. */
  readonly endless?: { readonly mosaics: number };
}

/** What a track has reached at a share of its scene: 0 the first frame, 1 the last. Keys ascend. */
interface Key {
  readonly at: number;
  /** How the way to the next key begins and ends; in-out if absent. */
  readonly ease?: Ease;
}

/** A key of a number. */
export interface NumberKey extends Key {
  /** 0…1. */
  readonly value: number;
}

/** A key of the camera. */
export interface CameraKey extends Key {
  readonly look: Look;
}

/**
 * What fills the frame: the whole mosaic; the landing photo, so far as the frame's shape allows; a cell by its name
 * (r12c40); the best cell of a photo, by the start of its hash.
 */
export type Look = 'whole' | 'landing' | { readonly cell: string } | { readonly photo: string };
