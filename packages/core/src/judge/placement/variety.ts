/** How varied a mosaic is: how many photos it shows, how evenly, how much of them, and how the same one comes again. */

import type { Shape } from '../../layout/layout.js';
import { type Echo, echo } from './echo.js';
import { leastRepeatDistance, twins } from './repeats.js';
import { type PlacedParts, type Shown, shownParts } from './shown.js';
import { type PlacedPhotos, photoUse, type Use } from './use.js';

/** Which photo stands in which cell of a layout. */
export interface Placement extends PlacedPhotos {
  readonly shape: Shape;
  /** What of it is shown, if that is known: a plan. */
  readonly parts?: PlacedParts;
}

/** What is measured of the placement alone. Numbers of the parts are null if these are not known. */
export interface Variety extends Use, Echo {
  /** Share of cells with the same photo at most three steps away. */
  readonly twins: number;
  /** The least distance between two cells with the same photo, in cells, as the crow flies; null without a repeat. */
  readonly min_repeat_dist: number | null;
  readonly shown: Shown['shown'] | null;
  readonly mirrored: Shown['mirrored'] | null;
}

/** Measures a placement. About 300 comparisons a cell. */
export function variety(placed: Placement): Variety {
  const { shape, photos, parts } = placed;
  return {
    ...photoUse(placed),
    twins: twins(shape, photos),
    ...echo(shape, photos),
    min_repeat_dist: leastRepeatDistance(shape, placed),
    ...(parts ? shownParts(parts) : { shown: null, mirrored: null }),
  };
}
