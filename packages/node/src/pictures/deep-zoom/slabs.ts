/**
 * Wide pictures in slabs: from the left to the right, each drawn from the top down, so that squares of one slab are held at a
 * time. A slab is as wide as one square of some level; the levels below that are made from this one, which is held whole.
 */

import { type PyramidLevel, pyramidLevels, SQUARE } from '../pyramid/levels.js';
import { pyramidBytes } from '../pyramid/pyramid.js';

/** A slab of a picture. */
export interface Slab {
  /** Where it begins, in pixels of the picture. */
  readonly x: number;
  /** Its own levels, the largest first: their widths are those of the slab. */
  readonly levels: readonly PyramidLevel[];
}

/** How a picture is cut. */
export interface Slabs {
  readonly slabs: readonly Slab[];
  /** The level from which those below are made; undefined if there is one slab, which has them all. */
  readonly joint: PyramidLevel | undefined;
}

/** Bytes of squares up to which a picture is drawn in one piece: views at the borders of slabs are loaded twice. */
const IN_ONE = 48 * 2 ** 20;

/** Slabs are squares of this level at least, counted from the largest: 8,192 pixels wide. */
const LEAST_DEPTH = 4;

/** Pixels that the joint has at most. */
const MOST_JOINT = 6e6;

/** A picture that is not cut. */
export function inOnePiece(width: number, height: number): Slabs {
  return { slabs: [{ x: 0, levels: pyramidLevels(width, height) }], joint: undefined };
}

/** Cuts a picture into slabs, if it is so wide that it should be. */
export function slabsOf(width: number, height: number): Slabs {
  const levels = pyramidLevels(width, height);
  if (pyramidBytes(levels) <= IN_ONE) return inOnePiece(width, height);
  const isJoint = (level: PyramidLevel, depth: number): boolean =>
    depth >= LEAST_DEPTH && level.width * level.height <= MOST_JOINT;
  const depth = levels.findIndex(isJoint);
  const side = SQUARE * 2 ** depth;
  if (side >= width) return inOnePiece(width, height);
  const slabs = Array.from({ length: Math.ceil(width / side) }, (_, i) => {
    const x = i * side;
    const own = levels
      .slice(0, depth + 1)
      .map((level) => ({ ...level, width: Math.ceil(Math.min(side, width - x) / level.scale) }));
    return { x, levels: own };
  });
  return { slabs, joint: levels[depth] };
}
