/**
 * Wide pictures in slabs: from the left to the right, each drawn from the top down, so that squares of one slab are held at a
 * time. A slab is as wide as one square of some level; the levels below that are made from this one, which is held whole.
 */

import { type PyramidLevel, pyramidLevels, SQUARE } from '../pyramid/levels.js';
import { pyramidBytes } from '../pyramid/pyramid.js';

/** Pixels of a preview's longer side at most. */
const PREVIEW = 2048;

/** The largest level that makes a preview. */
export function previewLevel(width: number, height: number): PyramidLevel {
  const levels = pyramidLevels(width, height);
  const fits = (level: PyramidLevel): boolean => Math.max(level.width, level.height) <= PREVIEW;
  return levels.find(fits) ?? levels[levels.length - 1];
}

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
  /** The smallest level of the slabs, from which those below are made. */
  readonly joint: PyramidLevel;
}

/** Bytes of squares up to which a picture is drawn in one piece: views at the borders of slabs are loaded twice. */
const IN_ONE = 48 * 2 ** 20;

/** Slabs are squares of this level at least, counted from the largest: 8,192 pixels wide. */
const LEAST_DEPTH = 4;

/** Pixels that the joint has at most. */
const MOST_JOINT = 6e6;

/** A picture that is not cut. */
export function inOnePiece(width: number, height: number): Slabs {
  const levels = pyramidLevels(width, height);
  const preview = previewLevel(width, height);
  const depth = Math.min(
    LEAST_DEPTH,
    levels.findIndex(({ number }) => number === preview.number),
  );
  return { slabs: [{ x: 0, levels: levels.slice(0, depth + 1) }], joint: levels[depth] };
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
