/** Numbers for properties, evenly spread. */

import fc from 'fast-check';

/** A number between two others, in steps of a ten-thousandth of the way. (Most numbers that `fc.double` draws are next to 0.) */
export function evenly(from: number, to: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 10_000 }).map((step) => from + ((to - from) * step) / 10_000);
}
