/** What a scan found, and what was hidden, in words. */

import type { indexJob } from '@tesserae/jobs';
import type { OutputOf } from '@tesserae/jobs/internal';
import { counted } from './numbers.js';

type Indexed = OutputOf<typeof indexJob>;

/** What a scan found. Zeros are left out. */
export function scanWords(report: Omit<Indexed, 'library' | 'timings'>): string {
  const { photos, added, duplicates, repaired, refused, skipped, ownWorks, ignored, forgotten } = report;
  const parts: [number, string][] = [
    [photos, 'usable'],
    [added < photos ? added : 0, 'new'],
    [duplicates, 'duplicate'],
    [repaired, 'repaired'],
    [refused, 'refused'],
    [skipped, 'skipped'],
    [ownWorks, 'made by Tesserae'],
    [ignored, 'ignored by rules'],
    [forgotten, 'removed since the last scan'],
  ];
  return parts
    .filter(([n, word]) => n > 0 || word === 'usable')
    .map(([n, word]) => `${counted(n)} ${word}`)
    .join(' · ');
}

/** What was hidden by what; empty if nothing was. */
export function hiddenWords(hidden: Indexed['hidden']): string {
  const reasons: readonly [number, string][] = [
    [hidden.since, 'taken before --since'],
    [hidden.until, 'taken after --until'],
    [hidden.minSide, 'smaller than --min-side'],
    [hidden.skipScreenshots, hidden.skipScreenshots === 1 ? 'screenshot' : 'screenshots'],
    [hidden.skipFlat, 'of one colour'],
    [hidden.skipBlurry, 'blurry'],
  ];
  return reasons
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${counted(count)} ${what}`)
    .join(' · ');
}
