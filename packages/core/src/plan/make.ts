/**
 * From a target and a library to a plan. Read this first: the steps that it calls have files of their own.
 *
 *     target ─ layoutOf ───▶ Layout ─ describeCells ──▶ Features (cells × dims)  ┐
 *     library, thumbnails ─── describePhotos ─────────▶ Features (views × dims)  ├─ assign ─▶ Plan
 *     settings ─────────────── rulesFor ──────────────▶ Rules                    ┘    └ tintedPlan ─▶ Plan
 */

import { type AssignmentResult, assign, isClassic, type SolverResources } from '../assign/assign.js';
import { boundsCostOf, type Certificate, certificateOf } from '../assign/price/certificate.js';
import type { Assignment, Problem } from '../assign/problem.js';
import type { Rules } from '../assign/rules.js';
import { describeCells } from '../describe/cells.js';
import { type Descriptor, inSteps } from '../describe/descriptor.js';
import { descriptorOf } from '../describe/descriptor-of.js';
import { type DescribedViews, describePhotos } from '../describe/photos.js';
import { MosaicError } from '../errors.js';
import type { Layout } from '../layout/layout.js';
import { layoutOf } from '../layout/layout-of.js';
import { shapeFor } from '../layout/shape-for.js';
import type { Library } from '../library/library.js';
import type { Raster } from '../pixels/raster.js';
import type { Hooks, PhotoSource, Pool } from '../ports.js';
import { randomFrom } from '../runtime/random.js';
import { parseSettings } from '../settings/parse.js';
import type { Settings, SettingsInput } from '../settings/table.js';
import { inlinePool } from '../work/inline.js';
import { effortFor } from './effort.js';
import { focusWeights } from './focus.js';
import type { Plan } from './plan.js';
import { type RuleOverrides, rulesFor } from './rules-for.js';
import { suitableSpacing } from './suitable-spacing.js';
import { tintedPlan } from './tint-plan.js';
import { type Violation, verifyPlan } from './verify.js';
import { viewsFor } from './views-for.js';

/** What a plan is made from. */
export interface MakeInput {
  readonly target: Raster;
  readonly library: Library;
  /** The library's thumbnails, in its order. */
  readonly photos: PhotoSource;
  readonly settings: SettingsInput;
  /**
   * Where the picture counts more (white) or less (black) than elsewhere (middle grey) when cells want the same photos. Of any size, stretched
   * over the target. It says nothing without refinement.
   */
  readonly focus?: Raster;
  /** Bounds of single photos, and pins. */
  readonly rules?: RuleOverrides;
  /** Who searches; this thread if absent. The plan does not depend on it. */
  readonly pool?: Pool;
}

/** A plan, and how good it is known to be. */
export interface MakeResult {
  readonly plan: Plan;
  /** The bound of its gains: that of the settings, or the one that was found. */
  readonly tint: number;
  readonly certificate: Certificate;
  /**
   * What the bounds of uses cost at least, as a share of what the cells would cost without them: 0.1 = a tenth more.
   * Spacing is not in it, nor are bans and pins.
   */
  readonly boundsCost: number;
  /** What in the plan breaks its rules, checked again from the plan alone: nothing. */
  readonly violations: readonly Violation[];
}

/**
 * Finds what goes where.
 *
 * Once `hooks.enough` is aborted, the plan is the best so far that obeys the rules.
 *
 * Spacing that is left to the program follows photos and target, and gives way when the photos cannot keep it:
 * `plan.rules.spacing` says what was kept.
 *
 * @throws MosaicError `rules-impossible` when rules that were set cannot be met, with the nearest that can; `no-photos`;
 *         `limit` for too many cells; `aborted`
 */
export async function makePlan(input: MakeInput, hooks: Hooks = {}): Promise<MakeResult> {
  const { target, library, photos, pool = inlinePool() } = input;
  const settings = parseSettings(input.settings);
  requirePhotos(library);
  const layout = layoutOf(shapeFor(settings, target), target.width, target.height);
  const { rules, descriptor, views } = await prepareScene({ ...input, settings }, layout, hooks);
  const cells = await describeCells(target, layout, descriptor, hooks);

  const weights = input.focus && focusWeights(input.focus, layout, target);
  const described = { cells, views: views.features, layout, rules, groups: library.groups };
  const asDescribed = weights ? { ...described, weights } : described;
  const problem = isClassic(asDescribed) ? asDescribed : await wholeProblem(asDescribed, descriptor, settings, hooks);
  const means = { pool, random: randomFrom(settings.seed) };
  const { assigned, kept } = await assignGivingWay(problem, settings, means, hooks);
  const untinted = planOf({ layout, library, views, settings }, assigned.assignment, kept);
  const { plan, bound: tint } = await tintedPlan(untinted, { target, photos }, settings.tint, hooks);
  const [certificate, boundsCost] = [certificateOf(assigned.cost, assigned), boundsCostOf(assigned)];
  return { plan, tint, certificate, boundsCost, violations: await verifyPlan(plan, hooks) };
}

/** What does not depend on what the target shows. */
export interface PlanScene {
  readonly rules: Rules;
  readonly descriptor: Descriptor;
  readonly views: DescribedViews;
}

/** What does not depend on a target, with settings that are parsed. */
export interface SceneInput extends Omit<MakeInput, 'target' | 'settings'> {
  readonly settings: Settings;
}

/** Makes the rules, then describes the photos for a layout. @throws MosaicError as `rulesFor` */
export async function prepareScene(input: SceneInput, layout: Layout, hooks: Hooks): Promise<PlanScene> {
  const { library, settings } = input;
  const rules = rulesFor(settings, library, layout, input.rules);
  const descriptor = descriptorFor(settings, layout);
  const description = { descriptor, classes: layout.classes, set: viewsFor(settings, library.ids.length) };
  return { rules, descriptor, views: await describePhotos(input, description, hooks) };
}

/** @throws MosaicError `no-photos` */
export function requirePhotos({ ids }: Library, expected = 'at least one usable photo'): void {
  if (ids.length > 0) return;
  throw new MosaicError('no-photos', { subject: 'photos', expected, received: 'none', waysOut: [{ run: 'index' }] });
}

/** The descriptor that the settings name, for the cells of a layout. */
export function descriptorFor({ match, space, detail, views }: Settings, { shape, classes }: Layout): Descriptor {
  return descriptorOf(
    match === 'mean' ? { match, space } : { match, detail, cell: shape.cell, classes, cut: views === 'parts' },
  );
}

/** The problem with features in whole steps, and with what the whole picture costs if that counts. */
export async function wholeProblem(
  problem: Problem,
  { steps, filter }: Descriptor,
  { refine }: Settings,
  { signal }: Hooks,
): Promise<Problem> {
  const cells = await inSteps(problem.cells, steps, signal);
  const whole = { ...problem, cells, views: await inSteps(problem.views, steps, signal) };
  return refine && filter ? { ...whole, filter } : whole;
}

/** Assigns with the spacing asked for; with the one that suits if it is left to the program, or with less where that fails. */
export async function assignGivingWay(
  problem: Problem,
  settings: Settings,
  means: SolverResources,
  hooks: Hooks,
): Promise<{ readonly assigned: AssignmentResult; readonly kept: Rules }> {
  const givesWay = settings.spacing === 'auto';
  const asked = givesWay ? await suitableSpacing(problem, means.pool, hooks) : problem.rules.spacing;
  return await atWidestSpacing(asked, givesWay, async (spacing) => {
    const kept = { ...problem.rules, spacing };
    const assigned = await assign({ ...problem, rules: kept }, effortFor(settings), means, hooks);
    return assigned && { assigned, kept };
  });
}

/**
 * What is found with the spacing asked for, or with the widest below it if it gives way.
 *
 * @throws MosaicError `rules-impossible`, with the widest spacing for which something is found
 */
export async function atWidestSpacing<T>(
  asked: number,
  givesWay: boolean,
  attempt: (spacing: number) => Promise<T | undefined>,
): Promise<T> {
  for (let spacing = asked; spacing >= 0; spacing--) {
    const found = await attempt(spacing);
    if (found === undefined) continue;
    if (spacing === asked || givesWay) return found;
    throw new MosaicError('rules-impossible', {
      subject: 'spacing',
      expected: `at most ${spacing}, with which the bounds of uses can be kept`,
      received: asked,
      waysOut: [{ set: 'spacing', to: spacing }, { raise: 'maxUses' }, { add: 'photos' }],
    });
  }
  throw new MosaicError('rules-impossible', {
    subject: 'maxUses',
    expected: 'bounds of uses for which an arrangement can be found',
    waysOut: [{ raise: 'maxUses' }, { add: 'photos' }],
  });
}

/** Everything a plan is put together from, besides the assignment. */
interface PlanParts {
  readonly layout: Layout;
  readonly library: Library;
  readonly views: DescribedViews;
  readonly settings: Settings;
}

/** The plan of an assignment, untinted. */
export function planOf({ layout, library, views, settings }: PlanParts, assignment: Assignment, rules: Rules): Plan {
  const cells = assignment.length;
  const crops = new Float32Array(cells * 4);
  assignment.forEach((view, cell) => {
    crops.set(views.crops.subarray(view * 4, view * 4 + 4), cell * 4);
  });
  return {
    layout,
    photos: assignment.map((view) => views.features.owner[view]),
    ids: library.ids,
    crops,
    mirrored: Uint8Array.from(assignment, (view) => views.mirrored[view]),
    tint: new Float32Array(cells * 3).fill(1),
    overlay: settings.overlay,
    rules,
    groups: library.groups,
    seed: settings.seed,
  };
}
