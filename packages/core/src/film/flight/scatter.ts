/**
 * Where photos end when they disperse: a few near the eye, large enough to be recognised; some farther away; most beyond
 * the frame. All numbers are drawn by chance.
 */

import type { Rect } from '../../pixels/rect.js';
import { type Random, shuffled } from '../../runtime/random.js';
import { ranksOf } from '../landing/landing.js';

/** Where sprites end; columns with an entry a sprite. */
export interface ScatteredSprites {
  /** 2 floats a sprite: x and y of its centre. */
  readonly ends: Float32Array;
  /** Sprite → how many times as large as in the mosaic: 1 or more, the nearer the more. */
  readonly growths: Float32Array;
  /**
   * Sprite → how far it has turned, −1…1, as the tangent of an eighth of the angle: 1 is a whole turn. So a turn is drawn
   * without sines.
   */
  readonly turns: Float32Array;
  /** Sprite → how far its way bends to the side, −1…1 of its length. */
  readonly bends: Float32Array;
}

/** What is scattered. */
export interface ScatterInput {
  /** 4 floats a sprite: left, top, right, bottom, where it comes from. */
  readonly from: Float64Array;
  /** Sprite → photo. */
  readonly photos: Uint32Array;
  /** Sprite → how vivid its photo is, in any unit. */
  readonly vivid: Float32Array;
  /** What the camera sees. */
  readonly home: Rect;
}

/** One kind of place. Sizes are shares of the window's shorter side. */
interface Distance {
  /** So many sprites, at most this share of all. */
  readonly most: number;
  readonly share: number;
  readonly size: readonly [least: number, most: number];
  /** The largest turn either way, as in `ScatteredSprites`. */
  readonly turn: number;
}

/** Near the eye: they hardly turn, so that one sees what is on them. */
const NEAR: Distance = { most: 14, share: 0.06, size: [0.19, 0.32], turn: 0.03 };
const MIDDLE: Distance = { most: 64, share: 0.15, size: [0.06, 0.12], turn: 0.09 };

/** Also photos of few and large cells come nearer. */
const LEAST_GROWTH = 1.15;

/** Of the others, those that stay in the frame, their growth, and how few turn wholly. */
const STAY = 0.1;
const FAR_GROWTH: readonly [number, number] = [1.1, 2.4];
const GONE_GROWTH: readonly [number, number] = [1.2, 4];
const FAR_TURN = 0.16;
const WHOLE_TURNS = 0.08;

/** Of so many tries the place farthest from the others is taken: even without being orderly. */
const TRIES = 12;

/** Scatters sprites. The near ones show different photos as long as there are any, and vivid ones. */
export function scatterSprites({ from, photos, vivid, home }: ScatterInput, random: Random): ScatteredSprites {
  const count = photos.length;
  const scattered: ScatteredSprites = {
    ends: new Float32Array(count * 2),
    growths: new Float32Array(count),
    turns: new Float32Array(count),
    bends: new Float32Array(count),
  };
  const left = nearestFirst(shuffled(Uint32Array.from(photos.keys()), random), photos, vivid);
  const side = Math.min(home.w, home.h);
  let next = 0;
  for (const { most, share, size, turn } of [NEAR, MIDDLE]) {
    const last = next + Math.min(most, Math.ceil(count * share));
    const taken: number[] = [];
    for (; next < last && next < count; next++) {
      const i = left[next];
      const end = freePlace(taken, home, random);
      taken.push(...end);
      const width = side * (size[0] + (size[1] - size[0]) * random());
      const grown = width / Math.sqrt((from[i * 4 + 2] - from[i * 4]) * (from[i * 4 + 3] - from[i * 4 + 1]));
      scattered.ends.set(end, i * 2);
      scattered.growths[i] = Math.max(LEAST_GROWTH, grown);
      scattered.turns[i] = turn * (2 * random() - 1);
      scattered.bends[i] = 2 * random() - 1;
    }
  }
  for (; next < count; next++) {
    const i = left[next];
    const isStaying = random() < STAY;
    const [least, most] = isStaying ? FAR_GROWTH : GONE_GROWTH;
    const growth = least + (most - least) * random() * random();
    const edges = from.subarray(i * 4, i * 4 + 4);
    scattered.ends.set(isStaying ? anywhere(home, random) : beyond(edges, home, growth, random), i * 2);
    scattered.growths[i] = growth;
    const turn = random() < WHOLE_TURNS ? 1 : FAR_TURN * (0.3 + 0.7 * random());
    scattered.turns[i] = random() < 0.5 ? turn : -turn;
    scattered.bends[i] = 2 * random() - 1;
  }
  return scattered;
}

/** Photos are taken by how vivid they are in so many steps; within a step chance decides, so that other seeds bring others near. */
const STEPS = 4;

/** The same order, but the first sprite of every photo before the repeats, and those of the vivid photos before the others. */
function nearestFirst(order: Uint32Array, photos: Uint32Array, vivid: Float32Array): Uint32Array {
  const firsts = new Map<number, number>(); // photo → its first sprite
  for (const i of order) if (!firsts.has(photos[i])) firsts.set(photos[i], i);
  const ranks = ranksOf(Float32Array.from(firsts.values(), (i) => vivid[i]));
  const steps = new Map(Array.from(firsts.values(), (i, k) => [i, Math.floor(ranks[k] * STEPS)]));
  const near = [...firsts.values()].sort((a, b) => (steps.get(b) ?? 0) - (steps.get(a) ?? 0));
  return Uint32Array.from([...near, ...order.filter((i) => firsts.get(photos[i]) !== i)]);
}

function anywhere({ x, y, w, h }: Rect, random: Random): readonly [x: number, y: number] {
  return [x + w * random(), y + h * random()];
}

/** A place in the window that is far from those that are taken. Source: D. P. Mitchell, "Spectrally optimal sampling", SIGGRAPH 1991, doi:10.1145/122718.122736 */
function freePlace(taken: readonly number[], home: Rect, random: Random): readonly [x: number, y: number] {
  let best = anywhere(home, random);
  let farthest = -1;
  for (let t = 0; t < TRIES; t++) {
    const place = anywhere(home, random);
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < taken.length; i += 2) {
      nearest = Math.min(nearest, (taken[i] - place[0]) ** 2 + (taken[i + 1] - place[1]) ** 2);
    }
    if (nearest > farthest) [best, farthest] = [place, nearest];
  }
  return best;
}

/** A place beyond the frame, away from the middle and a little to a side. */
function beyond(edges: Float64Array, home: Rect, growth: number, random: Random): readonly [x: number, y: number] {
  const [cx, cy] = [home.x + home.w / 2, home.y + home.h / 2];
  const [w, h] = [edges[2] - edges[0], edges[3] - edges[1]];
  // who is in the middle can leave to any side
  const dx = (edges[0] + edges[2]) / 2 - cx + home.w * 0.3 * (random() - 0.5);
  const dy = (edges[1] + edges[3]) / 2 - cy + home.h * 0.3 * (random() - 0.5);
  const reach = growth * Math.sqrt(w * w + h * h);
  // the nearer of the two borders in that direction is the one it leaves by
  const toBorder = Math.min(
    (home.w / 2 + reach) / Math.max(Math.abs(dx), 1e-6),
    (home.h / 2 + reach) / Math.max(Math.abs(dy), 1e-6),
  );
  const far = toBorder * (1.05 + 0.5 * random());
  return [cx + dx * far, cy + dy * far];
}
