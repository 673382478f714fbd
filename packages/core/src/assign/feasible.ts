/**
 * Rules that cannot be met, found by arithmetic before any work.
 *
 * Cells that are all within the spacing of one another hold as many different photos (`clique`), and a photo fits into a layout
 * so many times at most (`packing`): those are the bounds used here. They are necessary; under tight bounds of uses they
 * need not suffice, which only the assignment finds out.
 */

import { cellCount, type Layout } from '../layout/layout.js';
import { clique, nearOf, packing } from '../layout/near.js';
import { budgetsOf } from './budgets.js';
import { nearestPins, pinnedUsesReason, pinsOf } from './pins.js';
import { type Rules, UNLIMITED } from './rules.js';

/**
 * Says why no assignment can obey the rules, and the nearest rules that can.
 *
 * @param groups  photo → group; a group counts as one photo for spacing
 * @returns a sentence, or undefined if arithmetic finds nothing against the rules
 */
export function infeasibleReason(rules: Rules, groups: Uint32Array, layout: Layout): string | undefined {
  const ofPhotos = pinnedUsesReason(rules, layout);
  if (ofPhotos !== undefined) return ofPhotos;
  const counted = rules.groupBudget ? budgetsOf(rules, groups) : { rules, groups };
  const ofUses =
    boundsProblem(counted.rules) ??
    pinnedUsesReason(counted.rules, layout) ??
    usesProblem(counted.rules, cellCount(layout));
  const problem = ofUses ?? spacingProblem(counted.rules, counted.groups, layout);
  const grouped = rules.groupBudget === true || ofUses === undefined;
  if (problem === undefined || !grouped || !hasNearDuplicates(rules, groups)) return problem;
  const possible =
    rules.groupBudget && infeasibleReason({ ...rules, groupBudget: false }, groups, layout) === undefined;
  return `${problem} Near-duplicates count as one photo here${possible ? '; without groupBudget the rules can be kept' : ''}.`;
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

function boundsProblem({ minUses, maxUses }: Rules): string | undefined {
  for (let photo = 0; photo < minUses.length; photo++) {
    if (minUses[photo] > maxUses[photo]) {
      return `minUses: a photo that must be used ${times(minUses[photo])} may be used only ${times(maxUses[photo])}. Allow at least ${minUses[photo]} uses, or ask for at most ${maxUses[photo]}.`;
    }
  }
  return undefined;
}

function usesProblem({ minUses, maxUses, pinned }: Rules, cells: number): string | undefined {
  const photos = maxUses.reduce((count, uses) => count + (uses > 0 ? 1 : 0), 0);
  const least = sum(minUses);
  const pins = pinsOf(pinned, minUses.length);
  const withPins = sum(minUses.map((uses, photo) => Math.max(uses, pins[photo])));
  if (least <= cells && withPins > cells) {
    return `minUses: besides the pinned cells, ${number(cells - sum(pins))} are left, and the photos must be used ${number(withPins - sum(pins))} more times. Pin fewer cells, or ask for fewer uses.`;
  }
  if (least > cells) {
    const possible = Math.floor(cells / photos);
    const way = possible > 0 ? `Ask for at most ${possible}` : `Ask for none (minUses 0)`;
    return `minUses: ${count(photos, 'photo')} used at least ${times(Math.max(...minUses))} need ${number(least)} cells; the layout has ${number(cells)}. ${way}, or take more cells.`;
  }
  const most = maxUses.includes(UNLIMITED) ? Number.POSITIVE_INFINITY : sum(maxUses);
  if (most < cells) {
    const needed = photos === 0 ? 'Allow some photo' : `Allow at least ${Math.ceil(cells / photos)} uses`;
    return `maxUses: ${count(photos, 'photo')} used at most ${times(Math.max(0, ...maxUses))} fill ${number(most)} cells; the layout has ${number(cells)}. ${needed}, or take fewer cells.`;
  }
  return undefined;
}

function spacingProblem(rules: Rules, groups: Uint32Array, layout: Layout): string | undefined {
  const pins = rules.spacing === 0 ? undefined : nearestPins(rules, groups, layout);
  if (pins !== undefined) {
    return `spacing: the same photo is pinned to ${pins.cells.join(' and ')}, and repeats must be more than ${rules.spacing} cells apart. Allow spacing ${pins.apart}, or pin it elsewhere.`;
  }
  const fault = spacingFault(rules, groups, layout);
  if (fault === undefined) return undefined;
  const spacing = widestSpacing({ ...rules, spacing: rules.spacing - 1 }, groups, layout);
  return `${fault} Allow spacing ${spacing}, or add photos.`;
}

/** What is wrong with the spacing, without the way out: that is found by asking this of every lesser one. */
function spacingFault(rules: Rules, groups: Uint32Array, layout: Layout): string | undefined {
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
    return `spacing: to keep repeats ${spacing} cells apart takes at least ${count(block, 'photo')}; there ${mostOf.size === 1 ? 'is' : 'are'} ${mostOf.size}.`;
  }
  if (sum([...leastOf.values()]) > 0 && Math.max(...leastOf.values()) > room) {
    return `spacing: ${spacing} cells apart, a photo fits at most ${times(room)}; minUses asks for ${Math.max(...leastOf.values())}.`;
  }
  const most = sum([...mostOf.values()]);
  if (most < cells) {
    return `spacing: ${spacing} cells apart, and within maxUses, the photos fill ${number(most)} of ${number(cells)} cells.`;
  }
  return undefined;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
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
