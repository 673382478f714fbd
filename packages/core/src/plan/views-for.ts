/** From settings to the views that photos have. */

import { NAMED_VIEWS, type PartSize, type ViewSet, viewCount } from '../describe/views.js';
import { isGiven } from '../settings/parse.js';
import type { Settings } from '../settings/table.js';

/** How many places the parts of each size have. */
type Density = Settings['effort'];

function sizes(...list: readonly (readonly [scale: number, places: number])[]): readonly PartSize[] {
  return list.map(([scale, places]) => ({ scale, places }));
}

/**
 * Parts that show at least 40, 66 or 100 % of the largest one.
 *
 * More places are worth more than any weight. Edge_near, grain and far ΔE, mean of targets 01, 05, 07, 10, 706 photos, show part: 21
 * views .685, 2.73, 3.30; 30 views .687, 2.72, 3.33; 56 views .693, 2.65, 3.20; 95 views .700, 2.62, 3.17. As many places along the
 * shorter axis as along the longer one: no worse than places at equal distances.
 */
const PARTS: Readonly<Record<Settings['show'], Readonly<Record<Density, readonly PartSize[]>>>> = {
  part: {
    fast: sizes([1, 3], [0.745, 3], [0.6325, 3]),
    balanced: sizes([1, 9], [0.85, 5], [0.745, 6], [0.6325, 5]),
    best: sizes([1, 9], [0.85, 7], [0.745, 8], [0.6325, 7]),
  },
  most: {
    fast: sizes([1, 3], [0.8125, 4]),
    balanced: sizes([1, 9], [0.9, 5], [0.8125, 6]),
    best: sizes([1, 9], [0.9, 7], [0.8125, 8]),
  },
  whole: { fast: sizes([1, 5]), balanced: sizes([1, 9]), best: sizes([1, 17]) },
};

/** Views of all photos above which those of a greater effort are too many: some 350 bytes each. */
const MOST_VIEWS = 1_000_000;

/** The views that the settings name, of so many photos: the greater the effort, the more places, if memory allows. */
export function viewsFor(settings: Settings, photos: number): ViewSet {
  const { views, show, mirror, effort } = settings;
  if (views !== 'parts') {
    const named = NAMED_VIEWS[views];
    return { ...named, mirrored: isGiven(settings, 'mirror') ? mirror : named.mirrored };
  }
  const densities = effort === 'best' ? (['best', 'balanced', 'fast'] as const) : ([effort, 'fast'] as const);
  const sets = densities.map((density) => ({ sizes: PARTS[show][density], mirrored: mirror }));
  return sets.find((set) => photos * viewCount(set) <= MOST_VIEWS) ?? sets[sets.length - 1];
}
