/** What a film will take: time about, bytes at most; measured on two x86-64 cores. */

import { availableParallelism } from 'node:os';
import { MosaicError, type PlanFile, type Script, type Settings } from '@tesserae/core';
import { isGiven } from '@tesserae/core/internal';
import type { FilmFormat } from '@tesserae/node/internal';
import { estimateMosaic } from '../estimate/estimate.js';
import { mebibytes } from '../estimate/memory.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import type { FrameSize } from './options.js';

type Kind = FilmFormat['encoding']['kind'];

/** Seconds of a core for a million pixels of a frame: to draw it, with or without photos in flight, … */
const DRAW = 0.03;
const DRAW_FLYING = 0.06;

/** … and to encode it. */
const CODE: Readonly<Record<Kind, number>> = {
  h264: 0.06,
  native: 0.02,
  'native-vp9': 0.03,
  raw: 0.04,
  webp: 0.06,
  gif: 0.1,
  png: 0.05,
};

/** To begin, and to read the photos that are seen from near. */
const START = 3;

/**
 * Of a core, for each photo of each mosaic that an endless film goes into: the camera comes close to many of them, in many sizes. Seen with
 * 319 and 250 photos: 20 seconds more than a zoom into one photo.
 */
const NEAR = 0.06;

/** The program with its libraries, bytes; and of each thread, bytes a pixel of the frame: the canvas, and the frame as bytes. */
const PROGRAM = 110e6;
const CANVAS = 31 + 3;

/** Bytes a pixel at most, about, where each frame is a picture by itself; of WebP at quality 75 (seen: .24 to .29 at 80). */
const PICTURE: Readonly<Partial<Record<Kind, number>>> = { webp: 0.35, gif: 1, png: 2.6 };

/**
 * Bytes a pixel at most, about, of video at quality 75; twice as many for each 20 above, up to a most. Two seconds of built-in
 * H.264 at quality 10, 50, 75, 100, 160×90: disperse .010, .10, .23, .39; endless .010, .07, .20, .41; zoom-in .009, .05, .16,
 * .33; reveal .004, .006, .015, .034. At 640×360 a third less; twelve seconds of zoom-in at 1280×720, quality 75: .05.
 */
const VIDEO = 0.25;
const DOUBLES = 20;
const VIDEO_MOST = 0.45;
/** Where neither camera nor photos move. */
const STILL = 0.2;

/** A film in which nothing moves takes so little of the most. */
const LEAST = 1 / 100;

/** What drawing a film takes time and room by. */
export interface FilmWork {
  readonly script: Script;
  readonly frame: FrameSize & { readonly fps: number };
  readonly format: FilmFormat;
  readonly frames: number;
  /** Threads that draw; 0 for as many as the machine has cores. */
  readonly threads: number;
}

/** What a film takes: its bytes on the disk are those at most, `least` are those for certain. */
export function estimateFilm({ script, frame, format, frames, threads }: FilmWork) {
  const { encoding } = format;
  const pixels = frame.width * frame.height * frames;
  const cores = threads || availableParallelism();
  const flies = script.scenes.some(({ scatter, morph }) => scatter ?? morph);
  const work = (pixels / 1e6) * (CODE[encoding.kind] + (flies ? DRAW_FLYING : DRAW));
  const disk = pixels * bytesPerPixel(script, encoding);
  return { memory: PROGRAM + cores * threadMemory(frame), seconds: START + work / cores, least: disk * LEAST, disk };
}

/** Seconds more of an endless film: to make the mosaics that it goes into, and to draw what is near in them. @param mosaics  0 of another film */
export function endlessSeconds(saved: PlanFile, mosaics: number, threads: number): number {
  if (mosaics === 0) return 0;
  const cores = threads || availableParallelism();
  const { plan } = saved;
  const { shape } = plan.layout;
  const settings = settingsOfPlan(saved);
  const drawn = { width: 1, height: 1, cell: 1, format: undefined }; // drawing is counted elsewhere
  const made = estimateMosaic({ settings, shape, photos: plan.ids.length, ...drawn });
  const near = (new Set(plan.photos).size * NEAR) / cores;
  return (mosaics - 1) * made.seconds + mosaics * near;
}

function bytesPerPixel({ scenes }: Script, { kind, quality }: FilmFormat['encoding']): number {
  const finer = 2 ** ((quality - 75) / DOUBLES);
  const picture = PICTURE[kind];
  if (picture !== undefined) return kind === 'webp' ? picture * finer : picture;
  const moves = scenes.some(({ camera, scatter, morph, endless }) => camera ?? scatter ?? morph ?? endless);
  return Math.min(VIDEO_MOST, VIDEO * finer) * (moves ? 1 : STILL);
}

function threadMemory({ width, height }: FrameSize): number {
  return width * height * CANVAS;
}

/**
 * Threads of a film: as many as the settings say, fewer if memory was given and holds no more. Nothing is held back by its default.
 *
 * @returns 0 for as many as the machine has cores
 * @throws MosaicError `no-memory` if not even one thread is certain to fit
 */
export function filmThreads(settings: Settings, frame: FrameSize): number {
  const { jobs, memory } = settings;
  if (!isGiven(settings, 'memory')) return jobs;
  const thread = threadMemory(frame);
  const fitting = Math.floor((memory - PROGRAM) / thread);
  if (fitting >= 1) return Math.min(jobs || availableParallelism(), fitting);
  const least = mebibytes(PROGRAM + thread);
  throw new MosaicError('no-memory', {
    subject: 'memory',
    expected: `at least ${least}, as a frame of ${frame.width}×${frame.height} px is drawn in ${mebibytes(thread)}`,
    received: mebibytes(memory),
    waysOut: [{ set: 'memory', to: least }, { lower: 'for' }],
  });
}
