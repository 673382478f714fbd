/** From settings to rules. */

import { infeasibleReason, widestSpacing } from '../assign/feasible.js';
import { type Rules, UNLIMITED } from '../assign/rules.js';
import { MosaicError } from '../errors.js';
import { cellCount, type Layout } from '../layout/layout.js';
import type { Library } from '../library/library.js';
import type { Settings } from '../settings/table.js';
import { widestSuitable } from './suitable-spacing.js';

/** Rules for single photos and cells. What is given stands in place of what the settings say for all of them. */
export type RuleOverrides = Partial<Pick<Rules, 'minUses' | 'maxUses' | 'pinned'>>;

/**
 * The rules that the settings make for these photos and cells.
 *
 * @throws MosaicError `rules-impossible` when arithmetic says so; spacing that is left to the program is lowered instead; `shape` if
 *         own rules are not for these photos and cells
 */
export function rulesFor(settings: Settings, library: Library, layout: Layout, own: RuleOverrides = {}): Rules {
  const count = library.ids.length;
  const cells = cellCount(layout);
  const most = settings.maxUses === 'unlimited' ? UNLIMITED : settings.maxUses;
  const givesWay = settings.spacing === 'auto';
  const allowed = own.maxUses ?? new Uint32Array(count).fill(most);
  const usableGroups = library.groups.filter((_, photo) => allowed[photo] > 0);
  const usable = usableGroups.length;
  const again = pinnedAgain(own.pinned ?? []);
  const least = leastUses(settings, usable, cells - again);
  // more photos than cells: as many as can be are used if none is used twice
  const once = settings.minUses === 'soft' && least === 0 && again === 0;
  const maxUses = once ? allowed.map((uses) => Math.min(uses, 1)) : allowed;
  const rules: Rules = {
    minUses: own.minUses ?? maxUses.map((uses) => (uses > 0 ? least : 0)),
    maxUses,
    spacing: settings.spacing === 'auto' ? widestSuitable(usableGroups, cells) : settings.spacing,
    pinned: own.pinned ?? new Int32Array(cells).fill(-1),
    groupBudget: settings.groupBudget,
  };
  requireShape(rules, count, cells);
  const spacing = givesWay ? widestSpacing(rules, library.groups, layout) : rules.spacing;
  const problem = infeasibleReason({ ...rules, spacing }, library.groups, layout);
  if (problem !== undefined) throw new MosaicError('rules-impossible', problem);
  return { ...rules, spacing };
}

/** Cells whose photo is pinned to another one, too: they have no room for one more. */
function pinnedAgain(pinned: ArrayLike<number>): number {
  const photos = Array.from(pinned).filter((photo) => photo >= 0);
  return photos.length - new Set(photos).size;
}

/** Own rules have a number for each photo or cell. */
function requireShape({ minUses, maxUses, pinned }: Rules, photos: number, cells: number): void {
  if (minUses.length !== photos || maxUses.length !== photos || pinned.length !== cells) {
    const received = `${minUses.length}, ${maxUses.length} and ${pinned.length}`;
    throw new MosaicError('shape', {
      subject: 'rules',
      expected: `${photos} minUses, ${photos} maxUses and ${cells} pinned`,
      received,
    });
  }
  if (pinned.some((photo) => photo < -1 || photo >= photos)) {
    throw new MosaicError('shape', {
      subject: 'rules.pinned',
      expected: `−1 or numbers below ${photos}`,
      received: 'others',
    });
  }
}

/** How often each of so many photos must be used at least. "soft" asks for as many photos as the cells can hold. */
export function leastUses({ minUses }: Pick<Settings, 'minUses'>, photos: number, cells: number): number {
  if (minUses !== 'soft') return minUses;
  return photos <= cells ? 1 : 0;
}
