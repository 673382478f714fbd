/** What a worker thread does for a moving mosaic: it draws the cells that change, and codes the frames of a part. */

import type { Task } from '@tesserae/core/internal';
import type { VideoEncoding } from '../code/encoder.js';
import { codePart, type PartBuffer } from '../part-buffers.js';

/** What all parts share. Plain data. */
export interface ClipShared {
  readonly encoding: VideoEncoding;
  /** Cells × 4: x, y, w, h in pixels of a frame. */
  readonly boxes: Int32Array;
}

/** Consecutive frames. */
export interface ClipPartRequest {
  /** The views of the part, one behind the other: 3 bytes a pixel; on shared memory. */
  readonly views: Uint8Array;
  /** Frame of the part → the cells that change, and the view that each shows from then on; in the first all cells do. */
  readonly changes: readonly CellChanges[];
  readonly buffer: PartBuffer;
}

/** What changes in a frame. */
export interface CellChanges {
  /** Changes → the cell. */
  readonly cells: Uint32Array;
  /** Changes → the view, by its first byte in `ClipPartRequest.views`. */
  readonly views: Uint32Array;
}

/** Draws and codes parts of a moving mosaic. */
export const CLIP_TASK: Task<ClipShared, ClipPartRequest> = { name: 'clip', prepare };

function prepare(clip: ClipShared): (part: ClipPartRequest) => AsyncGenerator<void, void> {
  const { boxes } = clip;
  const { width, height } = clip.encoding;
  const rgb = new Uint8Array(width * height * 3);

  function draw({ cells, views: shown }: CellChanges, views: Uint8Array): Uint8Array {
    for (let i = 0; i < cells.length; i++) {
      const [left, top, w, h] = boxes.subarray(cells[i] * 4, cells[i] * 4 + 4);
      const line = w * 3;
      let from = shown[i];
      let to = (top * width + left) * 3;
      for (let y = 0; y < h; y++, from += line, to += width * 3) {
        rgb.set(views.subarray(from, from + line), to);
      }
    }
    return rgb;
  }

  return ({ views, changes, buffer }) =>
    codePart(clip.encoding, changes.length, (i) => draw(changes[i], views), buffer);
}
