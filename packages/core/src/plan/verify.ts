/** Re-checks every rule from the plan alone. */

import { UNLIMITED } from '../assign/rules.js';
import { cellCount } from '../layout/layout.js';
import type { Plan } from './plan.js';

/** One breach of one rule. */
export interface Violation {
  readonly rule: 'max-uses' | 'min-uses' | 'spacing' | 'pinned';
  /** The cell concerned, −1 if the breach is of a photo and of no one cell. */
  readonly cell: number;
  readonly photo: number;
  readonly sentence: string;
}

/** Lists what in the plan breaks its rules; nothing if none does. */
export function verifyPlan(plan: Plan): readonly Violation[] {
  return [...usesViolations(plan), ...spacingViolations(plan), ...pinViolations(plan)];
}

function usesViolations({ photos, rules, ids }: Plan): Violation[] {
  const uses = new Uint32Array(ids.length);
  for (const photo of photos) uses[photo]++;
  const found: Violation[] = [];
  for (let photo = 0; photo < uses.length; photo++) {
    const [least, most] = [rules.minUses[photo], rules.maxUses[photo]];
    const name = `photo ${ids[photo].slice(0, 12)} is used ${uses[photo]} times`;
    if (uses[photo] < least) {
      found.push({ rule: 'min-uses', cell: -1, photo, sentence: `${name}; it must be at least ${least}.` });
    }
    if (most !== UNLIMITED && uses[photo] > most) {
      found.push({ rule: 'max-uses', cell: -1, photo, sentence: `${name}; it may be at most ${most}.` });
    }
  }
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
        const sentence = `${cellName(cell, columns)} and ${cellName(other, columns)} hold the same photo; repeats must be more than ${d} cells apart.`;
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

/** Row and column from 1, as people count: r12c40. */
export function cellName(cell: number, columns: number): string {
  return `r${Math.floor(cell / columns) + 1}c${(cell % columns) + 1}`;
}
