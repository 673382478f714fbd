/** Plans that obey whatever is asked of them: for tests of what comes after the search. */

import { type Layout, type Plan, UNLIMITED } from '@tesserae/core';

/** What of a plan a test decides; cells show whole photos, as they are, unless told. */
export type LooseParts = Partial<Pick<Plan, 'crops' | 'mirrored' | 'tint' | 'overlay' | 'ids' | 'seed'>>;

/**
 * A plan without bounds of uses, spacing and pins.
 *
 * @param photos  cells: cell → photo
 * @param count   how many photos there are; their ids are a, b, c … unless told
 */
export function loosePlan(layout: Layout, photos: Uint32Array, count: number, parts: LooseParts = {}): Plan {
  const cells = photos.length;
  return {
    layout,
    photos,
    ids: Array.from({ length: count }, (_, photo) => String.fromCharCode(97 + photo)),
    crops: Float32Array.from({ length: cells * 4 }, (_, i) => (i % 4 < 2 ? 0 : 1)),
    mirrored: new Uint8Array(cells),
    tint: new Float32Array(cells * 3).fill(1),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(count),
      maxUses: new Uint32Array(count).fill(UNLIMITED),
      spacing: 0,
      pinned: new Int32Array(cells).fill(-1),
    },
    groups: Uint32Array.from({ length: count }, (_, photo) => photo),
    seed: 1,
    ...parts,
  };
}
