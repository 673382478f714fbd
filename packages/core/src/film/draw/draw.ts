/**
 * Draws a frame of a film. This is all there is in a film: the ground, pictures one over the other, and photos in flight.
 *
 *     Moment ─ seenAt ──▶ Seen (which part of which picture) ─ drawLayer ──▶ ┐
 *            └ spritesAt ─▶ Sprites (where each photo flies) ─ drawSprites ─▶ ┴ Canvas ─ toRgb ─▶ a frame
 */

import type { FilmGeometry, Moment } from '../timeline.js';
import { backdropsSeen, type PictureSlot, type VisiblePicture, visiblePictures } from '../visible-pictures.js';
import { type Canvas, fill } from './canvas.js';
import { drawText, type FrameText } from './draw-text.js';
import { drawLayer } from './layers/layer.js';
import type { Level } from './layers/level.js';
import { drawSprites } from './sprites/draw-sprites.js';
import type { Sprites } from './sprites/sprites.js';
import type { Textures } from './sprites/textures.js';

/** What is written over a film. Plain data, on shared memory. */
export interface FilmTexts {
  readonly title: FrameText | undefined;
  readonly end: FrameText | undefined;
}

/** What a frame is drawn from. */
export interface MomentPictures {
  /** sRGB bytes: what shows where there is no photo. */
  readonly background: readonly [r: number, g: number, b: number];
  /** Pictures in the sizes that are at hand, coarse to fine. */
  readonly levels: ReadonlyMap<PictureSlot, readonly Level[]>;
  readonly texts?: FilmTexts | undefined;
  /** Photos in flight, in a moment in which they fly. */
  readonly flying?: { readonly sprites: Sprites; readonly textures: Textures };
}

/** Draws a moment over whatever the canvas holds. */
export function drawMoment(canvas: Canvas, stage: FilmGeometry, moment: Moment, pictures: MomentPictures): void {
  const { background, levels, flying, texts } = pictures;
  fill(canvas, background);
  const draw = ({ slot, ...seen }: VisiblePicture): void => {
    const sizes = levels.get(slot);
    if (sizes) drawLayer(canvas, { levels: sizes, ...seen });
  };
  backdropsSeen(stage, moment).forEach(draw);
  // the canvas is what is left where no photo flies
  if (flying) drawSprites(canvas, flying.sprites, flying.textures);
  visiblePictures(stage, moment).forEach(draw);
  if (texts?.title && moment.title > 0) drawText(canvas, texts.title, moment.title);
  if (texts?.end && moment.end > 0) drawText(canvas, texts.end, moment.end);
}
