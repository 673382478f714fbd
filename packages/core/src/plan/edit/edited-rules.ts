/** From wishes to rules: what an edit asks of single cells and photos, and whether that can be had together. */

import type { Cause } from '../../assign/change/vacate.js';
import { infeasibleReason, nearestPins } from '../../assign/feasible.js';
import { type Rules, UNLIMITED } from '../../assign/rules.js';
import { MosaicError, type WayOut } from '../../errors.js';
import type { Layout } from '../../layout/layout.js';
import { cellName } from '../../layout/names.js';
import { stepsApart } from '../../layout/near.js';
import { rowsOf } from '../../layout/rows.js';
import type { Settings } from '../../settings/table.js';
import { leastUses } from '../rules-for.js';
import type { RebasedPlan } from './rebase.js';

/** A photo for a cell. */
export interface PhotoRequest {
  readonly cell: number;
  /** Index into the library's ids. */
  readonly photo: number;
}

/**
 * What is to be different. What is taken back is taken back first, then photos are banned, put into cells and pinned, and at
 * last cells are locked as they are then.
 */
export interface Edit {
  /** Shown there from now on, until a later edit has a reason to move it. */
  readonly swaps?: readonly PhotoRequest[];
  /** Shown there, in later edits too. */
  readonly pins?: readonly PhotoRequest[];
  /** Cells. */
  readonly unpin?: readonly number[];
  /** Photos that are used nowhere, in later edits too; and those that may be used again. */
  readonly ban?: readonly number[];
  readonly unban?: readonly number[];
  /** Cells that keep what they have, in later edits too; and those that need not any more. */
  readonly lock?: readonly number[];
  readonly unlock?: readonly number[];
  /** Bounds of all photos that are not banned, and the spacing, where they are to be others than the plan's. */
  readonly bounds?: Partial<Pick<Settings, 'minUses' | 'maxUses' | 'spacing'>>;
  /**
   * What moves besides what must: `added`, cells that a photo that was added suits clearly better; `none`; `all` that is not
   * pinned, locked or swapped.
   */
  readonly resolve: 'none' | 'added' | 'all';
}

/** Rules after an edit. */
export interface EditedRules {
  /** The plan's from now on. */
  readonly rules: Rules;
  /** The same, in which swapped and locked cells are pinned too: what this edit is solved under. */
  readonly fixed: Rules;
  /** Cell → 1 if it is locked from now on. */
  readonly locked: Uint8Array;
  /** Cells that are told to show a photo. */
  readonly told: ReadonlyMap<number, Cause>;
}

/**
 * Makes the rules.
 *
 * @throws MosaicError `rules-impossible` with the nearest that can be
 */
export function editedRules(
  base: RebasedPlan & { readonly locked: Uint8Array | undefined },
  edit: Edit,
  settings: Settings,
  layout: Layout,
): EditedRules {
  const locked = base.locked?.slice() ?? new Uint8Array(base.photos.length);
  for (const cell of edit.unlock ?? []) locked[cell] = 0;
  const pinned = base.rules.pinned.slice();
  for (const cell of edit.unpin ?? []) pinned[cell] = -1;
  const rules = { ...withBans(base.rules, edit, settings), pinned };

  const told = new Map<number, Cause>();
  const fixed = pinned.slice();
  const put = (wishes: readonly PhotoRequest[], cause: 'swap' | 'pin'): void => {
    for (const { cell, photo } of wishes) {
      const wish = { cause, name: cellName(cell, layout.shape) };
      if (rules.maxUses[photo] === 0) {
        const back: WayOut = edit.ban?.includes(photo) ? { omit: 'ban' } : { give: 'unban' };
        throw impossible(wish, 'a photo that may be used', 'one that is banned', back);
      }
      if (locked[cell] === 1 && base.photos[cell] !== photo) {
        throw impossible(wish, 'a cell that is not locked', 'one that is', { give: 'unlock', as: wish.name });
      }
      if (cause === 'swap' && pinned[cell] >= 0 && pinned[cell] !== photo) {
        const other = 'one where another photo is pinned';
        throw impossible(wish, 'a cell that may be changed', other, { give: 'unpin', as: wish.name });
      }
      if (told.has(cell) && fixed[cell] !== photo)
        throw impossible(wish, 'one photo for the cell', 'two', { use: 'one of them' });
      told.set(cell, cause);
      fixed[cell] = photo;
      if (cause === 'pin') pinned[cell] = photo;
    }
  };
  put(edit.pins ?? [], 'pin');
  put(edit.swaps ?? [], 'swap');
  for (const cell of edit.lock ?? []) locked[cell] = 1;
  for (let cell = 0; cell < locked.length; cell++)
    if (locked[cell] === 1 && fixed[cell] < 0) fixed[cell] = base.photos[cell];
  const edited = { rules, fixed: { ...rules, pinned: fixed }, locked, told };
  requirePossible(edited, base, layout);
  return edited;
}

/** The spacing, and bounds of uses with bans given and taken back. */
function withBans({ minUses, maxUses, ...rules }: Rules, edit: Edit, settings: Settings): Rules {
  const { ban = [], unban = [], bounds = {} } = edit;
  const most = settings.maxUses === 'unlimited' ? UNLIMITED : settings.maxUses;
  const back = new Set(unban);
  const gone = new Set(ban);
  const { spacing: asked = 'auto' } = bounds;
  const spacing = asked === 'auto' ? rules.spacing : asked;
  const mayBeUsed = maxUses.map((uses, photo) => Number((uses > 0 || back.has(photo)) && !gone.has(photo)));
  const usable = mayBeUsed.reduce((sum, one) => sum + one, 0);
  const least = leastUses(settings, usable, rules.pinned.length);
  const edited = { ...rules, spacing, minUses: minUses.slice(), maxUses: maxUses.slice() };
  for (let photo = 0; photo < maxUses.length; photo++) {
    const isBack = maxUses[photo] === 0 && back.has(photo);
    const isUsed = maxUses[photo] > 0 || isBack;
    if (isUsed && (isBack || bounds.maxUses !== undefined)) edited.maxUses[photo] = most;
    if (isUsed && (isBack || bounds.minUses !== undefined)) edited.minUses[photo] = least;
    if (!gone.has(photo)) continue;
    edited.maxUses[photo] = 0;
    edited.minUses[photo] = 0;
  }
  return edited;
}

function requirePossible({ rules, fixed, locked, told }: EditedRules, base: RebasedPlan, layout: Layout): void {
  const what = (cell: number): string => {
    if (told.has(cell)) return 'where this edit puts it';
    return locked[cell] === 1 ? 'where it is locked' : 'where it is pinned';
  };
  for (let cell = 0; cell < locked.length; cell++) {
    if (fixed.pinned[cell] < 0 || fixed.maxUses[fixed.pinned[cell]] > 0) continue;
    const name = cellName(cell, layout.shape);
    throw new MosaicError('rules-impossible', {
      subject: 'ban',
      expected: 'photos that may leave their cells',
      received: `the photo of ${name}, ${what(cell)}`,
      waysOut: [{ omit: 'ban' }, { give: locked[cell] === 1 ? 'unlock' : 'unpin', as: name }],
    });
  }
  const near = nearestPins(fixed, base.groups, layout);
  if (near !== undefined) {
    const [a, b] = near.cells;
    const newer = told.has(near.at[1]) ? near.at[1] : near.at[0];
    const older = newer === near.at[0] ? near.at[1] : near.at[0];
    const other = nearestPlace(fixed, base.groups, newer, layout);
    const place = other < 0 ? 'another photo' : `${cellName(other, layout.shape)}, the nearest cell where it may stand`;
    throw new MosaicError('rules-impossible', {
      subject: cellName(newer, layout.shape),
      expected: `repeats more than ${rules.spacing} ${rules.spacing === 1 ? 'cell' : 'cells'} apart`,
      received: `the same photo, or one nearly the same, in ${a === cellName(newer, layout.shape) ? b : a}, ${what(older)}`,
      waysOut: [{ use: place }],
    });
  }
  const problem = infeasibleReason(rules, base.groups, layout) ?? infeasibleReason(fixed, base.groups, layout);
  if (problem !== undefined) throw new MosaicError('rules-impossible', problem);
}

/** The cell nearest to one where its photo may stand beside all that is fixed; −1 if there is none. */
function nearestPlace({ pinned, spacing }: Rules, groups: Uint32Array, from: number, { shape }: Layout): number {
  const group = groups[pinned[from]];
  const rows = rowsOf(shape);
  const apart = (a: number, b: number): number => stepsApart(rows, a, b);
  const holders = [...pinned.keys()].filter(
    (cell) => cell !== from && pinned[cell] >= 0 && groups[pinned[cell]] === group,
  );
  let best = -1;
  for (let cell = 0; cell < pinned.length; cell++) {
    if (pinned[cell] >= 0 || (best >= 0 && apart(cell, from) >= apart(best, from))) continue;
    if (holders.every((holder) => apart(cell, holder) > spacing)) best = cell;
  }
  return best;
}

function impossible(
  { cause, name }: { readonly cause: string; readonly name: string },
  expected: string,
  received: string,
  way: WayOut,
): MosaicError {
  return new MosaicError('rules-impossible', {
    subject: cause,
    expected,
    received: `${name}: ${received}`,
    waysOut: [way],
  });
}
