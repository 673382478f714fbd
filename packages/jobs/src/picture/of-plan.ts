/** Pictures of a saved plan: their size, and what is told of every one. */

import { cellWidth, drawnSize, MosaicError, type Plan, type PlanFile, type Settings } from '@tesserae/core';
import { isGiven, limitRecolouring } from '@tesserae/core/internal';
import { checkFits, formatOf } from '@tesserae/node/internal';
import { checkMemory } from '../estimate/memory.js';
import type { Note } from '../notes.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';

/** A picture of a plan. */
export type PictureOfPlan = ReturnType<typeof pictureOfPlan>;

/**
 * The picture that is asked for. `sized` are the settings of its size: those that were given, else the plan's; `settings` are what was given,
 * with the dots an inch of the size.
 *
 * @throws MosaicError what `formatOf`, `checkFits` and `checkMemory` throw; `settings` for a size that cannot be
 */
export function pictureOfPlan(output: string, settings: Settings, saved: PlanFile) {
  const { shape } = saved.plan.layout;
  const sized = sizeSettings(settings, saved);
  const format = formatOf(output);
  const cell = cellWidth(sized, shape);
  const size = drawnSize(shape, cell);
  checkFits(format, size.width, size.height, shape);
  const picture = { shape, cell, ...size, format: format.name };
  checkMemory(settings, picture, new Set(saved.plan.photos).size);
  return { ...picture, output, sized, settings: { ...settings, dpi: sized.dpi } };
}

/** The size is that of the input, else that of the plan. */
export function sizeSettings(settings: Settings, saved: PlanFile): Settings {
  const own = settingsOfPlan(saved);
  const dpi = isGiven(settings, 'dpi') ? settings.dpi : own.dpi;
  if (isGiven(settings, 'cell') && isGiven(settings, 'size')) {
    const received = 'given together with cell, and the columns stand in the plan';
    throw new MosaicError('settings', { subject: 'size', received, waysOut: [{ omit: 'size' }, { omit: 'cell' }] });
  }
  const decided = isGiven(settings, 'cell') || isGiven(settings, 'size') ? settings : own;
  return { ...decided, dpi };
}

/** A note if the target is blended over the photos: never left out. */
export function overlayNotes({ overlay }: Plan): Note[] {
  return overlay > 0 ? [{ code: 'overlay-drawn', values: { overlay } }] : [];
}

/**
 * The plan with its recolouring held to what was asked for.
 *
 * @throws MosaicError `settings` for the tint `auto`: a plan has its tint, and a drawing only takes some of it back
 */
export function recolouringHeld(plan: Plan, settings: Settings): Plan {
  const { tint } = settings;
  if (tint === 'auto') {
    const expected = 'a number: a plan has its tint already, and can only lose some of it';
    throw new MosaicError('settings', { subject: 'tint', expected, received: '"auto"', waysOut: [{ omit: 'tint' }] });
  }
  return limitRecolouring(plan, {
    tint: isGiven(settings, 'tint') ? tint : Number.POSITIVE_INFINITY,
    overlay: isGiven(settings, 'overlay') ? settings.overlay : 100,
  });
}
