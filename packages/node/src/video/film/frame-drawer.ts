/** Draws frames of a film, one after the other, onto one canvas. */

import {
  drawMoment,
  emptySprites,
  type FilmTexts,
  type Level,
  momentAt,
  openCanvas,
  spritesAt,
  type Timeline,
  toRgb,
} from '@tesserae/core/internal';
import type { LevelUses } from './backgrounds.js';
import type { Flying } from './flying.js';

/** What all frames of a film are drawn from. Plain data; what is large lies on shared memory. */
export interface FrameSource {
  readonly timeline: Timeline;
  /** sRGB bytes: what shows where there is no photo. */
  readonly background: readonly [r: number, g: number, b: number];
  readonly texts?: FilmTexts | undefined;
  /** Where photos fly in a film. */
  readonly flying?: Flying;
}

/**
 * Draws a frame. The pixels are good until the next one.
 *
 * @param levels  pictures at sizes
 * @param uses    which of them it is drawn from
 * @returns sRGB: width × height × 3 bytes
 */
export type DrawFrame = (frame: number, levels: readonly Level[], uses: LevelUses) => Uint8Array;

/** Makes what draws the frames of a film. */
export function frameDrawer({ timeline, background, texts, flying }: FrameSource): DrawFrame {
  const { stage } = timeline;
  const { width, height } = stage.frame;
  const canvas = openCanvas(width, height);
  const rgb = new Uint8Array(width * height * 3);
  const sprites = flying && emptySprites(flying.flight.count);
  return (frame, all, uses) => {
    const moment = momentAt(timeline, frame);
    const inFlight = flying &&
      sprites &&
      moment.flies && {
        sprites: spritesAt(flying.flight, moment, stage.frame, sprites),
        textures: flying.textures,
      };
    const levels = new Map(Array.from(uses, ([slot, indices]) => [slot, indices.map((index) => all[index])]));
    drawMoment(canvas, stage, moment, { background, levels, texts, ...(inFlight && { flying: inFlight }) });
    return toRgb(canvas, rgb);
  };
}
