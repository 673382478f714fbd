/** One frame of a film as a picture: that in which all of the mosaic shows. */

import {
  type Band,
  drawMoment,
  emptySprites,
  flies,
  momentAt,
  openCanvas,
  raster,
  type Sink,
  spritesAt,
  type Timeline,
  toRgb,
} from '@tesserae/core';
import type { Flying } from './flying.js';
import type { Scenery } from './scenery.js';

/** The frame whose window shows most, of those in which no photo has left its cell and no target covers it. */
export function posterFrame(timeline: Timeline): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let frame = 0; frame < timeline.frames; frame++) {
    const { mosaic, window, scatter, morph, target } = momentAt(timeline, frame);
    const hidden = scatter + target + Math.min(morph, 1 - morph);
    const shows = window.w - mosaic * 2 - hidden * 10;
    if (shows <= most) continue;
    [best, most] = [frame, shows];
  }
  return best;
}

/** What a poster is drawn from. */
export interface PosterInput {
  readonly timeline: Timeline;
  readonly background: readonly [r: number, g: number, b: number];
  readonly scenery: Scenery;
  readonly flying: Flying | undefined;
}

/** Draws the poster into a picture's sink, which stays open. */
export async function drawPoster(
  { timeline, background, scenery, flying }: PosterInput,
  sink: Sink<Band>,
): Promise<void> {
  const frame = posterFrame(timeline);
  const { stage } = timeline;
  const { width, height } = stage.frame;
  const { levels, uses } = await scenery.of(frame, frame);
  const moment = momentAt(timeline, frame);
  const canvas = openCanvas(width, height);
  const sprites = flying && flies(timeline, frame) ? emptySprites(flying.flight.count) : undefined;
  const inFlight = sprites &&
    flying && { sprites: spritesAt(flying.flight, moment, stage.frame, sprites), textures: flying.textures };
  drawMoment(canvas, stage, moment, {
    background,
    levels: uses[0].map((indices) => indices.map((index) => levels[index])),
    ...(inFlight && { flying: inFlight }),
  });
  const rgb = toRgb(canvas, new Uint8Array(width * height * 3));
  await sink.write({ y: 0, raster: opaque(rgb, width, height) });
}

function opaque(rgb: Uint8Array, width: number, height: number) {
  const whole = raster(width, height);
  for (let i = 0, o = 0; i < rgb.length; i += 3, o += 4) {
    whole.data.set(rgb.subarray(i, i + 3), o);
    whole.data[o + 3] = 255;
  }
  return whole;
}
