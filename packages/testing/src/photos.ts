/**
 * Seeded synthetic photos: a sky and a ground, soft things of several colours, one hard edge, some texture.
 *
 * Only the four operations of arithmetic are used, which are exact on every engine, so a seed draws the
 * same bytes everywhere. Coordinates are fractions of the picture: a smaller size shows the same scene, shrunk.
 */

import type { Raster } from '@tesserae/core';
import { type Random, randomFrom, raster } from '@tesserae/core/internal';

type Colour = readonly [r: number, g: number, b: number];

interface Blob {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: Colour;
}

/** What a seed decides, apart from the size it is drawn at. */
interface Scene {
  readonly top: Colour;
  readonly bottom: Colour;
  readonly blobs: readonly Blob[];
  /** A half-plane a·x + b·y > c, darkened or lightened: the hard edge. */
  readonly edge: { readonly a: number; readonly b: number; readonly c: number; readonly gain: number };
  /** TEXTURE × TEXTURE numbers in −1 … 1. */
  readonly texture: Float32Array;
}

const TEXTURE = 48;

/**
 * Draws the photo of a seed. Neighbouring seeds differ clearly in colour and in what is seen.
 *
 * @param seed  an integer ≥ 0
 */
export function syntheticPhoto(seed: number, width: number, height: number): Raster {
  const scene = sceneOf(seed);
  const out = raster(width, height);
  const seen = new Float64Array(3);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      colourAt(scene, (x + 0.5) / width, (y + 0.5) / height, seen);
      out.data.set(seen, o);
      out.data[o + 3] = 255;
    }
  }
  return out;
}

function sceneOf(seed: number): Scene {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1));
  // hues step by the golden ratio: any run of seeds is spread evenly around the circle
  const hue = (seed * 0.618034) % 1;
  const light = 0.35 + 0.6 * random();
  const sky = colour(hue, 0.25 + 0.6 * random(), light);
  const ground = colour(hue + 0.08 + 0.4 * random(), 0.3 + 0.6 * random(), light * (0.35 + 0.5 * random()));
  const angle = between(random, -1, 1);
  return {
    top: sky,
    bottom: ground,
    blobs: Array.from({ length: 5 }, () => ({
      x: random(),
      y: random(),
      radius: between(random, 0.12, 0.45),
      colour: colour(hue + between(random, -0.25, 0.25), random(), 0.15 + 0.85 * random()),
    })),
    edge: { a: angle, b: 1 - Math.abs(angle), c: between(random, 0.2, 0.7), gain: random() < 0.5 ? 0.55 : 1.35 },
    texture: Float32Array.from({ length: TEXTURE * TEXTURE }, () => between(random, -1, 1)),
  };
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** Hue (turns), saturation and value (0…1) as sRGB 0…255: the piecewise linear hexcone. */
function colour(hue: number, saturation: number, value: number): Colour {
  const channel = (turn: number): number => {
    const position = (((hue + turn) % 1) + 1) % 1;
    const distance = Math.abs(position * 6 - 3) - 1;
    return 255 * value * (1 - saturation + saturation * Math.min(1, Math.max(0, distance)));
  };
  return [channel(0), channel(2 / 3), channel(1 / 3)];
}

/** What is seen at a place: gradient, then what stands before it, then the edge, then the grain of the surface. */
function colourAt(scene: Scene, x: number, y: number, out: Float64Array): void {
  const gain = scene.edge.a * x + scene.edge.b * y > scene.edge.c ? scene.edge.gain : 1;
  const grain = 22 * textureAt(scene.texture, x, y);
  for (let i = 0; i < 3; i++) out[i] = scene.top[i] + (scene.bottom[i] - scene.top[i]) * y;
  for (const blob of scene.blobs) {
    const dx = (x - blob.x) / blob.radius;
    const dy = (y - blob.y) / blob.radius;
    const inside = Math.max(0, 1 - dx * dx - dy * dy);
    const weight = Math.min(1, 2 * inside * inside);
    for (let i = 0; i < 3; i++) out[i] += (blob.colour[i] - out[i]) * weight;
  }
  for (let i = 0; i < 3; i++) out[i] = out[i] * gain + grain;
}

/** The texture between its grid points, bilinear. */
function textureAt(texture: Float32Array, x: number, y: number): number {
  const u = x * (TEXTURE - 1);
  const v = y * (TEXTURE - 1);
  const i = Math.min(TEXTURE - 2, Math.floor(u));
  const j = Math.min(TEXTURE - 2, Math.floor(v));
  const at = j * TEXTURE + i;
  const upper = texture[at] + (texture[at + 1] - texture[at]) * (u - i);
  const lower = texture[at + TEXTURE] + (texture[at + TEXTURE + 1] - texture[at + TEXTURE]) * (u - i);
  return upper + (lower - upper) * (v - j);
}
