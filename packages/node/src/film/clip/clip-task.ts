/** What a worker thread does for a moving mosaic: it draws the cells that change, and codes the frames of a part. */

import { MosaicError, type Task } from '@tesserae/core';
import type { Coding } from '../code/coder.js';
import { openCoder } from '../code/open-coder.js';

/** What all parts share. Plain data. */
export interface ClipShared {
  readonly coding: Coding;
  readonly columns: number;
  /** Pixels of a cell. */
  readonly cell: { readonly width: number; readonly height: number };
}

/** Consecutive frames. */
export interface ClipPartOrder {
  /** The views of the part, one behind the other: cell.width × cell.height × 3 bytes each; on shared memory. */
  readonly views: Uint8Array;
  /** Frame of the part → the cells that change, and the view that each shows from then on; in the first all cells do. */
  readonly changes: readonly CellChanges[];
  /** Where the bytes go, and what came of it; on shared memory. */
  readonly out: Uint8Array;
  readonly outcome: Float64Array;
}

/** What changes in a frame. */
export interface CellChanges {
  /** Changes → the cell. */
  readonly cells: Uint32Array;
  /** Changes → the view, by its place in `ClipPartOrder.views`. */
  readonly views: Uint32Array;
}

/** Places in an outcome: bytes of the part, seconds of drawing, seconds of coding. */
export const OUTCOME = { bytes: 0, drawing: 1, coding: 2 } as const;

/** Draws and codes parts of a moving mosaic. */
export const CLIP_TASK: Task<ClipShared, ClipPartOrder> = { name: 'clip', prepare };

function prepare({ coding, columns, cell }: ClipShared): (part: ClipPartOrder) => AsyncGenerator<void, void> {
  const { width, height } = coding;
  const rgb = new Uint8Array(width * height * 3);

  function draw({ cells, views: shown }: CellChanges, views: Uint8Array): void {
    const line = cell.width * 3;
    for (let i = 0; i < cells.length; i++) {
      const column = cells[i] % columns;
      const row = (cells[i] - column) / columns;
      let from = shown[i] * line * cell.height;
      let to = (row * cell.height * width + column * cell.width) * 3;
      for (let y = 0; y < cell.height; y++, from += line, to += width * 3) {
        rgb.set(views.subarray(from, from + line), to);
      }
    }
  }

  return async function* part({ views, changes, out, outcome }) {
    const begun = performance.now();
    const coder = await openCoder(coding);
    let drawing = 0;
    for (const change of changes) {
      const started = performance.now();
      draw(change, views);
      drawing += performance.now() - started;
      await coder.add({ width, height, rgb });
      yield;
    }
    const bytes = await coder.end();
    if (bytes.length > out.length)
      throw new MosaicError('failed', `film: a part has ${bytes.length} bytes, more than its pixels.`);
    out.set(bytes);
    outcome[OUTCOME.bytes] = bytes.length;
    outcome[OUTCOME.drawing] = drawing / 1000;
    outcome[OUTCOME.coding] = (performance.now() - begun - drawing) / 1000;
  };
}
