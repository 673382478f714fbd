/** The settings of a plan, also of one that an older version made. */

import { type PlanFile, parseSettings, type Settings } from '@tesserae/core';
import type { Note } from '../notes.js';

/** As today's program takes them: older versions called a way to match "pyramid", and refined by a number. */
export function settingsOfPlan({ settings }: Pick<PlanFile, 'settings'>): Settings {
  const { match, refine } = settings;
  return parseSettings({
    ...settings,
    match: match === 'pyramid' ? 'multiscale' : match,
    refine: typeof refine === 'number' ? refine > 0 : refine,
  });
}

/** A note if a plan's certificate is of an older measure of likeness: bounds of then left spacing aside. */
export function olderNotes({ certificate, settings }: Pick<PlanFile, 'certificate' | 'settings'>): Note[] {
  const isOlder = certificate !== null && !certificate.spaced && settings.match !== 'mean';
  return isOlder ? [{ code: 'older-measure', values: {} }] : [];
}
