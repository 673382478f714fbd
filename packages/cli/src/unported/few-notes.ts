/** Notes about single photos, of which there may be thousands: a disk that is not plugged in takes all of them away. */

import type { PhotoFallback } from '@tesserae/node';
import { fallbackWords } from '../words/en/findings.js';
import type { Call } from './call.js';

/** So many are said in full. */
const NAMED = 5;

/** Says the first notes to a person and that there are more; to a program, or with -v, all of them. */
export function fewNotes({ voice, flags }: Pick<Call, 'voice' | 'flags'>): (fallback: PhotoFallback) => void {
  let notes = 0;
  return (fallback) => {
    notes++;
    if (notes <= NAMED || flags.json || flags.verbose) voice.note(fallbackWords(fallback));
    else if (notes === NAMED + 1) voice.step('', '… and more photos, likewise; -v names them all');
  };
}

/**
 * Says to a person how many photos were drawn from their thumbnails, where the notes did not name them all.
 *
 * @returns how many
 */
export function sayStandIns(
  { voice, flags }: Pick<Call, 'voice' | 'flags'>,
  standIns: readonly PhotoFallback[],
): number {
  const { length } = standIns;
  if (length > NAMED && !flags.json) voice.note(`${length} photos in all are drawn from their thumbnails.`);
  return length;
}
