/** Which photos of the library a run is to leave alone: from flags to a sieve, and what it hid in words. */

import { MosaicError, withFields } from '@tesserae/core';
import { type HiddenCounts, type Period, type PhotoFilter, periodOf } from '@tesserae/node';
import { counted } from '../words/en/numbers.js';
import type { Flags } from './flags.js';

/**
 * The sieve that flags ask for.
 *
 * @throws MosaicError `usage`
 */
export function sieveOf(flags: Flags): PhotoFilter {
  const { skipScreenshots, skipFlat, skipBlurry } = flags;
  const since = flags.since === undefined ? undefined : period('since', flags.since).start;
  const until = flags.until === undefined ? undefined : period('until', flags.until).end;
  if (since !== undefined && until !== undefined && since >= until) {
    const facts = { subject: 'until', expected: `a time after ${flags.since}`, received: flags.until };
    throw new MosaicError('usage', { ...facts, waysOut: [{ use: 'the two the other way round' }] });
  }
  return { since, until, minSide: leastSide(flags.minSide), skipScreenshots, skipFlat, skipBlurry };
}

function period(name: string, text: string): Period {
  try {
    return periodOf(text);
  } catch (error) {
    if (error instanceof MosaicError) throw withFields(error, { subject: name });
    throw error;
  }
}

function leastSide(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, pixels] = /^(\d{1,6})(?:px)?$/.exec(text) ?? [];
  if (pixels !== undefined) return Number(pixels);
  const expected = 'a number of pixels from 0 to 999999';
  throw new MosaicError('usage', { subject: 'minSide', expected, received: `"${text}"` });
}

/** What was hidden by what; empty if nothing was. */
export function hiddenWords(hidden: HiddenCounts, flags: Flags): string {
  const reasons: readonly [number, string][] = [
    [hidden.since, `taken before ${flags.since} (--since)`],
    [hidden.until, `taken after ${flags.until} (--until)`],
    [hidden.minSide, `smaller than ${leastSide(flags.minSide)} px (--min-side)`],
    [hidden.skipScreenshots, hidden.skipScreenshots === 1 ? 'screenshot' : 'screenshots'],
    [hidden.skipFlat, 'of one colour'],
    [hidden.skipBlurry, 'blurry'],
  ];
  return reasons
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${counted(count)} ${what}`)
    .join(' · ');
}
