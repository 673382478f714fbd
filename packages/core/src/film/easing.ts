/**
 * How a movement begins and ends. Polynomials alone: adding and multiplying is the same to the last bit on every machine,
 * sines and powers are not.
 */

/** The ways: at one speed, beginning softly, ending softly, both. */
export const EASES = ['linear', 'in', 'out', 'in-out'] as const;

/** One of `EASES`. */
export type Ease = (typeof EASES)[number];

/** The share of the way after a share of the time, both 0…1; 0 and 1 stay what they are. */
export function eased(ease: Ease, share: number): number {
  return CURVES[ease](share);
}

const CURVES: Readonly<Record<Ease, (share: number) => number>> = {
  linear: (share) => share,
  in: (share) => share * share,
  out: (share) => share * (2 - share),
  'in-out': smooth,
};

/**
 * The softest step from 0 to 1: at both ends speed and its change are 0. What is outside 0…1 counts as the nearer end.
 *
 * Source: K. Perlin, "Improving noise", SIGGRAPH 2002, https://mrl.cs.nyu.edu/~perlin/paper445.pdf
 */
export function smooth(share: number): number {
  const s = Math.min(1, Math.max(0, share));
  // rounding could leave it a little above 1
  return Math.min(1, s * s * s * (s * (s * 6 - 15) + 10));
}

/** A hill over 0…1: 0 at both ends, where it is flat, and 1 in the middle. */
export function hill(share: number): number {
  const s = share * (1 - share) * 4;
  return s * s * (3 - 2 * s);
}
