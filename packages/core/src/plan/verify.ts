/** Re-checks every rule from the plan alone. */

import { type Certificate, gapBetween } from '../assign/price/certificate.js';
import { UNLIMITED } from '../assign/rules.js';
import { cellName } from '../layout/names.js';
import { nearOf, nearRuns, roomForRuns } from '../layout/near.js';
import type { Hooks } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Plan } from './plan.js';

/** One breach of one rule. */
export interface Violation {
  readonly rule:
    | 'max-uses'
    | 'min-uses'
    | 'banned'
    | 'spacing'
    | 'pinned'
    | 'crop'
    | 'mirrored'
    | 'tint'
    | 'ids'
    | 'certificate';
  /** The cell concerned, −1 if the breach is of no one cell. */
  readonly cell: number;
  /** The photo concerned, −1 if the breach is of no one photo. */
  readonly photo: number;
  /** The cells, numbers and names that say what is wrong, by what they are. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A violation as a plan file keeps it: `spacing: name r1c1, other r2c2, …`. */
export function plainViolation({ rule, values }: Violation): string {
  const facts = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return `${rule}: ${facts.join(', ')}`;
}

/** So many breaches of a rule are listed: a plan that breaks one everywhere is not worth a list of all. */
export const MOST_OF_A_RULE = 1000;

/** So many steps are taken before the clock is looked at: a few milliseconds. */
const STEPS = 1_000_000;

/**
 * Lists what in the plan breaks its rules, or can stand in no plan, at most `MOST_OF_A_RULE` of each check; nothing if all is well.
 *
 * Cost: a cell is compared with 2 · spacing · (spacing + 1) others.
 *
 * @throws MosaicError `aborted`
 */
export async function verifyPlan(plan: Plan, { signal }: Pick<Hooks, 'signal'> = {}): Promise<readonly Violation[]> {
  const { length: photos } = plan.ids;
  const { length: cells } = plan.photos;
  const uses = usesOf(plan);
  const { most: around } = nearOf(plan.layout.shape, plan.rules.spacing);
  const checks: readonly (readonly [count: number, check: Check, steps: number])[] = [
    [photos, idCheck(plan), MANY],
    [photos, banCheck(plan, uses), MANY],
    [photos, boundCheck(plan, uses), MANY],
    [cells, spacingCheck(plan), Math.min(around, cells) + MANY],
    [cells, pinCheck(plan), MANY],
    [cells, viewCheck(plan), MANY],
  ];
  const found: Violation[] = [];
  const rest = eventLoopYielder(signal);
  for (const [count, check, steps] of checks) {
    const block = Math.ceil(STEPS / steps);
    const enough = found.length + MOST_OF_A_RULE;
    for (let at = 0; at < count && found.length < enough; at++) {
      if (at % block === 0) {
        await rest();
      }
      check(at, found);
    }
    found.length = Math.min(found.length, enough);
  }
  return found;
}

/** Steps of a check that compares nothing with its surroundings. */
const MANY = 4000;

/** Between programs so much of a quotient is rounding. */
const ROUNDING = 1e-9;

/** Lists what in a certificate contradicts itself; whether it is that of a plan cannot be known without the photos. */
export function verifyCertificate({ cost, lowerBound, gap }: Certificate): readonly Violation[] {
  const faults: Record<string, number>[] = [];
  if (!(cost >= lowerBound)) faults.push({ cost, lowerBound });
  const share = gapBetween(cost, lowerBound);
  // without a bound above 0 there is no share: whatever is infinite or undefined then agrees
  const isShare = Number.isFinite(gap) || Number.isFinite(share);
  if (isShare && !(Math.abs(gap - share) <= ROUNDING * Math.max(1, Math.abs(gap)))) faults.push({ gap, share });
  return faults.map((values) => ({ rule: 'certificate', cell: -1, photo: -1, values }));
}

/** Looks at one photo, or one cell, and adds what is wrong with it. */
type Check = (at: number, found: Violation[]) => void;

/** Ascending, each once: a photo that stands in the list twice could be used twice as often. */
function idCheck({ ids }: Plan): Check {
  return (photo, found) => {
    if (photo === 0 || ids[photo - 1] < ids[photo]) return;
    found.push({ rule: 'ids', cell: -1, photo, values: { id: shortId(ids[photo]), before: shortId(ids[photo - 1]) } });
  };
}

/** Photo → how often it is used. */
function usesOf({ photos, ids }: Plan): Uint32Array {
  const uses = new Uint32Array(ids.length);
  for (const photo of photos) uses[photo]++;
  return uses;
}

function banCheck({ ids, rules }: Plan, uses: Uint32Array): Check {
  return (photo, found) => {
    if (uses[photo] === 0 || rules.maxUses[photo] > 0) return;
    found.push({ rule: 'banned', cell: -1, photo, values: { id: shortId(ids[photo]), uses: uses[photo] } });
  };
}

/** Photos, or groups that share a budget, that are used too seldom or too often; a group is named by its first photo. */
function boundCheck({ ids, groups, rules }: Plan, uses: Uint32Array): Check {
  const shared = rules.groupBudget ? sharedBudgets(groups, rules, uses) : undefined;
  const { minUses, maxUses, counts } = shared ?? { ...rules, counts: uses };
  return (photo, found) => {
    if (shared && shared.first[groups[photo]] !== photo) return;
    const budget = shared ? groups[photo] : photo;
    const [count, least, most] = [counts[budget], minUses[budget], maxUses[budget]];
    const add = (rule: Violation['rule'], bound: number): void => {
      const values = { id: shortId(ids[photo]), uses: count, bound, group: shared ? 1 : 0 };
      found.push({ rule, cell: -1, photo, values });
    };
    if (count < least) add('min-uses', least);
    if (most > 0 && most !== UNLIMITED && count > most) add('max-uses', most);
  };
}

/** Group → its uses and their bounds, and its first photo. Banned photos have no part in it. */
function sharedBudgets(groups: Uint32Array, { minUses, maxUses }: Plan['rules'], uses: Uint32Array) {
  const shared = {
    first: new Int32Array(groups.length).fill(-1),
    counts: new Uint32Array(groups.length),
    minUses: new Uint32Array(groups.length),
    maxUses: new Uint32Array(groups.length),
  };
  groups.forEach((group, photo) => {
    if (maxUses[photo] === 0) return;
    if (shared.first[group] < 0) shared.first[group] = photo;
    shared.counts[group] += uses[photo];
    shared.minUses[group] = Math.max(shared.minUses[group], minUses[photo]);
    shared.maxUses[group] = Math.max(shared.maxUses[group], maxUses[photo]);
  });
  return shared;
}

/** Each pair once: a cell is compared with those behind it in reading order. */
function spacingCheck({ layout, photos, groups, rules }: Plan): Check {
  const near = nearOf(layout.shape, rules.spacing);
  const runs = roomForRuns(near);
  const groupOf = photos.map((photo) => groups[photo]);
  return (cell, found) => {
    const before = found.length;
    const end = near.steps > 0 ? nearRuns(near, cell, runs) : 0;
    for (let run = 0; run < end; run += 2) {
      for (let other = Math.max(runs[run], cell + 1); other < runs[run + 1]; other++) {
        if (groupOf[cell] !== groupOf[other]) continue;
        if (found.length - before === MOST_OF_A_RULE) return;
        const pair = { name: cellName(cell, layout.shape), other: cellName(other, layout.shape) };
        const values = { ...pair, spacing: near.steps, same: photos[cell] === photos[other] ? 1 : 0 };
        found.push({ rule: 'spacing', cell, photo: photos[cell], values });
      }
    }
  };
}

function pinCheck({ layout, photos, rules }: Plan): Check {
  return (cell, found) => {
    const photo = rules.pinned[cell];
    if (photo < 0 || photos[cell] === photo) return;
    found.push({ rule: 'pinned', cell, photo, values: { name: cellName(cell, layout.shape) } });
  };
}

/** Crops are 32-bit floats: their sum may be above 1 by so much. */
const CROP_ROUNDING = 1e-6;

/** What a cell shows lies in its photo, is mirrored or not, and has colours. */
function viewCheck({ layout, photos, crops, mirrored, tint }: Plan): Check {
  const isGain = (gain: number): boolean => gain > 0 && gain < Number.POSITIVE_INFINITY;
  return (cell, found) => {
    const add = (rule: Violation['rule']): void => {
      found.push({ rule, cell, photo: photos[cell], values: { name: cellName(cell, layout.shape) } });
    };
    const [x, y, w, h] = [crops[cell * 4], crops[cell * 4 + 1], crops[cell * 4 + 2], crops[cell * 4 + 3]];
    const lies = x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 1 + CROP_ROUNDING && y + h <= 1 + CROP_ROUNDING;
    if (!lies) add('crop');
    if (mirrored[cell] > 1) add('mirrored');
    const isTint = isGain(tint[cell * 3]) && isGain(tint[cell * 3 + 1]) && isGain(tint[cell * 3 + 2]);
    if (!isTint) add('tint');
  };
}

/** Enough of a hash to find it by. */
function shortId(id: string): string {
  return id.slice(0, 12);
}
