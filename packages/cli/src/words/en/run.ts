/** What is said of a run as such. */

import type { EarlierParts } from '@tesserae/node/internal';
import { type Line, NAMED, step } from '../line.js';
import { counted, plural } from './numbers.js';

/** A picture that is gone on with. */
export function resumedLine({ from, height }: { readonly from: number; readonly height: number }): Line {
  return step('resume', `${counted(from)} of ${counted(height)} rows are already drawn`);
}

/** What became of the parts of an earlier run. */
export function partsLine({ code, parts }: EarlierParts): Line {
  const there = `${plural(parts, 'part')} of an earlier run ${parts === 1 ? 'is' : 'are'}`;
  if (code === 'parts-used') return step('resume', `${there} used again`);
  const why = code === 'parts-of-another-run' ? 'not usable for this output' : 'used only with --resume';
  return step('note', `${there} removed: ${why}`);
}

/** How many photos were drawn from their thumbnails, where the notes did not name them all. */
export function thumbnailLines(photos: number): Line[] {
  return photos > NAMED ? [step('note', `${counted(photos)} photos in all are drawn from their thumbnails.`)] : [];
}

/** Why a run that did what it could has failed. */
export function strictWords(refused: number): string {
  return `--strict: ${plural(refused, 'photo')} ${refused === 1 ? 'was' : 'were'} refused, so the exit code is 1.`;
}
