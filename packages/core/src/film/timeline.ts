/** A script over a mosaic: what shows in every frame. */

import { MosaicError } from '../errors.js';
import { cellRect, groundRect } from '../layout/ground.js';
import type { Shape } from '../layout/layout.js';
import { cellNamed, lastName } from '../layout/names.js';
import type { Rect } from '../pixels/rect.js';
import { middle, wholeWindow, windowAround, windowBetween, windowWithin } from './camera.js';
import { eased, smooth } from './easing.js';
import { type EndlessPath, endlessAt, endlessPath, type LandingMosaic } from './endless.js';
import type { CameraKey, Fit, Look, NumberKey, Scene, Script } from './script.js';
import { titlesAt } from './titles.js';

/** What the camera moves over. Plain data. */
export interface FilmGeometry {
  /** Pixels of a frame, and frames a second. */
  readonly frame: { readonly width: number; readonly height: number; readonly fps: number };
  /**
   * The mosaics, the plan's own first. More than one for an endless zoom: mosaic m + 1 lies in the landing cell of mosaic
   * m, and the last one's landing cell shows mosaic 0 again.
   */
  readonly mosaics: readonly LandingMosaic[];
  /** The whole landing photo of mosaic 0 in its units: larger than its cell when the cell shows a part of it. */
  readonly photo: Rect;
  /** How mosaic 0 lies in the frame. */
  readonly fit?: Fit | undefined;
  /** What the mosaic becomes in a morph, if it does. */
  readonly other?: Shape | undefined;
}

/** What shows in a frame. */
export interface Moment {
  /** The mosaic in whose units the window is. */
  readonly mosaic: number;
  /** What fills the frame; it may reach beyond the mosaic. */
  readonly window: Rect;
  /** Opacity of the next mosaic in the landing cell, 0…1. */
  readonly inner: number;
  /** How far the landing photo has opened, 0…1: at 0 only its cell's part shows, at 1 all of it, over the neighbours. */
  readonly photo: number;
  readonly scatter: number;
  readonly morph: number;
  readonly target: number;
  /** How much of the film's title and of its end card there is, 0…1: 0 if it has none. */
  readonly title: number;
  readonly end: number;
  /** Whether photos fly in its scene: then they are drawn one by one also while they rest. */
  readonly flies: boolean;
}

/** A film's moments, ready to be asked for. Plain data. */
export interface Timeline {
  readonly frames: number;
  readonly seconds: number;
  readonly stage: FilmGeometry;
  readonly scenes: readonly TimedScene[];
  /** Whether it has a title, and an end card. */
  readonly titled: { readonly title: boolean; readonly end: boolean };
}

/** A scene with its windows found. */
export interface TimedScene {
  /** Its first frame. */
  readonly first: number;
  readonly frames: number;
  readonly camera: readonly Shot[];
  readonly scatter: readonly NumberKey[];
  readonly morph: readonly NumberKey[];
  readonly target: readonly NumberKey[];
  /** Undefined for scenes that are made of tracks. */
  readonly endless: EndlessPath | undefined;
}

/** A key of the camera and its window. */
export interface Shot extends Omit<CameraKey, 'look'> {
  readonly window: Rect;
  /** Whether it is the landing photo that fills the frame. */
  readonly lands: boolean;
}

/**
 * Lays a script over a stage.
 *
 * @throws MosaicError `settings` for a cell that is not in the mosaic, a photo whose cell was not looked up
 *         (`resolveScript` does that), and an endless scene through more or fewer mosaics than the stage has
 */
export function timelineOf(script: Script, stage: FilmGeometry): Timeline {
  const ends = sceneEnds(script, stage.frame.fps);
  const scenes = script.scenes.map((scene, i) => {
    const first = i === 0 ? 0 : ends[i - 1];
    return timed(scene, stage, { first, frames: ends[i] - first, path: `scenes[${i}]` });
  });
  const frames = ends[ends.length - 1];
  const titled = { title: script.title !== undefined, end: script.end !== undefined };
  return { frames, seconds: frames / stage.frame.fps, stage, scenes, titled };
}

/** How many frames a film has, at so many frames a second. */
export function framesOf(script: Script, fps: number): number {
  return sceneEnds(script, fps)[script.scenes.length - 1];
}

/** Scene → the frame behind its last. Rounded at the ends, so that errors of many short scenes do not add up. */
function sceneEnds({ scenes }: Script, fps: number): number[] {
  const ends: number[] = [];
  let seconds = 0;
  for (const scene of scenes) {
    seconds += scene.seconds;
    ends.push(Math.max((ends.at(-1) ?? 0) + 1, Math.round(seconds * fps)));
  }
  return ends;
}

/** What shows in a frame, counted from 0. */
export function momentAt(timeline: Timeline, frame: number): Moment {
  const { frames, stage, titled } = timeline;
  const shown = titlesAt(frame, frames, stage.frame.fps);
  const titles = { title: titled.title ? shown.title : 0, end: titled.end ? shown.end : 0 };
  return { ...sceneAt(timeline, frame), ...titles };
}

function sceneAt({ scenes }: Timeline, frame: number): Omit<Moment, 'title' | 'end'> {
  let i = scenes.length - 1;
  while (scenes[i].first > frame) i--;
  const scene = scenes[i];
  const since = frame - scene.first;
  // the frame behind the last of an endless scene would be its first again
  if (scene.endless) return { ...endlessAt(scene.endless, since / scene.frames), ...STILL };
  // other scenes end on their last key: a film of one frame is its end
  const time = scene.frames > 1 ? since / (scene.frames - 1) : 1;
  const { window, photo } = shotAt(scene.camera, time);
  const [scatter, morph, target] = [scene.scatter, scene.morph, scene.target].map((keys) => valueAt(keys, time));
  const flies = scene.scatter.length + scene.morph.length > 0;
  return { mosaic: 0, window, inner: 0, photo, scatter, morph, target, flies };
}

const STILL = { photo: 0, scatter: 0, morph: 0, target: 0, flies: false };

function timed(
  scene: Scene,
  stage: FilmGeometry,
  { first, frames, path }: { readonly first: number; readonly frames: number; readonly path: string },
): TimedScene {
  const { camera = [{ at: 0, look: 'whole' }], scatter = [], morph = [], target = [], endless } = scene;
  if (endless !== undefined && endless.mosaics !== stage.mosaics.length) {
    throw new MosaicError('settings', {
      subject: `${path}.endless.mosaics`,
      expected: `${stage.mosaics.length}, the mosaics there are`,
      received: endless.mosaics,
    });
  }
  const shots = camera.map(({ look, ...key }, i) => {
    return { ...key, window: windowOf(look, stage, `${path}.camera[${i}].look`), lands: look === 'landing' };
  });
  const aspect = stage.frame.width / stage.frame.height;
  const way = endless && endlessPath(stage.mosaics, aspect);
  return { first, frames, camera: shots, scatter, morph, target, endless: way };
}

function windowOf(look: Look, { frame, mosaics: [mosaic], photo, fit }: FilmGeometry, path: string): Rect {
  const aspect = frame.width / frame.height;
  if (look === 'whole') return wholeWindow(groundRect(mosaic.shape), aspect, fit);
  if (look === 'landing') return windowWithin(photo, aspect, middle(cellRect(mosaic.shape, mosaic.landing)));
  const name = 'cell' in look ? look.cell : look.photo;
  const cell = cellNamed(name, mosaic.shape);
  if (cell >= 0) return windowAround(cellRect(mosaic.shape, cell), aspect);
  const expected = `a cell from r1c1 to ${lastName(mosaic.shape)}`;
  throw new MosaicError('settings', { subject: path, expected, received: name });
}

/** The keys before and behind a time, and the share of the way between them. */
function around<K extends Pick<NumberKey, 'at' | 'ease'>>(keys: readonly K[], time: number): readonly [K, K, number] {
  let i = keys.length - 1;
  while (i > 0 && keys[i].at > time) i--;
  const from = keys[i];
  const to = keys[i + 1] ?? from;
  if (time <= from.at || to === from) return [from, from, 0];
  return [from, to, eased(from.ease ?? 'in-out', (time - from.at) / (to.at - from.at))];
}

function valueAt(keys: readonly NumberKey[], time: number): number {
  if (keys.length === 0) return 0;
  const [from, to, share] = around(keys, time);
  return from.value + (to.value - from.value) * share;
}

/** How much wider than the landing's the window is, as logarithms, when its photo begins to open and when it has. */
const OPENS = Math.log(6);
const OPEN = Math.log(1.5);

function shotAt(shots: readonly Shot[], time: number): { readonly window: Rect; readonly photo: number } {
  const [from, to, share] = around(shots, time);
  const window = windowBetween(from.window, to.window, share);
  if (from.lands === to.lands) return { window, photo: from.lands ? 1 : 0 };
  // of a pan there is no width to go by: it counts as a zoom by e
  const whole = Math.max(1, Math.abs(Math.log(to.window.w / from.window.w)));
  const left = whole * (to.lands ? 1 - share : share);
  const opens = Math.min(OPENS, whole);
  const open = Math.min(OPEN, opens / 3);
  return { window, photo: smooth((opens - left) / (opens - open)) };
}
