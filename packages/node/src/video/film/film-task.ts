/** What a worker thread does for a film: it draws the frames of a part and codes them. Frames never leave the thread. */

import type { Task } from '@tesserae/core/internal';
import type { VideoEncoding } from '../code/encoder.js';
import { codePart, type PartBuffer } from '../part-buffers.js';
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
  const { encoding, timeline } = shared;
  const drawFrame = frameDrawer(shared);
  let rgb: Uint8Array = new Uint8Array(0);

  return ({ first, frames, levels, uses, buffer }) => {
    const draw = (i: number) => {
      // a picture that stands still is drawn once
      if (i === 0 || !isSame(timeline, first + i)) rgb = drawFrame(first + i, levels, uses[i]);
      return rgb;
    };
    return codePart(encoding, frames, draw, buffer);
  };
}
