/** How well each cell of a plan is matched: what an assignment weighs, found again from the plan and thumbnails. */

import { describeCells } from '../../describe/cells.js';
import type { Descriptor } from '../../describe/descriptor.js';
import { throwIfAborted } from '../../errors.js';
import { areaMeans } from '../../pixels/area.js';
import type { Raster } from '../../pixels/raster.js';
import type { Plan } from '../../plan/plan.js';
import type { Hooks, PhotoSource } from '../../ports.js';
import { shownThumbnails } from './shown-thumbnails.js';

/** What matches are weighed with. */
export interface LandingMatch {
  readonly photos: PhotoSource;
  /** What the plan was made with. */
  readonly descriptor: Descriptor;
}

/**
 * Cell → the squared distance of its view from the target below it: one float a cell.
 *
 * @param target  of the size the plan was made for
 */
export async function landingCosts(
  plan: Plan,
  target: Raster,
  { photos, descriptor }: LandingMatch,
  hooks: Pick<Hooks, 'signal'> = {},
): Promise<Float32Array> {
  const { side, curve, dims } = descriptor;
  const cells = await describeCells(target, plan.layout, descriptor, hooks);
  const costs = new Float32Array(plan.photos.length);
  const means = new Float32Array(side * side * 3);
  const row = new Float32Array(dims);
  const cellsOf = Array.from(plan.ids, (): number[] => []);
  plan.photos.forEach((photo, cell) => {
    cellsOf[photo].push(cell);
  });

  for await (const [photo, thumbnail] of shownThumbnails(plan, photos)) {
    throwIfAborted(hooks.signal);
    const { width, height } = thumbnail;
    for (const cell of cellsOf[photo]) {
      const [x, y, w, h] = plan.crops.subarray(cell * 4, cell * 4 + 4);
      const box = { x: x * width, y: y * height, w: w * width, h: h * height };
      areaMeans(thumbnail, box, { columns: side, rows: side, curve }, means);
      if (plan.mirrored[cell] === 1) mirror(means, side);
      descriptor.encode(means, row, 0);
      for (let k = 0; k < dims; k++) costs[cell] += (row[k] - cells.data[cell * dims + k]) ** 2;
    }
  }
  return costs;
}

/** Turns side × side colours left to right. */
function mirror(means: Float32Array, side: number): void {
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side >> 1; x++) {
      const [a, b] = [(y * side + x) * 3, (y * side + side - 1 - x) * 3];
      for (let i = 0; i < 3; i++) {
        const kept = means[a + i];
        means[a + i] = means[b + i];
        means[b + i] = kept;
      }
    }
  }
}
