/**
 * Photos that move by themselves, laid nearest first. What a photo covers of a pixel is taken from what is still open of it,
 * so photos that touch leave no seam, and what is covered costs nothing more.
 *
 * Source of the rule: T. Porter, T. Duff, "Compositing Digital Images", SIGGRAPH 1984, doi:10.1145/800031.808606: their
 * operator *plus*, for shapes that share a pixel without overlapping in it.
 */

import type { Canvas } from '../canvas.js';
import { placeSprite } from './placed-sprite.js';
import { drawSpriteByKernel } from './sprite-kernel.js';
import type { Sprites } from './sprites.js';
import type { Textures } from './textures.js';

/**
 * Lays sprites over what the canvas holds. Cost: the frame once, and eight pixels of a texture for each pixel that a sprite
 * is seen in.
 */
export function drawSprites(canvas: Canvas, sprites: Sprites, textures: Textures): void {
  const { kernel } = canvas;
  open(canvas);
  for (let i = 0; i < sprites.drawn; i++) {
    const placed = placeSprite(sprites, sprites.order[i], textures, canvas);
    if (placed !== undefined) drawSpriteByKernel(kernel, canvas, placed, textures);
  }
  kernel.exports.close(kernel.light, kernel.laid, canvas.width * canvas.height);
}

/** Nothing is laid yet, all is open. */
function open({ laid }: Canvas): void {
  laid.set([0, 0, 0, 1]);
  for (let filled = 4; filled < laid.length; filled *= 2) laid.copyWithin(filled, 0, filled);
}
