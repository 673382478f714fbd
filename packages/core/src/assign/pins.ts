/** Pins that cannot all be kept, found by arithmetic before any work. */

import type { ErrorFields } from '../errors.js';
import type { Layout } from '../layout/layout.js';
import { cellName } from '../layout/names.js';
import { nearOf, stepsApart } from '../layout/near.js';
import type { Rules } from './rules.js';

/**
 * Says why the pins break another rule.
 *
 * @returns what is wrong with the way out, or undefined if the pins agree with the bounds of uses
 */
export function pinnedUsesReason({ pinned, maxUses }: Rules, { shape }: Layout): ErrorFields | undefined {
  const pins = pinsOf(pinned, maxUses.length);
  for (let cell = 0; cell < pinned.length; cell++) {
    const photo = pinned[cell];
    if (photo < 0 || pins[photo] <= maxUses[photo]) continue;
    const name = cellName(cell, shape);
    if (maxUses[photo] === 0) {
      const expected = `a photo that may be used in ${name}`;
      return { subject: 'pin', expected, received: 'one that is banned', waysOut: [{ omit: 'ban' }, { omit: 'pin' }] };
    }
    return {
      subject: 'pin',
      expected: `at most ${maxUses[photo]} cells for the photo of ${name}, as often as it may be used`,
      received: pins[photo],
      waysOut: [{ set: 'maxUses', atLeast: pins[photo] }, { use: 'fewer cells for it' }],
    };
  }
  return undefined;
}

/** Two pins that stand too near to each other. */
export interface NearPins {
  /** How many cells lie between them. */
  readonly apart: number;
  readonly cells: readonly [string, string];
  readonly at: readonly [number, number];
}

/**
 * The two pins of one photo that stand nearest to each other, if that is too near.
 *
 * @param groups  photo → group; a group counts as one photo
 * @returns the spacing that they keep and the two cells, by name and number, or undefined if all are far enough apart
 */
export function nearestPins({ pinned, spacing }: Rules, groups: Uint32Array, { shape }: Layout): NearPins | undefined {
  const near = nearOf(shape, spacing);
  const cells = [...pinned.keys()].filter((cell) => pinned[cell] >= 0);
  let nearest: NearPins | undefined;
  for (const [i, a] of cells.entries()) {
    for (let j = i + 1; j < cells.length; j++) {
      const b = cells[j];
      if (b - a > near.span) break; // cells ascend: what follows is farther away still
      const apart = stepsApart(near, a, b) - 1;
      if (apart >= (nearest?.apart ?? spacing) || groups[pinned[a]] !== groups[pinned[b]]) continue;
      nearest = { apart, cells: [cellName(a, shape), cellName(b, shape)], at: [a, b] };
    }
  }
  return nearest;
}

/** Photo → how many cells it is pinned to. */
export function pinsOf(pinned: Int32Array, photos: number): Uint32Array {
  const pins = new Uint32Array(photos);
  for (const photo of pinned) if (photo >= 0) pins[photo]++;
  return pins;
}
