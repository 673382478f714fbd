/** Which photos of the library a job is to leave alone. */

import { MosaicError } from '@tesserae/core';
import type { PhotoFilter } from '@tesserae/node';
import { periodOf } from '@tesserae/node/internal';
import type { ScanFields } from '../options/rows.js';

/**
 * The filter that an input asks for.
 *
 * @throws MosaicError `usage`
 */
export function filterOf(input: Partial<ScanFields>): PhotoFilter {
  const { minSide, skipScreenshots, skipFlat, skipBlurry } = input;
  const since = input.since === undefined ? undefined : periodOf(input.since, 'since').start;
  const until = input.until === undefined ? undefined : periodOf(input.until, 'until').end;
  if (since !== undefined && until !== undefined && since >= until) {
    const expected = `a day that is not before ${input.since}`;
    throw new MosaicError('usage', { subject: 'until', expected, received: input.until });
  }
  return { since, until, minSide, skipScreenshots, skipFlat, skipBlurry };
}
