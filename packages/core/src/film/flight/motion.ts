/** How one photo moves: from mosaic to mosaic, and out of its cell to where it is strewn. */

import { hill, smooth } from '../easing.js';
import type { ScatteredSprites } from './scatter.js';

/** Where sprites rest, and where they end; columns with an entry a sprite. */
export interface FlightPaths extends ScatteredSprites {
  /** 4 floats a sprite: left, top, right, bottom in the mosaic; neighbours share the numbers. */
  readonly from: Float64Array;
  /** 4 floats a sprite in the other mosaic. A sprite that is in one mosaic alone has the same place in both. */
  readonly to: Float64Array;
}

/** A photo in flight. Lengths are in units of the mosaic. */
export interface Pose {
  /** Its middle. */
  x: number;
  y: number;
  /** Its sides, as at rest. */
  w: number;
  h: number;
  /** How far it has turned, as in `ScatteredSprites`. */
  turn: number;
  /** How many times as large as at rest: the larger, the nearer. */
  growth: number;
}

/** A pose to be filled. */
export function emptyPose(): Pose {
  return { x: 0, y: 0, w: 0, h: 0, turn: 0, growth: 1 };
}

/** Dispersed photos drift on: so much of their way is left when they have slowed down. */
const DRIFT = 0.2;

/** Halfway, photos are nearer to the eye and to a side of the straight way: while dispersing, and from mosaic to mosaic. */
const LIFT = { leaving: 0.12, changing: 0.8 } as const;
const BEND = { leaving: 0.12, changing: 0.3 } as const;
const SWAY = 0.05;

/** Who moves less than this, in widths of the mosaic, is lifted less. */
const FAR = 0.12;

/** How far a photo has come, 0…1 each: out of its cell, and from mosaic to mosaic. */
export interface FlightProgress {
  readonly left: number;
  readonly changed: number;
}

/** Where a sprite is. */
export function poseOf(ways: FlightPaths, i: number, { left, changed }: FlightProgress, pose: Pose): Pose {
  setOut(pose, ways, i, changed);
  leave(pose, ways, i, left);
  return pose;
}

/** Where a photo is on its way from mosaic to mosaic. */
function setOut(pose: Pose, { from, to, bends }: FlightPaths, i: number, changed: number): void {
  const o = i * 4;
  const [x, y] = [from[o] + from[o + 2], from[o + 1] + from[o + 3]];
  const [w, h] = [from[o + 2] - from[o], from[o + 3] - from[o + 1]];
  const dx = (to[o] + to[o + 2] - x) / 2;
  const dy = (to[o + 1] + to[o + 3] - y) / 2;
  const way = smooth(changed);
  const high = hill(changed) * Math.min(1, (dx * dx + dy * dy) / (FAR * FAR));
  const aside = BEND.changing * bends[i] * high;
  pose.x = x / 2 + dx * way - dy * aside;
  pose.y = y / 2 + dy * way + dx * aside;
  pose.w = w + (to[o + 2] - to[o] - w) * way;
  pose.h = h + (to[o + 3] - to[o + 1] - h) * way;
  pose.turn = SWAY * bends[i] * high;
  pose.growth = 1 + LIFT.changing * high;
}

/** Where it is on its way out of its cell. */
function leave(pose: Pose, { ends, growths, turns, bends }: FlightPaths, i: number, left: number): void {
  const way = (1 - DRIFT) * smooth(left) + DRIFT * left * left;
  const high = hill(left);
  const dx = ends[i * 2] - pose.x;
  const dy = ends[i * 2 + 1] - pose.y;
  const aside = BEND.leaving * bends[i] * high;
  pose.x += dx * way - dy * aside;
  pose.y += dy * way + dx * aside;
  pose.turn += turns[i] * way;
  pose.growth *= (1 + (growths[i] - 1) * way) * (1 + LIFT.leaving * high);
}

/** So finely the ways are followed. */
const STEPS = 24;

/** Sprite → the largest width it has on its ways. */
export function largestWidths(ways: FlightPaths): Float32Array {
  const pose = emptyPose();
  return ways.growths.map((_, i) => {
    const isStill = ways.from.subarray(i * 4, i * 4 + 4).every((edge, k) => edge === ways.to[i * 4 + k]);
    const changes = isStill ? [0] : [0, 0.5, 1];
    let largest = 0;
    for (const changed of changes) {
      for (let step = 0; step <= STEPS; step++) {
        poseOf(ways, i, { left: step / STEPS, changed }, pose);
        largest = Math.max(largest, pose.w * pose.growth);
      }
    }
    // between two steps it may be a little larger
    return largest * 1.02;
  });
}
