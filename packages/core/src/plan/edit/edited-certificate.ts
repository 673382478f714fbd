/** What is known of how good a plan is after an edit. */

import type { Bound } from '../../assign/bound/raise-bound.js';
import { type Certificate, certificateOf } from '../../assign/price/certificate.js';
import type { Rules } from '../../assign/rules.js';
import type { RebasedPlan } from './rebase.js';

/** What an edit did to the cost. Costs are sums of squared distances of feature rows. */
export interface EditCosts {
  /** The plan's before. */
  readonly certificate: Certificate | null;
  /** What the plan was found to cost; undefined if photos in it are gone. */
  readonly before: number | undefined;
  readonly after: number;
  /** Finds a bound for the rules as they are now. */
  readonly bound: () => Promise<Bound>;
}

/** Whether every arrangement that obeys these rules obeyed the rules before, so that a bound of then holds now. */
export function isStricter(base: RebasedPlan, rules: Rules): boolean {
  if (base.freed || rules.spacing < base.rules.spacing) return false;
  if ((base.rules.groupBudget === true) !== (rules.groupBudget === true)) return false;
  for (let photo = 0; photo < rules.maxUses.length; photo++) {
    if (base.isNew[photo] === 1 && rules.maxUses[photo] > 0) return false;
    if (base.isNew[photo] === 1) continue;
    if (rules.maxUses[photo] > base.rules.maxUses[photo] || rules.minUses[photo] < base.rules.minUses[photo])
      return false;
  }
  return base.rules.pinned.every((photo, cell) => photo < 0 || rules.pinned[cell] === photo);
}

/**
 * The certificate after an edit. The lower bound is the old one as long as that holds: the rules are the same or stricter, and
 * the cost of old is what is found now (another version may describe photos otherwise). Else it is
 * found anew.
 */
export async function editedCertificate(balance: EditCosts, stricter: boolean): Promise<Certificate> {
  const { certificate, before, after } = balance;
  const isSame = certificate !== null && before === certificate.cost;
  return certificateOf(after, isSame && stricter ? certificate : await balance.bound());
}
