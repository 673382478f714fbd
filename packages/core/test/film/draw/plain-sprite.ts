/** Lays sprites by plain code: to the bit what the kernel does (`packages/core/kernel/film-sprites.ts`). */

import {
  type Canvas,
  CLOSED,
  LINEAR,
  type PlacedSprite,
  placeSprite,
  type Sprites,
  type Textures,
} from '@tesserae/core/internal';

type Slope = PlacedSprite['u'];
type TextureSource = PlacedSprite['sources'][number];

/** Lays all sprites on a canvas of which all is open, and leaves in `laid` what they are. */
export function drawSpritesPlainly(canvas: Canvas, sprites: Sprites, textures: Textures): void {
  canvas.laid.forEach((_, i) => {
    canvas.laid[i] = i % 4 === 3 ? 1 : 0;
  });
  for (const sprite of sprites.order.subarray(0, sprites.drawn)) {
    const placed = placeSprite(sprites, sprite, textures, canvas);
    if (placed) drawSpritePlainly(canvas, placed, textures);
  }
}

/** Lays a sprite on what is open. */
function drawSpritePlainly({ width, laid }: Canvas, placed: PlacedSprite, { rgb }: Textures): void {
  const { left, right, top, bottom, u, v, opacity, sources } = placed;
  const brush: Brush = { rgb, colour: new Float32Array(3) };
  const { colour } = brush;
  for (let y = top; y < bottom; y++) {
    const startU = u.start + y * u.y;
    const startV = v.start + y * v.y;
    for (let x = left; x < right; x++) {
      const o = (y * width + x) * 4;
      const left = laid[o + 3];
      if (left === 0) continue;
      const atU = startU + x * u.x;
      const atV = startV + x * v.x;
      const covered = overlap(atU, u) * overlap(atV, v) * opacity;
      if (covered <= 0) continue;
      const share = covered >= left - CLOSED ? left : Math.fround(covered);
      colour.fill(0);
      for (const source of sources) add(brush, source, atU, atV);
      for (let c = 0; c < 3; c++) laid[o + c] = Math.fround(laid[o + c] + Math.fround(share * colour[c]));
      laid[o + 3] = Math.fround(left - share);
    }
  }
}

/** How much of a pixel, taken as a stretch of length 1 straight across, lies between the two sides of a view. */
function overlap(at: number, { extent }: Slope): number {
  const from = Math.min(1, at * extent + 0.5);
  const to = Math.min(1, (1 - at) * extent + 0.5);
  return Math.max(0, from + to - 1);
}

/** What a pixel's colour is mixed with, and the colour: red, green and blue. */
interface Brush {
  readonly rgb: Uint8Array;
  readonly colour: Float32Array;
}

/** Adds the light of a texture at u, v: between the four pixels around it, its edge beyond it. */
function add(brush: Brush, source: TextureSource, u: number, v: number): void {
  const { start, width, height, weight } = source;
  const x = Math.max(0, Math.min(width - 1, u * source.spanX - 0.5));
  const y = Math.max(0, Math.min(height - 1, v * source.spanY - 0.5));
  const column = Math.floor(x);
  const row = Math.floor(y);
  const partX = x - column;
  const partY = y - row;
  const upper = start + (row * width + column) * 3;
  const lower = row + 1 < height ? upper + width * 3 : upper;
  const next = column + 1 < width ? 3 : 0;
  addPixel(brush, upper, (1 - partX) * (1 - partY) * weight);
  addPixel(brush, upper + next, partX * (1 - partY) * weight);
  addPixel(brush, lower, (1 - partX) * partY * weight);
  addPixel(brush, lower + next, partX * partY * weight);
}

function addPixel({ rgb, colour }: Brush, at: number, weight: number): void {
  const rounded = Math.fround(weight);
  for (let c = 0; c < 3; c++) {
    colour[c] = Math.fround(colour[c] + Math.fround(rounded * LINEAR[rgb[at + c]]));
  }
}
