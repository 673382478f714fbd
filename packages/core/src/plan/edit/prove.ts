/** How good a plan is, proved again: from its photos and its target, with all the time it takes. */

import { type Certificate, certificateOf } from '../../assign/price/certificate.js';
import { recomputeBound } from '../../assign/price/recompute-bound.js';
import { assignmentCost } from '../../assign/problem.js';
import type { Hooks } from '../../ports.js';
import { inlinePool } from '../../work/inline.js';
import { describeEdit, type ReadyInput } from './edit.js';
import { rebase } from './rebase.js';

/** What is proved. The library has all photos of the plan that are not banned, and no others. */
export type ProveInput = Omit<ReadyInput, 'edit'>;

/**
 * Raises the bound of a plan until it hardly rises. Once `hooks.enough` is aborted, the proof is as far as it has come.
 *
 * @returns null if the plan does not cost what its certificate says: another version, which measured photos otherwise, made it
 * @throws MosaicError `not-found` when a photo that is pinned or locked is gone; `aborted`
 */
export async function provePlan(given: ProveInput, hooks: Hooks = {}): Promise<Certificate | null> {
  const { plan, library, settings, certificate, pool = inlinePool() } = given;
  const base = rebase(plan, library, settings);
  const { present, costed } = await describeEdit(given, base, { fixed: base.rules, told: new Map() }, hooks);
  const cost = assignmentCost(costed, present);
  if (certificate !== null && certificate.cost !== cost) return null;
  const { pinnedViews: _, ...problem } = costed;
  const bound = await recomputeBound({ problem, pool }, 'converge', hooks);
  // what was proved before stays proved
  const lowerBound = Math.max(bound.lowerBound, certificate?.lowerBound ?? 0);
  return certificateOf(cost, { ...bound, lowerBound });
}
