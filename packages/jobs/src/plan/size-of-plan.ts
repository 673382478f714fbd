import { MosaicError, type PlanFile, parseSettings, type Settings } from '@tesserae/core';
import { isGiven } from '@tesserae/core/internal';

/** The size is that of the input, else that of the plan. */
export function sizeSettings(settings: Settings, saved: PlanFile): Settings {
  const own = parseSettings(saved.settings);
  const dpi = isGiven(settings, 'dpi') ? settings.dpi : own.dpi;
  if (isGiven(settings, 'cell') && isGiven(settings, 'size')) {
    const received = 'given together with cell, and the columns stand in the plan';
    throw new MosaicError('settings', { subject: 'size', received, waysOut: [{ omit: 'size' }, { omit: 'cell' }] });
  }
  const decided = isGiven(settings, 'cell') || isGiven(settings, 'size') ? settings : own;
  return { ...decided, dpi };
}
