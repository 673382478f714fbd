import { cellCount, type Layout } from '../layout/layout.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';
import type { Hooks } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import { type Descriptor, emptyRows, type Features } from './descriptor.js';

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
  const { curve, dims } = descriptor;
  const data = emptyRows(descriptor, rows);
  const lattices = layout.classes.map((_, shape) => ({ ...descriptor.samples(shape), curve }));
  const rooms = lattices.map(({ columns, rows: lines }) => new Float32Array(columns * lines * 3));
  const { boxes, classOf } = layout;
  const rest = eventLoopYielder(hooks.signal);
  for (let cell = 0; cell < rows; cell++) {
    const b = cell * 4;
    const shape = classOf[cell];
    const box = { x: boxes[b], y: boxes[b + 1], w: boxes[b + 2], h: boxes[b + 3] };
    descriptor.encode(areaMeans(target, box, lattices[shape], rooms[shape]), shape, data, cell * dims);
    await rest();
  }
  return { rows, dims, data };
}
