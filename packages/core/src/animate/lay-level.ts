/** Lays one size of a picture on a canvas: first along its rows, then along its columns, in light. */

import type { Canvas } from './canvas.js';
import { type Laying, type Level, reachOf } from './level.js';
import { layLevelByKernel } from './level-kernel.js';
import { layLevelPlainly } from './level-twin.js';

/** Lays a level. Cost: a product for each weight and sample, about four across and four down where pixels are as large. */
export function layLevel(canvas: Canvas, level: Level, laying: Laying): void {
  const reach = reachOf(canvas, level, laying);
  const { kernel } = canvas;
  if (kernel !== undefined && layLevelByKernel(kernel, canvas, level, { laying, reach })) return;
  layLevelPlainly(canvas, level, laying, reach);
}
