/** A note where faces of the target are too small to be seen in the mosaic. Only metadata is asked where they are. */

import type { Shape } from '@tesserae/core';
import type { Note } from '../notes.js';
import type { CutTarget } from '../target/cut.js';

/** Cells that a face has to be wide so that its eyes are seen. Looked at: the Mona Lisa's has none at 10 cells, and has them at 14. */
const EYES = 15;

/** More columns than so many times those asked for are no advice. */
const MOST_COLUMNS = 4;

/** Advice is a multiple of this. */
const STEP = 10;

/** A note if the faces of a target, the one in the middle of them by width, have too few cells. */
export function faceNotes({ faces, width, crop }: CutTarget, { columns }: Shape): Note[] {
  if (faces.length === 0) return [];
  const widths = faces.map(({ w }) => w).sort((a, b) => a - b);
  const cells = (widths[widths.length >> 1] * columns * width) / (crop?.width ?? width);
  if (cells >= EYES || cells * MOST_COLUMNS < EYES) return [];
  const enough = Math.ceil((columns * EYES) / cells / STEP) * STEP;
  return [{ code: 'faces-small', values: { cells: Math.max(1, Math.round(cells)), columns: enough } }];
}
