/** How well each cell of a plan is matched: what an assignment weighs, found again from the plan and thumbnails. */

import { describeCells } from '../../describe/cells.js';
import { mirrorRows } from '../../describe/describer.js';
import type { Descriptor } from '../../describe/descriptor.js';
import { throwIfAborted } from '../../errors.js';
import { areaMeans } from '../../pixels/area.js';
import type { Raster } from '../../pixels/raster.js';
import { descriptorFor } from '../../plan/make.js';
import type { Plan } from '../../plan/plan.js';
import type { Hooks, PhotoSource } from '../../ports.js';
import type { Settings } from '../../settings/table.js';
import { chooseLanding, type LandingInput } from './landing.js';
import { measurePhotos, shownThumbnails } from './thumbnails.js';
import { vividness } from './vividness.js';

/**
 * Cell → the squared distance of its view from the target below it: one float a cell.
 *
 * @param target      of the size the plan was made for
 * @param descriptor  what it was made with
 */
export async function landingCosts(
  plan: Plan,
  target: Raster,
  { photos, descriptor }: { readonly photos: PhotoSource; readonly descriptor: Descriptor },
  hooks: Pick<Hooks, 'signal'> = {},
): Promise<Float32Array> {
  const { curve, dims } = descriptor;
  const cells = await describeCells(target, plan.layout, descriptor, hooks);
  const costs = new Float32Array(plan.photos.length);
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
      const shape = plan.layout.classOf[cell];
      const samples = descriptor.samples(shape);
      const means = areaMeans(thumbnail, box, { ...samples, curve });
      if (plan.mirrored[cell] === 1) mirrorRows(means, samples);
      descriptor.encode(means, shape, row, 0);
      for (let k = 0; k < dims; k++) costs[cell] += (row[k] - cells.data[cell * dims + k]) ** 2;
    }
  }
  return costs;
}

/** The cell that makes the best landing, by all that is known. @param target  undefined if it is not there: how well cells match is not known, then */
export async function bestLanding(
  input: Omit<LandingInput, 'costs' | 'vivid'> & { readonly photos: PhotoSource; readonly settings: Settings },
  target: Raster | undefined,
  hooks: Pick<Hooks, 'signal'>,
): Promise<number> {
  const { plan, photos, settings } = input;
  const costs =
    target && (await landingCosts(plan, target, { photos, descriptor: descriptorFor(settings, plan.layout) }, hooks));
  return chooseLanding({ ...input, costs, vivid: await measurePhotos(plan, photos, vividness) });
}
