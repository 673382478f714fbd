/** What a worker thread does for a film: it draws the frames of a part and codes them. Frames never leave the thread. */

import type { Task } from '@tesserae/core/internal';
import type { VideoEncoding } from '../code/encoder.js';
import { openEncoder } from '../code/open-encoder.js';
import { type PartBuffer, storePart } from '../part-buffers.js';
import type { PartLevels } from './backgrounds.js';
import { type FrameSource, frameDrawer } from './frame-drawer.js';
import { isSame } from './parts.js';

/** What all parts of a film share. */
export interface FilmShared extends FrameSource {
  readonly encoding: VideoEncoding;
}

/** Consecutive frames. */
export interface FilmPartRequest extends PartLevels {
  readonly first: number;
  readonly frames: number;
  readonly buffer: PartBuffer;
}

/** Draws and codes parts of a film. */
export const FILM_TASK: Task<FilmShared, FilmPartRequest> = { name: 'film', prepare };

function prepare(shared: FilmShared): (part: FilmPartRequest) => AsyncGenerator<void, void> {
  const { encoding: coding, timeline } = shared;
  const { width, height } = coding;
  const draw = frameDrawer(shared);
  let rgb: Uint8Array = new Uint8Array(0);

  return async function* part({ first, frames, levels, uses, buffer: room }) {
    const coder = await openEncoder(coding);
    let [drawing, started] = [0, performance.now()];
    const begun = started;
    for (let i = 0; i < frames; i++) {
      // a picture that stands still is drawn once
      if (i === 0 || !isSame(timeline, first + i)) rgb = draw(first + i, levels, uses[i]);
      drawing += performance.now() - started;
      await coder.add({ width, height, rgb });
      yield;
      started = performance.now();
    }
    const bytes = await coder.end();
    const encoding = performance.now() - begun - drawing;
    storePart(room, { bytes, drawing: drawing / 1000, coding: encoding / 1000 });
  };
}
