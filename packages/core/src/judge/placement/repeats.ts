/** How near the same photo comes again. Near-duplicates are photos of their own. */

import type { Shape } from '../../layout/layout.js';
import { nearOf, nearRuns, roomForRuns } from '../../layout/near.js';
import { halvesAcross, rowOf, rowsOf } from '../../layout/rows.js';
import { type PlacedPhotos, usesOf } from './use.js';

/** What counts as near: further away than the spacing that most mosaics keep, so that keeping it does not make this 0. */
const STEPS = 3;

/**
 * Share of cells with the same photo at most three steps away, as `layout/near.ts` counts them: of a grid, in the 7 × 7 cells around it.
 *
 * @param photos  cell → photo
 */
export function twins(shape: Shape, photos: Uint32Array): number {
  const near = nearOf(shape, STEPS);
  const runs = roomForRuns(near);
  const isTwin = new Uint8Array(photos.length);
  for (let cell = 0; cell < photos.length; cell++) {
    const end = nearRuns(near, cell, runs);
    for (let run = 0; run < end; run += 2) {
      // each pair once
      for (let other = Math.max(runs[run], cell + 1); other < runs[run + 1]; other++) {
        if (photos[cell] === photos[other]) isTwin[cell] = isTwin[other] = 1;
      }
    }
  }
  return isTwin.reduce((sum, one) => sum + one, 0) / photos.length;
}

/** The least Euclidean distance between two cells of one photo; null when none is used twice. */
export function leastRepeatDistance(shape: Shape, { photos, count }: PlacedPhotos): number | null {
  const uses = usesOf(photos, count);
  const rows = rowsOf(shape);
  // the cells of each photo side by side, in reading order: a counting sort
  const ends = new Uint32Array(uses.length);
  for (let photo = 1; photo < uses.length; photo++) ends[photo] = ends[photo - 1] + uses[photo - 1];
  const cells = new Uint32Array(photos.length);
  for (let cell = 0; cell < photos.length; cell++) cells[ends[photos[cell]]++] = cell;

  let least = Infinity;
  for (let i = 0; i < cells.length; i++) {
    const end = ends[photos[cells[i]]];
    const row = rowOf(rows, cells[i]);
    const halves = halvesAcross(rows, row, cells[i]);
    for (let j = i + 1; j < end; j++) {
      const other = rowOf(rows, cells[j]);
      const down = other - row;
      if (down * down >= least) break; // all that follow are further down
      const across = (halvesAcross(rows, other, cells[j]) - halves) / 2;
      least = Math.min(least, down * down + across * across);
    }
  }
  return least === Infinity ? null : Math.sqrt(least);
}
