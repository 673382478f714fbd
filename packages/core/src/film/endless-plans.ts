/**
 * The mosaics that an endless zoom goes through: each imitates the photo in the landing cell of the one before, and in the
 * last one's landing cell stands the target of the first.
 */

import { describeCells } from '../describe/cells.js';
import { descriptorOf } from '../describe/descriptor-of.js';
import { targetCrop } from '../layout/drawn-size.js';
import { cellShape } from '../layout/ground.js';
import type { Library } from '../library/library.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';
import { centreCrop, type Rect } from '../pixels/rect.js';
import { makePlan } from '../plan/make.js';
import type { Plan } from '../plan/plan.js';
import type { Hooks, PhotoSource, Pool } from '../ports.js';
import { viewOf } from '../render/views.js';
import { givenSettings, parseSettings } from '../settings/parse.js';
import type { Settings, SettingsInput } from '../settings/table.js';
import { bestNearMiddle, type PhotoSize, ranksOf } from './landing/landing.js';
import { bestLanding } from './landing/landing-costs.js';

/** What the mosaics are made from. */
export interface EndlessInput {
  /** The first mosaic, the cell that the camera goes into, and its target. */
  readonly plan: Plan;
  readonly landing: number;
  readonly target: Raster;
  /** The plan's photos. */
  readonly photos: PhotoSource;
  readonly sizes: PhotoSize;
  /** Photos that may stand in the others: all of them the plan's. */
  readonly library: Library;
  /** The library's thumbnails, in its order. */
  readonly thumbnails: PhotoSource;
  /** The plan's. */
  readonly settings: SettingsInput;
  /** How many mosaics there are, with the first. */
  readonly mosaics: number;
  readonly frame: { readonly width: number; readonly height: number };
  readonly pool?: Pool;
}

/** With settings that are parsed. */
type ReadyInput = EndlessInput & { readonly settings: Settings };

/** A mosaic to go into; its photos have the numbers of the first one's. */
export interface EndlessMosaic {
  readonly plan: Plan;
  /** The cell that the camera goes into. */
  readonly landing: number;
}

/**
 * Makes the mosaics behind the first: as many cells across as down, so that each fills a cell, and no more than the first
 * one has, by its settings and bounds of uses; pins and least uses are the first one's alone.
 *
 * @throws MosaicError as `makePlan` does
 */
export async function endlessPlans(given: EndlessInput, hooks: Hooks = {}): Promise<EndlessMosaic[]> {
  const input = { ...given, settings: parseSettings(given.settings) };
  const { mosaics } = input;
  const made: EndlessMosaic[] = [];
  let before: EndlessMosaic = input;
  for (let m = 1; m < mosaics; m++) {
    const { plan, shown } = await within(before, input, hooks);
    const isLast = m === mosaics - 1;
    const landing = isLast
      ? await lastLanding(plan, shown, input, hooks)
      : await bestLanding({ ...input, plan, within: true }, shown, hooks);
    before = { plan, landing };
    made.push(before);
  }
  return made;
}

/** Pixels of a target for each cell of its mosaic; descriptors look at a fourth of a cell. */
const PER_CELL = 12;

/** The mosaic in the landing cell of another. */
async function within(
  { plan: outer, landing }: EndlessMosaic,
  { plan: first, photos, library, thumbnails, settings, pool }: ReadyInput,
  hooks: Hooks,
): Promise<{ readonly plan: Plan; readonly shown: Raster }> {
  const cell = cellShape(outer.layout.shape, landing);
  const side = Math.max(1, Math.floor(Math.sqrt(first.photos.length)));
  const width = side * PER_CELL;
  const shown = await photos.view(viewOf(outer, landing), width, Math.max(1, Math.round((width * cell[1]) / cell[0])));
  const kept = givenSettings(settings, ['columns', 'rows', 'cell', 'size', 'minUses', 'overlay']);
  const own = parseSettings({ ...kept, columns: side, rows: side, shape: cell, seed: first.seed });
  const numbers = numbersIn(first.ids, library.ids);
  const rules = { maxUses: Uint32Array.from(numbers, (photo) => first.rules.maxUses[photo]) };
  const { plan } = await makePlan({ target: shown, library, photos: thumbnails, settings: own, rules, pool }, hooks);
  const { minUses, maxUses, groupBudget } = first.rules;
  return {
    shown,
    plan: {
      ...plan,
      photos: plan.photos.map((photo) => numbers[photo]),
      ...{ ids: first.ids, groups: first.groups },
      rules: { ...plan.rules, minUses: minUses.map(() => 0), maxUses, groupBudget },
    },
  };
}

/** Id → its index among others, which have them all. */
function numbersIn(all: readonly string[], ids: readonly string[]): number[] {
  const numbers = new Map(all.map((id, number) => [id, number]));
  return ids.map((id) => numbers.get(id) ?? 0);
}

/** The cell near the middle in which the first mosaic's target stands best. */
async function lastLanding(
  plan: Plan,
  shown: Raster,
  { plan: first, target, settings }: ReadyInput,
  hooks: Hooks,
): Promise<number> {
  const { shape, classes, classOf } = plan.layout;
  const descriptor = descriptorOf({
    match: 'multiscale',
    detail: settings.detail,
    cell: shape.cell,
    classes,
    cut: false,
  });
  const { curve, dims } = descriptor;
  const cells = await describeCells(shown, plan.layout, descriptor, hooks);
  const box = seenInCell(first, target);
  const rows = classes.map((_, form) => {
    const row = new Float32Array(dims);
    descriptor.encode(areaMeans(target, box, { ...descriptor.samples(form), curve }), form, row, 0);
    return row;
  });
  const costs = new Float32Array(plan.photos.length);
  for (let cell = 0; cell < costs.length; cell++) {
    const row = rows[classOf[cell]];
    for (let k = 0; k < dims; k++) costs[cell] += (row[k] - cells.data[cell * dims + k]) ** 2;
  }
  const ranks = ranksOf(costs);
  return bestNearMiddle(plan, (cell) => ranks[cell]);
}

/** The part of the target that a cell shows: what the mosaic keeps of it, cut to the shape of a cell. */
function seenInCell({ layout: { shape } }: Plan, { width, height }: Raster): Rect {
  const kept = targetCrop(shape, width, height);
  const part = centreCrop(kept.w, kept.h, shape.cell[0] / shape.cell[1]);
  return { x: kept.x + part.x, y: kept.y + part.y, w: part.w, h: part.h };
}
