/** What formats of films can hold: what is more is refused before anything is drawn. */

import { MosaicError, type WayOut } from '@tesserae/core';
import { levelOf, type Pace } from '../h264-level.js';

/** A format's bounds. */
export interface FilmLimits {
  /** As people call it. */
  readonly name: string;
  /** Pixels a side. */
  readonly least: number;
  readonly most: number;
  /** Frames a second at most. */
  readonly fps: number;
  /** Whether colours have half as many pixels each way. */
  readonly even: boolean;
}

/** More frames a second are shown by no screen that people have. */
const FPS = 120;

/** An 8K frame has 33 million; each thread that draws takes some thirty bytes a pixel. */
const MOST_PIXELS = 40e6;

/** Fewer pixels are no film that players show. */
const LEAST = 16;

/**
 * By format. H.264 has levels besides, and the built-in encoder counts quarters of pixels in 16 bits, so that it stops at 8,176
 * pixels and a moving frame; the others' sides are what their headers hold.
 */
export const LIMITS: Readonly<Record<'h264' | 'vp9' | 'webp' | 'gif' | 'png', FilmLimits>> = {
  h264: { name: 'H.264', least: LEAST, most: 7680, fps: FPS, even: true },
  vp9: { name: 'VP9', least: LEAST, most: 16_384, fps: FPS, even: true },
  webp: { name: 'WebP', least: 1, most: 16_383, fps: FPS, even: false },
  // a hundredth is taken for a tenth by browsers
  gif: { name: 'GIF', least: 1, most: 65_535, fps: 50, even: false },
  png: { name: 'PNG', least: 1, most: 65_535, fps: FPS, even: false },
};

/**
 * Makes sure that a format can hold a film.
 *
 * @throws MosaicError `limit`
 */
export function checkFilm(limits: FilmLimits, film: Pace): void {
  const { name, least, most, even } = limits;
  const { width, height, fps } = film;
  const size = `${width} × ${height}`;
  if (!Number.isInteger(fps) || fps < 1 || fps > limits.fps) {
    const way = { set: 'fps', to: Math.min(30, limits.fps) };
    throw refusal(name, `1 to ${limits.fps} whole frames a second`, fps, way);
  }
  if (even && (width % 2 !== 0 || height % 2 !== 0)) {
    const next = `${width + (width % 2)}x${height + (height % 2)}`;
    throw refusal(name, 'even sides', size, { set: 'for', to: next });
  }
  if (Math.min(width, height) < least || Math.max(width, height) > most) {
    throw refusal(name, `sides of ${least} to ${most} px`, size, { use: 'another size' });
  }
  if (width * height > MOST_PIXELS) {
    throw refusal(name, `at most ${MOST_PIXELS / 1e6} megapixels a frame`, size, { lower: 'for' });
  }
  if (limits === LIMITS.h264 && levelOf(film) === undefined) {
    const expected = 'at most 4096 × 2304 at 56 frames a second (level 5.2)';
    throw refusal(name, expected, `${size} at ${fps}`, { lower: 'for' }, { lower: 'fps' });
  }
}

function refusal(subject: string, expected: string, received: string | number, ...waysOut: WayOut[]): MosaicError {
  return new MosaicError('limit', { subject, expected, received, waysOut });
}
