/** A plan brought to the photos that there are now: some of its own may be gone, others have come. */

import { type Rules, UNLIMITED } from '../../assign/rules.js';
import { MosaicError } from '../../errors.js';
import { cellName } from '../../layout/names.js';
import type { Library } from '../../library/library.js';
import type { Settings } from '../../settings/table.js';
import type { Plan } from '../plan.js';
import { leastUses } from '../rules-for.js';

/** What of a plan depends on the order of the photos, for those of a library. */
export interface RebasedPlan {
  /** Cell → photo of the library, −1 = the library does not have it. */
  readonly photos: Int32Array;
  /** Those of the plan; photos that came have the bounds of the settings. */
  readonly rules: Rules;
  /** Photo → group: those of the plan stay as they were, whatever joins them. */
  readonly groups: Uint32Array;
  /** Photo → 1 if the plan did not have it. */
  readonly isNew: Uint8Array;
  /** How many photos of the plan the library does not have. */
  readonly gone: number;
  /** Whether one of these had to be used. */
  readonly freed: boolean;
}

/** Cells that need not keep what they have any more. */
export interface ReleasedCells {
  readonly unpin?: readonly number[];
  readonly unlock?: readonly number[];
}

/**
 * Finds a plan's photos in a library. The last argument says which pins and locks are taken back: those cells need not keep
 * what they have.
 *
 * @param library  the plan's photos as far as they are there, and others that may be used from now on
 * @throws MosaicError `not-found` if a photo is not there that stays pinned or locked
 */
export function rebase(
  plan: Plan,
  library: Library,
  settings: Settings,
  { unpin = [], unlock = [] }: ReleasedCells = {},
): RebasedPlan {
  const places = new Map(library.ids.map((id, photo) => [id, photo]));
  const newOf = Int32Array.from(plan.ids, (id) => places.get(id) ?? -1);
  const photos = Int32Array.from(plan.photos, (photo) => newOf[photo]);
  requireKept(plan, { photos, newOf, unpinned: new Set(unpin), unlocked: new Set(unlock) });
  const oldOf = new Int32Array(library.ids.length).fill(-1);
  newOf.forEach((photo, old) => {
    if (photo >= 0) oldOf[photo] = old;
  });
  const least = leastUses(settings, library.ids.length, plan.photos.length);
  const most = settings.maxUses === 'unlimited' ? UNLIMITED : settings.maxUses;
  const { rules } = plan;
  return {
    photos,
    rules: {
      ...rules,
      minUses: Uint32Array.from(oldOf, (old) => (old < 0 ? least : rules.minUses[old])),
      maxUses: Uint32Array.from(oldOf, (old) => (old < 0 ? most : rules.maxUses[old])),
      pinned: rules.pinned.map((photo) => (photo < 0 ? -1 : newOf[photo])),
    },
    groups: joinedGroups(plan.groups, library.groups, oldOf),
    isNew: Uint8Array.from(oldOf, (old) => (old < 0 ? 1 : 0)),
    gone: newOf.reduce((count, photo) => count + (photo < 0 ? 1 : 0), 0),
    freed: newOf.some((photo, old) => photo < 0 && rules.minUses[old] > 0),
  };
}

/** What is known of a plan's photos, and which cells need not keep theirs. */
interface Kept {
  readonly photos: Int32Array;
  readonly newOf: Int32Array;
  readonly unpinned: ReadonlySet<number>;
  readonly unlocked: ReadonlySet<number>;
}

function requireKept({ rules, layout, locked }: Plan, { photos, newOf, unpinned, unlocked }: Kept): void {
  for (let cell = 0; cell < photos.length; cell++) {
    const name = cellName(cell, layout.shape);
    if (rules.pinned[cell] >= 0 && newOf[rules.pinned[cell]] < 0 && !unpinned.has(cell)) {
      throw missingPhoto(name, 'pinned', 'unpin');
    }
    if (locked?.[cell] === 1 && photos[cell] < 0 && !unlocked.has(cell)) {
      throw missingPhoto(name, 'locked', 'unlock');
    }
  }
}

function missingPhoto(cell: string, held: string, back: string): MosaicError {
  const expected = `the photo that is ${held} there in the library`;
  const waysOut = [{ run: 'index' }, { give: back, as: cell }] as const;
  return new MosaicError('not-found', { subject: cell, expected, received: 'none', waysOut });
}

/** Photo → the lowest of its group. A photo that came joins the group of a photo it is nearly the same as, if one was there. */
function joinedGroups(before: Uint32Array, now: Uint32Array, oldOf: Int32Array): Uint32Array {
  const joined = new Map<number, number>(); // group now → group before
  oldOf.forEach((old, photo) => {
    if (old >= 0 && !joined.has(now[photo])) joined.set(now[photo], before[old]);
  });
  // groups that only new photos have count on behind those of the plan
  const keys = Array.from(oldOf, (old, photo) =>
    old < 0 ? (joined.get(now[photo]) ?? before.length + now[photo]) : before[old],
  );
  const lowest = new Map<number, number>();
  keys.forEach((key, photo) => {
    if (!lowest.has(key)) lowest.set(key, photo);
  });
  return Uint32Array.from(keys, (key) => lowest.get(key) ?? 0);
}
