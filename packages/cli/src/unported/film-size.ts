/** What a film will take: time about, bytes at most; measured on two x86-64 cores. */

import { availableParallelism } from 'node:os';
import type { Script } from '@tesserae/core';
import type { FilmFormat } from '@tesserae/node';
import { duration, roughly } from '../words/en/numbers.js';
import { megabytes } from './facts.js';
import type { FilmWish } from './film-wish.js';

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

/** Seconds about; bytes on the disk, for certain and at most. */
export interface FilmSize {
  readonly seconds: number;
  readonly least: number;
  readonly bytes: number;
}

/** Estimates. @param jobs  threads; 0 for as many as the machine has cores */
export function filmSize(
  { script, frame }: FilmWish,
  { encoding: coding }: FilmFormat,
  frames: number,
  jobs: number,
): FilmSize {
  const pixels = frame.width * frame.height * frames;
  const flies = script.scenes.some(({ scatter, morph }) => scatter ?? morph);
  const work = (pixels / 1e6) * (CODE[coding.kind] + (flies ? DRAW_FLYING : DRAW));
  const bytes = pixels * bytesPerPixel(script, coding);
  return { seconds: START + work / (jobs || availableParallelism()), least: bytes * LEAST, bytes };
}

function bytesPerPixel({ scenes }: Script, { kind, quality }: FilmFormat['encoding']): number {
  const finer = 2 ** ((quality - 75) / DOUBLES);
  const picture = PICTURE[kind];
  if (picture !== undefined) return kind === 'webp' ? picture * finer : picture;
  const moves = scenes.some(({ camera, scatter, morph, endless }) => camera ?? scatter ?? morph ?? endless);
  return Math.min(VIDEO_MOST, VIDEO * finer) * (moves ? 1 : STILL);
}

/** Estimates as they are said. */
export function filmSizeWords({ seconds, bytes }: FilmSize): string {
  return `about ${duration(roughly(seconds))}, more on a busy machine · at most about ${megabytes(roughly(bytes))} on disk`;
}
