/**
 * Rules that cannot be met, found by arithmetic before any work.
 *
 * Cells that are all within the spacing of one another hold as many different photos (`clique`), and a photo fits into a layout
 * so many times at most (`packing`): those are the bounds used here. They are necessary; under tight bounds of uses they
 * need not suffice, which only the assignment finds out.
 */

import type { ErrorFields, WayOut } from '../errors.js';
import { columnsWithin } from '../layout/columns-within.js';
import { cellCount, type Layout } from '../layout/layout.js';
import { cellName } from '../layout/names.js';
import { clique, nearOf, packing, stepsApart } from '../layout/near.js';
import { boundsFields } from '../settings/parse.js';
import { budgetsOf } from './budgets.js';
import { type Rules, UNLIMITED } from './rules.js';

/**
 * Says why no assignment can obey the rules, and the nearest rules that can.
 *
 * @param groups  photo → group; a group counts as one photo for spacing
 * @returns the fields of an error, or undefined if arithmetic finds nothing against the rules
 */
export function infeasibleReason(rules: Rules, groups: Uint32Array, layout: Layout): ErrorFields | undefined {
  const ofPhotos = pinnedUsesReason(rules, layout);
  if (ofPhotos !== undefined) return ofPhotos;
  const counted = rules.groupBudget ? budgetsOf(rules, groups) : { rules, groups };
  const ofUses =
    boundsProblem(counted.rules) ?? pinnedUsesReason(counted.rules, layout) ?? usesProblem(counted.rules, layout);
  const problem = ofUses ?? spacingProblem(counted.rules, counted.groups, layout);
  const grouped = rules.groupBudget === true || ofUses === undefined;
  if (problem === undefined || !grouped || !hasNearDuplicates(rules, groups)) return problem;
  const possible =
    rules.groupBudget && infeasibleReason({ ...rules, groupBudget: false }, groups, layout) === undefined;
  const waysOut = [...(problem.waysOut ?? []), ...(possible ? [{ omit: 'groupBudget' }] : [])];
  return { ...problem, received: `${problem.received}, as near-duplicates count as one photo`, waysOut };
}

/** Whether two photos that may be used are of one group. */
function hasNearDuplicates({ maxUses }: Rules, groups: Uint32Array): boolean {
  const allowed = groups.filter((_, photo) => maxUses[photo] > 0);
  return new Set(allowed).size < allowed.length;
}

/** The largest spacing up to that of the rules which arithmetic leaves possible. `groups`: photo → group. */
export function widestSpacing(rules: Rules, groups: Uint32Array, layout: Layout): number {
  const counted = rules.groupBudget ? budgetsOf(rules, groups) : { rules, groups };
  for (let spacing = rules.spacing; spacing > 0; spacing--) {
    const lesser = { ...counted.rules, spacing };
    const pinned = nearestPins(lesser, counted.groups, layout) !== undefined;
    if (!pinned && spacingFault(lesser, counted.groups, layout) === undefined) return spacing;
  }
  return 0;
}

function boundsProblem({ minUses, maxUses }: Rules): ErrorFields | undefined {
  for (let photo = 0; photo < minUses.length; photo++) {
    if (minUses[photo] > maxUses[photo]) return boundsFields(minUses[photo], maxUses[photo]);
  }
  return undefined;
}

function usesProblem({ minUses, maxUses, pinned }: Rules, layout: Layout): ErrorFields | undefined {
  const cells = cellCount(layout);
  const photos = maxUses.reduce((count, uses) => count + (uses > 0 ? 1 : 0), 0);
  const least = sum(minUses);
  const pins = pinsOf(pinned, minUses.length);
  const withPins = sum(minUses.map((uses, photo) => Math.max(uses, pins[photo])));
  if (least <= cells && withPins > cells) {
    return {
      subject: 'minUses',
      expected: `at most ${number(cells - sum(pins))} uses besides the pinned ones, one for each free cell`,
      received: withPins - sum(pins),
      waysOut: [{ use: 'fewer pins' }, { lower: 'minUses' }],
    };
  }
  if (least > cells) {
    const possible = Math.floor(cells / photos);
    return {
      subject: 'minUses',
      expected: `at most ${number(cells)} uses in all, one a cell`,
      received: `${count(photos, 'photo')} used at least ${times(largest(minUses))}, which takes ${number(least)}`,
      waysOut: [{ set: 'minUses', atMost: possible }, { raise: 'columns' }],
    };
  }
  const most = maxUses.includes(UNLIMITED) ? Number.POSITIVE_INFINITY : sum(maxUses);
  if (most < cells) {
    const columns = columnsWithin(layout, most);
    const way: WayOut = photos === 0 ? { omit: 'ban' } : { set: 'maxUses', atLeast: Math.ceil(cells / photos) };
    return {
      subject: 'maxUses',
      expected: `${number(cells)} uses in all, one a cell`,
      received: `${count(photos, 'photo')} used at most ${times(largest(maxUses))}, which makes ${number(most)}`,
      waysOut: [way, columns > 0 ? { set: 'columns', atMost: columns } : { lower: 'columns' }],
    };
  }
  return undefined;
}

function spacingProblem(rules: Rules, groups: Uint32Array, layout: Layout): ErrorFields | undefined {
  const pins = rules.spacing === 0 ? undefined : nearestPins(rules, groups, layout);
  if (pins !== undefined) {
    return {
      subject: 'spacing',
      expected: `at most ${pins.apart}, as the same photo is pinned to ${pins.cells.join(' and ')}`,
      received: rules.spacing,
      waysOut: [{ set: 'spacing', to: pins.apart }, { use: 'another cell for one of the two' }],
    };
  }
  const fault = spacingFault(rules, groups, layout);
  if (fault === undefined) return undefined;
  const spacing = widestSpacing({ ...rules, spacing: rules.spacing - 1 }, groups, layout);
  return { ...fault, waysOut: [{ set: 'spacing', to: spacing }, { add: 'photos' }] };
}

/** What is wrong with the spacing, without the way out: that is found by asking this of every lesser one. */
function spacingFault(rules: Rules, groups: Uint32Array, layout: Layout): ErrorFields | undefined {
  const { minUses, maxUses, spacing } = rules;
  if (spacing === 0) return undefined;
  const near = nearOf(layout.shape, spacing);
  const block = clique(near);
  const room = packing(near);
  const cells = cellCount(layout);
  const mostOf = new Map<number, number>();
  const leastOf = new Map<number, number>();
  for (let photo = 0; photo < maxUses.length; photo++) {
    if (maxUses[photo] === 0) continue;
    mostOf.set(groups[photo], Math.min(room, (mostOf.get(groups[photo]) ?? 0) + maxUses[photo]));
    leastOf.set(groups[photo], (leastOf.get(groups[photo]) ?? 0) + minUses[photo]);
  }

  if (mostOf.size < block) {
    const expected = `at least ${count(block, 'photo')} for repeats more than ${count(spacing, 'cell')} apart`;
    return { subject: 'spacing', expected, received: mostOf.size };
  }
  if (sum([...leastOf.values()]) > 0 && largest(leastOf.values()) > room) {
    const expected = `photos used at most ${times(room)}, as often as one fits more than ${count(spacing, 'cell')} apart`;
    return { subject: 'spacing', expected, received: `at least ${times(largest(leastOf.values()))}` };
  }
  const most = sum([...mostOf.values()]);
  if (most < cells) {
    const expected = `${number(cells)} uses more than ${count(spacing, 'cell')} apart, one a cell`;
    return { subject: 'spacing', expected, received: `at most ${number(most)}` };
  }
  return undefined;
}

/**
 * Says why the pins break another rule.
 *
 * @returns what is wrong with the way out, or undefined if the pins agree with the bounds of uses
 */
function pinnedUsesReason({ pinned, maxUses }: Rules, { shape }: Layout): ErrorFields | undefined {
  const pins = pinsOf(pinned, maxUses.length);
  for (let cell = 0; cell < pinned.length; cell++) {
    const photo = pinned[cell];
    if (photo < 0 || pins[photo] <= maxUses[photo]) continue;
    const name = cellName(cell, shape);
    if (maxUses[photo] === 0) {
      const expected = `a photo that may be used in ${name}`;
      return { subject: 'pin', expected, received: 'one that is banned', waysOut: [{ omit: 'ban' }, { omit: 'pin' }] };
    }
    return {
      subject: 'pin',
      expected: `at most ${maxUses[photo]} cells for the photo of ${name}, as often as it may be used`,
      received: pins[photo],
      waysOut: [{ set: 'maxUses', atLeast: pins[photo] }, { use: 'fewer cells for it' }],
    };
  }
  return undefined;
}

/** Two pins that stand too near to each other. */
export interface NearPins {
  /** How many cells lie between them. */
  readonly apart: number;
  readonly cells: readonly [string, string];
  readonly at: readonly [number, number];
}

/**
 * The two pins of one photo that stand nearest to each other, if that is too near.
 *
 * @param groups  photo → group; a group counts as one photo
 * @returns the spacing that they keep and the two cells, by name and number, or undefined if all are far enough apart
 */
export function nearestPins({ pinned, spacing }: Rules, groups: Uint32Array, { shape }: Layout): NearPins | undefined {
  const near = nearOf(shape, spacing);
  const cells = [...pinned.keys()].filter((cell) => pinned[cell] >= 0);
  let nearest: NearPins | undefined;
  for (const [i, a] of cells.entries()) {
    for (let j = i + 1; j < cells.length; j++) {
      const b = cells[j];
      if (b - a > near.span) break; // cells ascend: what follows is farther away still
      const apart = stepsApart(near, a, b) - 1;
      if (apart >= (nearest?.apart ?? spacing) || groups[pinned[a]] !== groups[pinned[b]]) continue;
      nearest = { apart, cells: [cellName(a, shape), cellName(b, shape)], at: [a, b] };
    }
  }
  return nearest;
}

/** Photo → how many cells it is pinned to. */
function pinsOf(pinned: Int32Array, photos: number): Uint32Array {
  const pins = new Uint32Array(photos);
  for (const photo of pinned) if (photo >= 0) pins[photo]++;
  return pins;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** The largest of numbers that are not below 0; 0 if there is none. As many as there are photos are too many for arguments of `Math.max`. */
function largest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
}

function times(n: number): string {
  return n === 1 ? 'once' : `${number(n)} times`;
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${number(n)} ${noun}s`;
}

/** 4800 as 4,800. */
function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
