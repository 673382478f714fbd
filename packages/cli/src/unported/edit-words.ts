/** What an edit did, in words and events. */

import { type Cause, cellName, type EditResult, type Plan } from '@tesserae/core';
import { certificateWords, violationWords } from '../words/en/certificate.js';
import { counted, plural } from '../words/en/numbers.js';
import type { Call } from './call.js';

/** Why cells moved, as it stands behind their number. */
const WHY: Readonly<Record<Cause, string>> = {
  swap: 'swapped',
  pin: 'pinned',
  ban: 'whose photo was banned',
  gone: 'whose photo is missing',
  spacing: 'too near to a repeat',
  'max-uses': 'whose photo was used too often',
  'min-uses': 'for photos that must be used',
  room: 'to make room',
  added: 'that added photos suit better',
  anew: 'sought anew',
};

/** What there is to say. */
export interface Said {
  readonly edited: EditResult;
  readonly before: { readonly plan: Plan; readonly paths: readonly string[] };
  /** Photo of the edited plan → path. */
  readonly paths: readonly string[];
  /** How many photos the plan did not have. */
  readonly added: number;
}

/** Says how many cells moved and why, each of them to programs and with -v, and what it cost. */
export function sayEdited({ voice, flags }: Call, { edited, before, paths, added }: Said): void {
  const { plan, moved, causes, certificate, costBefore, violations } = edited;
  moved.forEach((cell, i) => {
    const name = cellName(cell, plan.layout.shape);
    const [from, to] = [before.paths[before.plan.photos[cell]], paths[plan.photos[cell]]];
    voice.event('moved', { cell: name, why: causes[i], from, to });
    voice.detail(`${name}  ${from} → ${to}  (${WHY[causes[i]]})`);
  });
  const counts = new Map<Cause, number>();
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const parts = [...counts].map(([cause, count]) => `${counted(count)} ${WHY[cause]}`);
  const all = counted(plan.photos.length);
  const what = moved.length === 0 ? `no cell of ${all} moved` : `${counted(moved.length)} of ${all} cells moved`;
  voice.step('edit', [what, ...parts, violationWords(violations.length)].join(' · '));
  if (costBefore !== undefined && moved.length > 0) voice.step('', costWords(costBefore, certificate.cost));
  voice.step('', certificateWords(certificate));
  if (added > 0 && !causes.includes('added')) {
    const known = new Set(before.plan.ids);
    const shown = plan.photos.some((photo) => !known.has(plan.ids[photo]));
    const why = flags.resolve === 'none' ? 'they wait for a swap' : 'none is clearly nearer';
    if (!shown) voice.note(`${plural(added, 'photo')} joined the plan, and no cell shows one: ${why}.`);
  }
}

/** What cells differ from the target, all together, before and after. */
function costWords(before: number, after: number): string {
  const share =
    before === 0 ? '' : ` (${after < before ? '−' : '+'}${Math.abs((after / before - 1) * 100).toFixed(2)} %)`;
  return `difference cell by cell ${counted(Math.round(before))} → ${counted(Math.round(after))}${share}`;
}
