/** One sprite, ready to be laid: the pixels it touches, where in the view a pixel lies, and the sizes it is drawn from. */

import type { Canvas } from '../canvas.js';
import type { Sprites } from './sprites.js';
import type { Textures } from './textures.js';

/** A sprite in a frame. */
export interface PlacedSprite {
  /** The pixels it may touch: left … right − 1, top … bottom − 1. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Where the middle of pixel x, y lies in the view: u = u.start + x · u.x + y · u.y; 0…1 inside. */
  readonly u: Slope;
  readonly v: Slope;
  readonly opacity: number;
  /** What its colour is the sum of: weights add up to 1. */
  readonly sources: readonly TextureSource[];
}

/** One of the two coordinates of a view over the frame. */
export interface Slope {
  readonly start: number;
  readonly x: number;
  readonly y: number;
  /** From the side where it is 0 to that where it is 1, straight across, pixels. */
  readonly extent: number;
}

/** One size of a texture. */
export interface TextureSource {
  /** The byte at which it begins. */
  readonly start: number;
  readonly width: number;
  readonly height: number;
  /** Its pixels from the view's one side to the other, which may be less than it has: its last may be half empty. */
  readonly spanX: number;
  readonly spanY: number;
  readonly weight: number;
}

/** Below this share a pixel is no longer open: a millionth of white is far less than a byte's step. */
export const CLOSED: number = 2 ** -20;

/** What is thinner than this many pixels, as a photo seen from its edge, is not drawn: of white on black, less than a byte. */
const THINNEST = 2 ** -12;

/**
 * Sizes are chosen as if a texture had so much fewer pixels. Reading between four of them blurs by itself: a size that is just fine
 * enough would look softer than the layer that a photo leaves. Measured: docs/measurements.md.
 */
const FINER = 0.75;

/** Places a sprite. Returns undefined if nothing of it is seen. */
export function placeSprite(
  sprites: Sprites,
  sprite: number,
  textures: Textures,
  { width, height }: Canvas,
): PlacedSprite | undefined {
  const { poses, opacities } = sprites;
  const p = sprite * 6; // number by number, as in `poses.ts`
  const [a, b, c, d, e, f] = [poses[p], poses[p + 1], poses[p + 2], poses[p + 3], poses[p + 4], poses[p + 5]];
  const area = a * d - b * c;
  const u = slope(d / area, -c / area, e, f);
  const v = slope(-b / area, a / area, e, f);
  const opacity = opacities[sprite];
  // written so that what is no number is not drawn either
  if (!(u.extent > THINNEST && v.extent > THINNEST && opacity > 0)) return undefined;

  // its sides are soft, half a pixel further out
  const x = reach(a * (1 + 1 / u.extent), c * (1 + 1 / v.extent), e + (a + c) / 2, width);
  const y = reach(b * (1 + 1 / u.extent), d * (1 + 1 / v.extent), f + (b + d) / 2, height);
  if (!(x.from < x.to && y.from < y.to)) return undefined;
  const sources = sourcesOf(sprites, sprite, textures, { u, v });
  return { left: x.from, top: y.from, right: x.to, bottom: y.to, u, v, opacity, sources };
}

/** The pixels along one side of the frame that a parallelogram reaches: its middle is at `middle`, its sides are `one` and `other` long there. */
function reach(
  one: number,
  other: number,
  middle: number,
  side: number,
): { readonly from: number; readonly to: number } {
  const half = (Math.abs(one) + Math.abs(other)) / 2;
  return { from: Math.max(0, Math.ceil(middle - half - 0.5)), to: Math.min(side, Math.floor(middle + half - 0.5) + 1) };
}

/** A coordinate that is 0 at e, f and rises by x and y from pixel to pixel. */
function slope(x: number, y: number, e: number, f: number): Slope {
  return { start: (0.5 - e) * x + (0.5 - f) * y, x, y, extent: 1 / Math.sqrt(x * x + y * y) };
}

/** The slopes of both coordinates. */
interface Slopes {
  readonly u: Slope;
  readonly v: Slope;
}

function sourcesOf({ textures: own, others, mixes }: Sprites, sprite: number, textures: Textures, slopes: Slopes) {
  const mix = own[sprite] === others[sprite] ? 0 : mixes[sprite];
  const sources = mix < 1 ? sizesOf(textures, own[sprite], slopes, 1 - mix) : [];
  return mix > 0 ? [...sources, ...sizesOf(textures, others[sprite], slopes, mix)] : sources;
}

/** The two sizes of a texture between which lies the one that is asked for, or the only one; both weigh `weight`. */
function sizesOf({ widths, heights, starts }: Textures, texture: number, slopes: Slopes, weight: number) {
  const [width, height] = [widths[texture], heights[texture]];
  let source: TextureSource = { start: starts[texture], width, height, spanX: width, spanY: height, weight };
  let density = FINER * densityOf(source, slopes);
  while (density >= 2 && !isLast(source)) {
    source = halved(source);
    density /= 2;
  }
  const coarser = isLast(source) ? 0 : Math.max(0, density - 1);
  const sizes: TextureSource[] = [];
  if (coarser < 1) sizes.push({ ...source, weight: weight * (1 - coarser) });
  if (coarser > 0) sizes.push({ ...halved(source), weight: weight * coarser });
  return sizes;
}

/** Pixels of the view in a pixel of the frame, in the direction in which they are most. */
function densityOf({ spanX, spanY }: TextureSource, { u, v }: Slopes): number {
  const across = spanX * spanX * (u.x * u.x + u.y * u.y);
  const down = spanY * spanY * (v.x * v.x + v.y * v.y);
  const both = spanX * spanY * (u.x * v.x + u.y * v.y);
  const apart = across - down;
  return Math.sqrt((across + down + Math.sqrt(apart * apart + 4 * both * both)) / 2);
}

function isLast({ width, height }: TextureSource): boolean {
  return width === 1 && height === 1;
}

/** The next size. Where a last row or column had none beside it to be averaged with, it reaches beyond the view. */
function halved({ start, width, height, spanX, spanY, weight }: TextureSource): TextureSource {
  return {
    start: start + width * height * 3,
    width: Math.ceil(width / 2),
    height: Math.ceil(height / 2),
    spanX: spanX / 2,
    spanY: spanY / 2,
    weight,
  };
}
