/** Lays one size of a picture on a canvas: first along its rows, then along its columns, in light. */

import type { Canvas } from '../canvas.js';
import { type Level, type LevelPlacement, levelTaps } from './level.js';
import { drawLevelByFallback } from './level-fallback.js';
import { drawLevelByKernel } from './level-kernel.js';

/** Lays a level. Cost: a product for each weight and sample, about four across and four down where pixels are as large. */
export function drawLevel(canvas: Canvas, level: Level, laying: LevelPlacement): void {
  const reach = levelTaps(canvas, level, laying);
  if (!drawLevelByKernel(canvas.kernel, canvas, level, { laying, reach }))
    drawLevelByFallback(canvas, level, laying, reach);
}
