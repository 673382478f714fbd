/**
 * Draws a frame of a film. This is all there is in a film: the ground, pictures one over the other, and photos in flight.
 *
 *     Moment ─ seenAt ──▶ Seen (which part of which picture) ─ drawLayer ──▶ ┐
 *            └ spritesAt ─▶ Sprites (where each photo flies) ─ drawSprites ─▶ ┴ Canvas ─ toRgb ─▶ a frame
 */

import { type Canvas, fill } from './canvas.js';
import { drawSprites } from './draw-sprites.js';
import { drawLayer } from './layer.js';
import type { Level } from './level.js';
import { type Seen, seenAt } from './seen.js';
import type { Sprites } from './sprites.js';
import type { Textures } from './textures.js';
import type { Moment, Stage } from './timeline.js';

/** What a frame is drawn from. */
export interface MomentScenery {
  /** sRGB bytes: what shows where there is no photo. */
  readonly background: readonly [r: number, g: number, b: number];
  /** Slot of `slotsOf` → the sizes of that picture that are at hand, coarse to fine. */
  readonly levels: readonly (readonly Level[])[];
  /** Photos in flight, where they fly. */
  readonly flying?: { readonly sprites: Sprites; readonly textures: Textures };
}

/** Draws a moment over whatever the canvas holds. */
export function drawMoment(canvas: Canvas, stage: Stage, moment: Moment, scenery: MomentScenery): void {
  const { background, levels, flying } = scenery;
  fill(canvas, background);
  // the canvas is what is left where no photo flies
  if (flying) drawSprites(canvas, flying.sprites, flying.textures);
  for (const seen of seenAt(stage, moment, flying !== undefined)) drawSeen(canvas, seen, levels[seen.slot]);
}

function drawSeen(canvas: Canvas, { window, clip, opacity }: Seen, levels: readonly Level[]): void {
  if (levels.length > 0) drawLayer(canvas, { levels, window, clip, opacity });
}
