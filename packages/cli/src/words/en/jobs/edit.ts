/** What an edit did, in words. */

import type { Cause } from '@tesserae/core/internal';
import type { editJob } from '@tesserae/jobs';
import type { OutputOf } from '@tesserae/jobs/internal';
import { detail, type Line, result, step, type WordsOf } from '../../line.js';
import { certificateDetails, certificateWords, violationWords } from '../certificate.js';
import { counted, megabytes } from '../numbers.js';
import { scanWords } from '../scan.js';

/** Why cells moved, as it stands behind their number. */
const WHY: Readonly<Record<Cause, string>> = {
  swap: 'swapped',
  pin: 'pinned',
  ban: 'whose photo was banned',
  gone: 'whose photo is missing',
  spacing: 'too close to a repeat',
  'max-uses': 'whose photo was used too often',
  'min-uses': 'for photos that must be used',
  room: 'to make room',
  added: 'that an added photo fits better',
  anew: 'chosen again',
};

/** What `edit` says. */
export const EDIT_WORDS: WordsOf<typeof editJob> = {
  facts: ({ scanned, added }) => {
    if (scanned === null) return [];
    const what = added === 0 ? 'none that the plan does not have' : counted(added);
    return [step('photos', scanWords(scanned)), step('added', what)];
  },
  done: (edited) => {
    const { moved, cost, costBefore, certificate, dryRun, plan, output, bytes } = edited;
    const lines = [step('edit', movedWords(edited))];
    if (costBefore !== null && moved > 0) lines.push(step('', costWords(costBefore, cost)));
    lines.push(detail(certificateWords(certificate)), detail(certificateDetails(certificate)));
    if (dryRun) return [...lines, { kind: 'result', text: 'Nothing was written.' }];
    const wrote = output === null ? plan : `${output}  ${megabytes(bytes ?? 0)}  (plan: ${plan})`;
    return [...lines, result('wrote', wrote)];
  },
};

/** A cell that moved. */
export function movedLine({ cell, why, from, to }: Record<'cell' | 'from' | 'to', string> & { why: Cause }): Line {
  return detail(`${cell}  ${from} → ${to}  (${WHY[why]})`);
}

function movedWords({ cells, moved, causes, certificate }: OutputOf<typeof editJob>): string {
  const all = counted(cells);
  const what = moved === 0 ? `no cell of ${all} moved` : `${counted(moved)} of ${all} cells moved`;
  // causes are counted by their names
  const parts = Object.entries(causes).map(([cause, count]) => `${counted(count)} ${WHY[cause as Cause]}`);
  return [what, ...parts, violationWords(certificate.violations)].join(' · ');
}

/** What cells differ from the target, all together, before and after. */
function costWords(before: number, after: number): string {
  const share =
    before === 0 ? '' : ` (${after < before ? '−' : '+'}${Math.abs((after / before - 1) * 100).toFixed(2)} %)`;
  return `difference from the target, cell by cell: ${counted(Math.round(before))} → ${counted(Math.round(after))}${share}`;
}
