/** What of an edit its input and the plan decide: all that can be refused before the photos are looked at. */

import { cellWidth, gridPixels, MosaicError, type PlanFile, type Settings } from '@tesserae/core';
import { checkFits, formatOf } from '@tesserae/node/internal';
import { checkMemory } from '../estimate/memory.js';
import type { Host } from '../host.js';
import { checkOutputs } from '../outputs/check.js';
import { placesOf } from '../outputs/places.js';
import type { DrawnSize } from '../picture/format.js';
import { readPlan } from '../plan/read-plan.js';
import { sizeSettings } from '../plan/size-of-plan.js';
import type { EditInput } from './options.js';

/**
 * Where the edited plan goes.
 *
 * @throws MosaicError `usage` if it is not said, or seems to be a picture
 */
export function planOutput({ plan, output, force, dryRun }: EditInput): string {
  if (output === undefined && !force && !dryRun) {
    const waysOut = [{ give: 'output', as: 'new.plan.json' }, { give: 'force' }] as const;
    throw new MosaicError('usage', {
      subject: 'output',
      expected: 'a name for the plan',
      received: 'nothing',
      waysOut,
    });
  }
  if (/\.(png|tiff?|jpe?g|webp|avif)$/i.test(output ?? '')) {
    const waysOut = [{ give: 'render', as: output }] as const;
    throw new MosaicError('usage', { subject: 'output', expected: 'a name for the plan', received: output, waysOut });
  }
  return output ?? plan;
}

/**
 * The plan, once it is sure that no output replaces what is read: but for the plan itself, where that is allowed.
 *
 * @throws MosaicError what `checkOutputs` and `readPlan` throw
 */
export async function planToEdit(input: EditInput, output: string, host: Host): Promise<PlanFile> {
  const { plan, render, library = host.library, dryRun } = input;
  const own = await placesOf(plan);
  const isReplaced = (await placesOf(output)).some((place) => own.includes(place));
  const outputs = { output, render };
  // a dry run replaces nothing
  const check = { library, force: input.force || dryRun };
  await checkOutputs(outputs, host, { ...check, files: isReplaced ? [] : [plan], photos: [] });
  const saved = await readPlan(plan);
  await checkOutputs(outputs, host, { ...check, files: [saved.target.path, saved.library], photos: saved.paths });
  return saved;
}

/** A picture of the edited plan. */
export interface PictureOfEdit extends DrawnSize {
  readonly output: string;
  /** As `formatOf` names it. */
  readonly format: string;
  /** The input's, with the dots an inch of the plan. */
  readonly settings: Settings;
}

/**
 * The picture that is asked for, if one is.
 *
 * @throws MosaicError what `checkFits` and `checkMemory` throw
 */
export function pictureOfEdit({ render: output, settings }: EditInput, saved: PlanFile): PictureOfEdit | undefined {
  if (output === undefined) return undefined;
  const { layout, photos } = saved.plan;
  const { shape } = layout;
  const sized = sizeSettings(settings, saved);
  const format = formatOf(output);
  const cell = cellWidth(sized, shape);
  const size = gridPixels(shape, cell);
  checkFits(format, size.width, size.height, shape);
  const picture = { shape, cell, ...size, format: format.name };
  checkMemory(settings, picture, new Set(photos).size);
  return { ...picture, output, settings: { ...settings, dpi: sized.dpi } };
}
