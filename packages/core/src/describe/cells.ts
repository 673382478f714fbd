import { cellCount, type Layout } from '../layout/layout.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';
import type { Hooks } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Descriptor, Features } from './descriptor.js';

/**
 * Describes every cell of a layout by the part of the target below it.
 *
 * @param target  of the size the layout was made for
 * @returns cells × descriptor.dims
 */
export async function describeCells(
  target: Raster,
  layout: Layout,
  descriptor: Descriptor,
  hooks: Hooks = {},
): Promise<Features> {
  const rows = cellCount(layout);
  const { side, curve, dims } = descriptor;
  const lattice = { columns: side, rows: side, curve };
  const data = new Float32Array(rows * dims);
  const means = new Float32Array(side * side * 3);
  const { boxes } = layout;
  const rest = eventLoopYielder(hooks.signal);
  for (let cell = 0; cell < rows; cell++) {
    const b = cell * 4;
    areaMeans(target, { x: boxes[b], y: boxes[b + 1], w: boxes[b + 2], h: boxes[b + 3] }, lattice, means);
    descriptor.encode(means, data, cell * dims);
    await rest();
  }
  return { rows, dims, data };
}
