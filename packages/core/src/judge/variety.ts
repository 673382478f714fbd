/** How varied a mosaic is: how many photos it shows, how evenly, and how far apart the same one comes again. */

import type { Shape } from '../layout/layout.js';
import { nearOf, nearRuns, roomForRuns } from '../layout/near.js';
import { halvesAcross, rowOf, rowsOf } from '../layout/rows.js';

/** Which photo stands in which cell. */
export interface Placement {
  readonly shape: Shape;
  /** Cell → a number below `count` that stands for a photo. */
  readonly photos: Uint32Array;
  /** How many photos there were to choose from. */
  readonly count: number;
}

/** What is measured of the placement alone. */
export interface Variety {
  /** Different photos placed. */
  readonly distinct: number;
  /** Uses of the most used photo. */
  readonly max_use: number;
  /** So many photos, all used alike, would be as varied: the exponential of the entropy of use. */
  readonly eff_photos: number;
  /** That as a share of what is possible, at most 1: of the photos, or of the cells if they are fewer. */
  readonly variety: number;
  /** Share of cells with the same photo at most two steps away. */
  readonly clones: number;
  /** The least distance between two cells with the same photo, in cells, as the crow flies; null without a repeat. */
  readonly min_repeat_dist: number | null;
}

/** Measures a placement. */
export function variety(placed: Placement): Variety {
  const { photos, count } = placed;
  const uses = new Uint32Array(count);
  for (const photo of photos) uses[photo]++;

  let distinct = 0;
  let most = 0;
  let entropy = 0;
  for (const n of uses) {
    if (n === 0) continue;
    distinct++;
    most = Math.max(most, n);
    entropy -= (n / photos.length) * Math.log(n / photos.length);
  }
  const effective = Math.exp(entropy);
  return {
    distinct,
    max_use: most,
    eff_photos: effective,
    variety: Math.min(1, effective / Math.min(photos.length, count)),
    clones: clones(placed),
    min_repeat_dist: leastRepeatDistance(placed, uses),
  };
}

/** Share of cells with the same photo at most two steps away. */
function clones({ shape, photos }: Placement): number {
  const near = nearOf(shape, 2);
  const runs = roomForRuns(near);
  const cloned = new Uint8Array(photos.length);
  for (let cell = 0; cell < photos.length; cell++) {
    const end = nearRuns(near, cell, runs);
    for (let run = 0; run < end; run += 2) {
      // each pair once
      for (let other = Math.max(runs[run], cell + 1); other < runs[run + 1]; other++) {
        if (photos[cell] === photos[other]) cloned[cell] = cloned[other] = 1;
      }
    }
  }
  return cloned.reduce((sum, one) => sum + one, 0) / photos.length;
}

/** The least Euclidean distance between two cells of one photo; null when none is used twice. */
function leastRepeatDistance(placed: Placement, uses: Uint32Array): number | null {
  const { photos } = placed;
  const rows = rowsOf(placed.shape);
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
