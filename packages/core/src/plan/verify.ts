/** Re-checks every rule from the plan alone. */

import { budgetsOf } from '../assign/budgets.js';
import type { Certificate } from '../assign/certificate.js';
import { type Rules, UNLIMITED } from '../assign/rules.js';
import { cellName } from '../layout/cell-name.js';
import { cellCount } from '../layout/layout.js';
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
  readonly sentence: string;
}

/** Lists what in the plan breaks its rules, or can stand in no plan; nothing if all is well. */
export function verifyPlan(plan: Plan): readonly Violation[] {
  return [
    ...idViolations(plan),
    ...usesViolations(plan),
    ...spacingViolations(plan),
    ...pinViolations(plan),
    ...viewViolations(plan),
  ];
}

/** Shares are sums of quotients: so much is rounding. */
const ROUNDING = 1e-9;

/** Lists what in a certificate contradicts itself; whether it is that of a plan cannot be known without the photos. */
export function verifyCertificate(certificate: Certificate): readonly Violation[] {
  const { cost, lowerBound, gap, assignmentGap, spacingCost, refineCost } = certificate;
  const sentences: string[] = [];
  if (!(cost >= lowerBound)) {
    sentences.push(`The cost ${cost} is below the lower bound ${lowerBound}: one of the two is wrong.`);
  }
  const share = cost === lowerBound ? 0 : cost / lowerBound - 1;
  if (differ(gap, share)) sentences.push(`The gap ${gap} is not that of cost and bound, ${share}.`);
  const sum = assignmentGap + spacingCost + refineCost;
  if (differ(gap, sum)) sentences.push(`The parts of the gap add up to ${sum}, not to ${gap}.`);
  return sentences.map((sentence) => ({ rule: 'certificate', cell: -1, photo: -1, sentence }));
}

/** Without a bound above 0 there are no shares: whatever is infinite or undefined then agrees. */
function differ(a: number, b: number): boolean {
  return (Number.isFinite(a) || Number.isFinite(b)) && !(Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a)));
}

/** Ascending, each once: a photo that stands in the list twice could be used twice as often. */
function idViolations({ ids }: Plan): Violation[] {
  const found: Violation[] = [];
  for (let photo = 1; photo < ids.length; photo++) {
    if (ids[photo - 1] < ids[photo]) continue;
    const sentence = `photo ${shortId(ids[photo])} stands behind ${shortId(ids[photo - 1])}; ids must ascend, each once.`;
    found.push({ rule: 'ids', cell: -1, photo, sentence });
  }
  return found;
}

function usesViolations(plan: Plan): Violation[] {
  const { rules, groups, ids } = plan;
  const uses = new Uint32Array(ids.length);
  for (const photo of plan.photos) uses[photo]++;
  const found: Violation[] = [];
  uses.forEach((count, photo) => {
    if (count === 0 || rules.maxUses[photo] > 0) return;
    const sentence = `photo ${shortId(ids[photo])} is used ${count} times; it is banned.`;
    found.push({ rule: 'banned', cell: -1, photo, sentence });
  });
  const ofGroups = rules.groupBudget ? budgetsOf(rules, groups) : undefined;
  const budgetOf = ofGroups?.budgetOf ?? Int32Array.from(ids.keys());
  const bounds = { ...(ofGroups?.rules ?? rules), budgetOf };
  return [...found, ...boundViolations(plan, uses, bounds)];
}

/** Least and most uses of budgets, and which budget a photo draws on, −1 = none. */
interface Bounds extends Pick<Rules, 'minUses' | 'maxUses'> {
  readonly budgetOf: Int32Array;
}

/** Photos and groups that are used too seldom or too often; a group is named by its first photo. */
function boundViolations({ ids, rules }: Plan, uses: Uint32Array, bounds: Bounds): Violation[] {
  const { minUses, maxUses, budgetOf } = bounds;
  const firsts = new Int32Array(minUses.length).fill(-1);
  const counts = new Uint32Array(minUses.length);
  budgetOf.forEach((budget, photo) => {
    if (budget < 0) return;
    if (firsts[budget] < 0) firsts[budget] = photo;
    counts[budget] += uses[photo];
  });
  const found: Violation[] = [];
  const subject = rules.groupBudget ? 'and its near-duplicates are used' : 'is used';
  counts.forEach((count, budget) => {
    const photo = firsts[budget];
    const name = `photo ${shortId(ids[photo])} ${subject} ${count} times`;
    const [least, most] = [minUses[budget], maxUses[budget]];
    if (count < least) {
      found.push({ rule: 'min-uses', cell: -1, photo, sentence: `${name}; it must be at least ${least}.` });
    }
    if (most > 0 && most !== UNLIMITED && count > most) {
      found.push({ rule: 'max-uses', cell: -1, photo, sentence: `${name}; it may be at most ${most}.` });
    }
  });
  return found;
}

/** Each pair once: a cell is compared with those behind it in raster order. */
function spacingViolations({ layout, photos, groups, rules }: Plan): Violation[] {
  const { columns, rows } = layout.shape;
  const d = rules.spacing;
  const found: Violation[] = [];
  for (let cell = 0; cell < cellCount(layout) && d > 0; cell++) {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    for (let r = row; r <= Math.min(rows - 1, row + d); r++) {
      const from = r === row ? column + 1 : Math.max(0, column - d);
      for (let c = from; c <= Math.min(columns - 1, column + d); c++) {
        const other = r * columns + c;
        if (groups[photos[cell]] !== groups[photos[other]]) continue;
        const what = photos[cell] === photos[other] ? 'the same photo' : 'photos of one group';
        const sentence = `${cellName(cell, columns)} and ${cellName(other, columns)} hold ${what}; repeats must be more than ${d} cells apart.`;
        found.push({ rule: 'spacing', cell, photo: photos[cell], sentence });
      }
    }
  }
  return found;
}

function pinViolations({ layout, photos, rules }: Plan): Violation[] {
  const found: Violation[] = [];
  rules.pinned.forEach((photo, cell) => {
    if (photo < 0 || photos[cell] === photo) return;
    const sentence = `${cellName(cell, layout.shape.columns)} must hold another photo, which is pinned there.`;
    found.push({ rule: 'pinned', cell, photo, sentence });
  });
  return found;
}

/** Crops are 32-bit floats: their sum may be above 1 by so much. */
const CROP_ROUNDING = 1e-6;

/** What a cell shows lies in its photo, is mirrored or not, and has colours. */
function viewViolations({ layout, photos, crops, mirrored, tint }: Plan): Violation[] {
  const found: Violation[] = [];
  for (let cell = 0; cell < photos.length; cell++) {
    const at = { cell, photo: photos[cell] };
    const name = cellName(cell, layout.shape.columns);
    const [x, y, w, h] = crops.subarray(cell * 4, cell * 4 + 4);
    const lies = x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 1 + CROP_ROUNDING && y + h <= 1 + CROP_ROUNDING;
    if (!lies) found.push({ ...at, rule: 'crop', sentence: `${name} shows a part that lies outside its photo.` });
    if (mirrored[cell] > 1) {
      found.push({ ...at, rule: 'mirrored', sentence: `${name} is neither mirrored (1) nor not (0).` });
    }
    if (!tint.subarray(cell * 3, cell * 3 + 3).every((gain) => gain > 0 && gain < Number.POSITIVE_INFINITY)) {
      found.push({ ...at, rule: 'tint', sentence: `${name} has a tint that is no gain above 0.` });
    }
  }
  return found;
}

/** Enough of a hash to find it by. */
function shortId(id: string): string {
  return id.slice(0, 12);
}
