/** What a film will take, about: measured on two x86-64 cores, good to a factor of two. */

import { availableParallelism } from 'node:os';
import type { FilmFormat } from '@tesserae/node';
import { roughly } from './estimates.js';
import { megabytes } from './facts.js';
import type { FilmWish } from './film-wish.js';
import { duration } from './progress.js';

/** Seconds of a core for a million pixels of a frame: to draw it, with or without photos in flight, … */
const DRAW = 0.03;
const DRAW_FLYING = 0.06;

/** … and to encode it; and bytes a pixel. */
const CODING: Readonly<Record<FilmFormat['coding']['kind'], { readonly seconds: number; readonly bytes: number }>> = {
  h264: { seconds: 0.06, bytes: 0.12 },
  native: { seconds: 0.02, bytes: 0.12 },
  'native-vp9': { seconds: 0.03, bytes: 0.12 },
  raw: { seconds: 0.04, bytes: 0.1 },
  webp: { seconds: 0.06, bytes: 0.25 },
  gif: { seconds: 0.1, bytes: 0.7 },
  png: { seconds: 0.05, bytes: 1.6 },
};

/** To begin, and to read the photos that are seen from near. */
const START = 3;

/** Seconds, and bytes on the disk. */
export interface FilmSize {
  readonly seconds: number;
  readonly bytes: number;
}

/** Estimates. */
export function filmSize({ script, frame }: FilmWish, format: FilmFormat, frames: number, jobs: number): FilmSize {
  const { seconds, bytes } = CODING[format.coding.kind];
  const pixels = frame.width * frame.height * frames;
  const flies = script.scenes.some(({ scatter, morph }) => scatter ?? morph);
  const work = (pixels / 1e6) * (seconds + (flies ? DRAW_FLYING : DRAW));
  return { seconds: START + work / (jobs || availableParallelism()), bytes: pixels * bytes };
}

/** Estimates as they are said. */
export function filmSizeWords({ seconds, bytes }: FilmSize): string {
  return `about ${duration(roughly(seconds))} · ${megabytes(roughly(bytes))} on disk (within a factor of two)`;
}
