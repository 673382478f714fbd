/** What a worker thread does for a film: it draws the frames of a part and codes them. Frames never leave the thread. */

import {
  drawMoment,
  emptySprites,
  flies,
  type Level,
  type MomentScenery,
  momentAt,
  openCanvas,
  spritesAt,
  type Task,
  type Timeline,
  toRgb,
} from '@tesserae/core';
import type { Coding } from './code/coder.js';
import { openCoder } from './code/open-coder.js';
import type { Flying } from './flying.js';
import { handOver, type PartRoom } from './part-room.js';
import { isSame } from './parts.js';

/** What all parts of a film share. Plain data; what is large lies on shared memory. */
export interface FilmShared {
  readonly timeline: Timeline;
  readonly coding: Coding;
  readonly background: readonly [r: number, g: number, b: number];
  /** Where photos fly in a film. */
  readonly flying?: Flying;
}

/** Consecutive frames. */
export interface FilmPartOrder {
  readonly first: number;
  readonly frames: number;
  /** Pictures at sizes, and which of them each frame is drawn from: frame of the part → slot → indices, coarse to fine. */
  readonly levels: readonly Level[];
  readonly uses: readonly (readonly (readonly number[])[])[];
  readonly room: PartRoom;
}

/** Draws and codes parts of a film. */
export const FILM_TASK: Task<FilmShared, FilmPartOrder> = { name: 'film', prepare };

function prepare(shared: FilmShared): (part: FilmPartOrder) => AsyncGenerator<void, void> {
  const { coding, timeline, flying, background } = shared;
  const { width, height } = coding;
  const canvas = openCanvas(width, height);
  const rgb = new Uint8Array(width * height * 3);
  const sprites = flying && emptySprites(flying.flight.count);

  function draw(frame: number, levels: MomentScenery['levels']): void {
    const moment = momentAt(timeline, frame);
    const inFlight = flying &&
      sprites &&
      flies(timeline, frame) && {
        sprites: spritesAt(flying.flight, moment, coding, sprites),
        textures: flying.textures,
      };
    drawMoment(canvas, timeline.stage, moment, { background, levels, ...(inFlight && { flying: inFlight }) });
    toRgb(canvas, rgb);
  }

  return async function* part({ first, frames, levels, uses, room }) {
    const coder = await openCoder(coding);
    let [drawing, started] = [0, performance.now()];
    const begun = started;
    for (let i = 0; i < frames; i++) {
      // a picture that stands still is drawn once
      if (i === 0 || !isSame(timeline, first + i)) {
        draw(
          first + i,
          uses[i].map((indices) => indices.map((index) => levels[index])),
        );
      }
      drawing += performance.now() - started;
      await coder.add({ width, height, rgb });
      yield;
      started = performance.now();
    }
    const bytes = await coder.end();
    const encoding = performance.now() - begun - drawing;
    handOver(room, { bytes, drawing: drawing / 1000, coding: encoding / 1000 });
  };
}
