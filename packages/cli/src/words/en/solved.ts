import type { Solved } from '@tesserae/jobs/internal';
import { detail, type Line, step } from '../line.js';
import { certificateDetails, certificateWords, violationWords } from './certificate.js';
import { plural } from './numbers.js';

/** Shares of likeness below this are nothing to think about. */
const WORTH_SAYING = 0.01;

/** What the search found. */
export function solvedLines(solved: Solved): Line[] {
  const { photos, mostUsed, violations, certificate, boundsCost } = solved;
  const uses = `${plural(photos, 'photo')} used, at most ${plural(mostUsed, 'time')} each`;
  const lines = [
    detail(`${uses} · ${violationWords(violations)}`),
    detail(certificateWords(certificate)),
    detail(certificateDetails(certificate)),
  ];
  if (violations > 0) lines.push(step('solve', violationWords(violations)));
  if (boundsCost >= WORTH_SAYING && Number.isFinite(boundsCost)) lines.push(step('solve', boundsCostWords(solved)));
  return lines;
}

/** What bounds of uses cost. The share is rounded down, as it is said to be at least that. */
export function boundsCostWords({
  minUses,
  maxUses,
  boundsCost: share,
}: Pick<Solved, 'minUses' | 'maxUses' | 'boundsCost'>): string {
  const least = minUses === 0 ? '' : `at least ${plural(minUses === 'soft' ? 1 : minUses, 'time')}`;
  const most = maxUses === 'unlimited' ? '' : `at most ${plural(maxUses, 'time')}`;
  const uses = [least, most].filter((words) => words !== '').join(' and ');
  const more =
    share >= 1
      ? `${(Math.floor((1 + share) * 10) / 10).toFixed(1)} times what`
      : `${Math.floor(share * 100)} % more than`;
  return `each photo ${uses}: that costs at least ${more} each cell’s nearest photo would`;
}
