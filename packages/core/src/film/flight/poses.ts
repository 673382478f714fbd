/** Where every photo of a flight is in a frame. */

import type { Rect } from '../../pixels/rect.js';
import type { Sprites } from '../draw/sprites/sprites.js';
import { smooth } from '../easing.js';
import type { Moment } from '../timeline.js';
import type { Flight } from './flight.js';
import { emptyPose, type Pose, poseOf } from './motion.js';

/** Of the time in which all move, how much passes between the first one's start and the last one's. */
const LEAVING = 0.45;
const CHANGING = 0.35;

/** Steps of depth that tell who is drawn over whom. */
const DEPTHS = 4096;
const UNSEEN = 0xffff;

/**
 * Poses are rounded to this part of a pixel. It is finer than what is seen, and no last bit of a width in which two
 * engines may differ gets into the frame; edges that rest are rounded each by itself, so neighbours still share them.
 */
const STEPS = 1024;

/** Lays out the photos of a frame, nearest first. Those outside of it, or faded away, are left out. */
export function spritesAt(
  flight: Flight,
  { window, scatter, morph }: Moment,
  frame: { readonly width: number; readonly height: number },
  into: Sprites,
): Sprites {
  const pose = emptyPose();
  const depths = new Uint16Array(flight.count).fill(UNSEEN);
  const perUnit = frame.width / window.w;
  for (let i = 0; i < flight.count; i++) {
    const left = shareOf(scatter, LEAVING, flight.delays[i]);
    const changed = shareOf(morph, CHANGING, flight.delays[i]);
    const opacity = opacityOf(flight, i, changed);
    if (opacity === 0) continue;
    if (left === 0 && (changed === 0 || changed === 1)) {
      putAtRest(into.poses, i, { edges: changed === 0 ? flight.from : flight.to, window, perUnit });
      pose.growth = 1;
    } else {
      poseOf(flight, i, { left, changed }, pose);
      // what fades shrinks, too
      pose.growth *= 0.6 + 0.4 * opacity;
      put(into.poses, i, pose, { window, perUnit });
    }
    if (!isInside(into.poses, i, frame)) continue;
    depths[i] = Math.max(0, Math.floor((1 - 1 / pose.growth) * DEPTHS));
    into.textures[i] = flight.textures[i];
    into.others[i] = flight.others[i];
    into.mixes[i] = flight.textures[i] === flight.others[i] ? 0 : smooth(changed);
    into.opacities[i] = opacity;
  }
  into.drawn = nearestFirst(depths, into.order);
  return into;
}

/** How far a photo has come, 0…1, when all together have come so far: those that leave late also arrive late. */
function shareOf(all: number, spread: number, delay: number): number {
  return Math.min(1, Math.max(0, (all - spread * delay) / (1 - spread)));
}

/** What only one of the mosaics has fades in its place. */
function opacityOf({ isFrom, isTo }: Flight, i: number, changed: number): number {
  if (isFrom[i] === isTo[i]) return 1;
  return isFrom[i] === 1 ? 1 - smooth(changed / 0.7) : smooth((changed - 0.3) / 0.7);
}

/** Where the camera is. */
interface CameraView {
  readonly window: Rect;
  /** Pixels of the frame per unit of the mosaic. */
  readonly perUnit: number;
}

const rounded = (pixels: number): number => Math.round(pixels * STEPS) / STEPS;

// number by number: photos are many, and `set` and `subarray` take three times as long for so few
function putAtRest(
  poses: Float32Array,
  i: number,
  { edges, window, perUnit }: CameraView & { readonly edges: Float64Array },
): void {
  const o = i * 4;
  const x = rounded((edges[o] - window.x) * perUnit);
  const y = rounded((edges[o + 1] - window.y) * perUnit);
  const w = rounded((edges[o + 2] - window.x) * perUnit) - x;
  const h = rounded((edges[o + 3] - window.y) * perUnit) - y;
  const p = i * 6;
  poses[p] = w;
  poses[p + 1] = 0;
  poses[p + 2] = 0;
  poses[p + 3] = h;
  poses[p + 4] = x;
  poses[p + 5] = y;
}

function put(poses: Float32Array, i: number, pose: Pose, { window, perUnit }: CameraView): void {
  const scale = pose.growth * perUnit;
  // cosine and sine of twice the angle whose tangent is t, then doubled twice
  const t = pose.turn;
  let cos = (1 - t * t) / (1 + t * t);
  let sin = (2 * t) / (1 + t * t);
  for (let doubled = 0; doubled < 2; doubled++) {
    const both = cos * sin;
    cos = cos * cos - sin * sin;
    sin = both + both;
  }
  const a = rounded(pose.w * scale * cos);
  const b = rounded(pose.w * scale * sin);
  const c = rounded(-pose.h * scale * sin);
  const d = rounded(pose.h * scale * cos);
  const p = i * 6;
  poses[p] = a;
  poses[p + 1] = b;
  poses[p + 2] = c;
  poses[p + 3] = d;
  poses[p + 4] = rounded((pose.x - window.x) * perUnit - (a + c) / 2);
  poses[p + 5] = rounded((pose.y - window.y) * perUnit - (b + d) / 2);
}

function isInside(poses: Float32Array, i: number, frame: { readonly width: number; readonly height: number }): boolean {
  const p = i * 6;
  const [a, b, c, d, e, f] = [poses[p], poses[p + 1], poses[p + 2], poses[p + 3], poses[p + 4], poses[p + 5]];
  return (
    e + Math.max(0, a) + Math.max(0, c) > 0 &&
    e + Math.min(0, a) + Math.min(0, c) < frame.width &&
    f + Math.max(0, b) + Math.max(0, d) > 0 &&
    f + Math.min(0, b) + Math.min(0, d) < frame.height
  );
}

/** Sorts what is seen by depth, equal depths by number: counted, since comparing would take longer than the rest. */
function nearestFirst(depths: Uint16Array, order: Uint32Array): number {
  const starts = new Uint32Array(DEPTHS + 1);
  for (const depth of depths) if (depth !== UNSEEN) starts[DEPTHS - 1 - depth + 1]++;
  for (let i = 1; i <= DEPTHS; i++) starts[i] += starts[i - 1];
  const drawn = starts[DEPTHS];
  depths.forEach((depth, i) => {
    if (depth !== UNSEEN) order[starts[DEPTHS - 1 - depth]++] = i;
  });
  return drawn;
}
