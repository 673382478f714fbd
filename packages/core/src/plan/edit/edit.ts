/**
 * Editing a plan: what must move moves, and all else stays.
 *
 *     plan, library ─ rebase ─▶ the plan in the photos that there are ─ editedRules ─▶ Rules, and what is fixed
 *     views, cells ─ placedViews ─▶ what stands where ─ repair ─▶ what stands where now ─▶ Plan
 */

import { type AssignmentResult, assign, isClassic, type SolverResources } from '../../assign/assign.js';
import { bestView, emptyBoard } from '../../assign/board.js';
import type { Bound } from '../../assign/bound/raise-bound.js';
import { type RepairResult, repair } from '../../assign/change/repair.js';
import type { Cause } from '../../assign/change/vacate.js';
import { type Certificate, certificateOf } from '../../assign/price/certificate.js';
import { recomputeBound } from '../../assign/price/recompute-bound.js';
import { type Assignment, assignmentCost, type Problem } from '../../assign/problem.js';
import { describeCells } from '../../describe/cells.js';
import { type DescribedViews, describePhotos } from '../../describe/photos.js';
import { describePlacedViews } from '../../describe/placed-views.js';
import type { Library } from '../../library/library.js';
import type { Raster } from '../../pixels/raster.js';
import type { Hooks, PhotoSource, Pool } from '../../ports.js';
import { randomFrom } from '../../runtime/random.js';
import { parseSettings } from '../../settings/parse.js';
import type { Settings, SettingsInput } from '../../settings/table.js';
import { inlinePool } from '../../work/inline.js';
import { effortFor } from '../effort.js';
import { atWidestSpacing, descriptorFor, requirePhotos, wholeProblem } from '../make.js';
import type { Plan } from '../plan.js';
import { tintBound, tintPlan } from '../tint-plan.js';
import { type Violation, verifyPlan } from '../verify.js';
import { viewsFor } from '../views-for.js';
import { editedCertificate, isStricter } from './edited-certificate.js';
import { type Edit, type EditedRules, editedRules } from './edited-rules.js';
import { type RebasedPlan, rebase } from './rebase.js';

/** What is edited. */
export interface EditInput {
  readonly plan: Plan;
  /** That of the plan, null if it has none. */
  readonly certificate: Certificate | null;
  /** What the plan was made for. */
  readonly target: Raster;
  /** The plan's photos as far as they are still there, and others that may be used from now on. */
  readonly library: Library;
  /** The library's thumbnails, in its order. */
  readonly photos: PhotoSource;
  /** Those that the plan was made with. */
  readonly settings: SettingsInput;
  readonly edit: Edit;
  /** Who searches; this thread if absent. The outcome does not depend on it. */
  readonly pool?: Pool;
}

/** With settings that are parsed. */
export type ReadyInput = EditInput & { readonly settings: Settings };

/** A plan after an edit, and what it took. */
export interface EditResult {
  /** Its ids are the library's. */
  readonly plan: Plan;
  readonly certificate: Certificate;
  /** Moves → the cell that shows another photo, or another part of one, ascending. */
  readonly moved: Uint32Array;
  /** Moves → why. */
  readonly causes: readonly Cause[];
  /** What the plan cost before; undefined if photos in it are gone. */
  readonly costBefore: number | undefined;
  /** What in the plan breaks its rules, checked again from the plan alone: nothing. */
  readonly violations: readonly Violation[];
}

/**
 * Edits a plan. Cells that are pinned or locked, or that the edit puts a photo into, are fixed; of the others those move that the
 * rules force to, and with `resolve` those that gain by it. Without edits nothing moves.
 *
 * @throws MosaicError `rules-impossible` when the edit and the rules cannot be met, with the nearest that can; `not-found`
 *         when a photo that is pinned or locked is gone; `no-photos`; `aborted`
 */
export async function editPlan(given: EditInput, hooks: Hooks = {}): Promise<EditResult> {
  const { plan, library, edit, pool = inlinePool() } = given;
  const settings = { ...parseSettings(given.settings), ...edit.bounds };
  const input = { ...given, settings };
  requirePhotos(library, 'at least one photo of the plan');
  const base = rebase(plan, library, settings, edit);
  const edited = editedRules({ ...base, locked: plan.locked }, edit, settings, plan.layout);
  const scene = await describeEdit(input, base, edited, hooks);
  const means = { pool, random: randomFrom(plan.seed) };
  const { assignment, causes, assigned } = await solve(scene, edit, { means, settings, isNew: base.isNew }, hooks);

  const moved = Uint32Array.from([...assignment.keys()].filter((cell) => assignment[cell] !== scene.present[cell]));
  const untinted = planOf(input, { base, edited, views: scene.views }, assignment, moved);
  const whole = await tintedAgain(untinted, moved, input, hooks);
  const costBefore = scene.present.includes(-1) ? undefined : assignmentCost(scene.costed, scene.present);
  const { pinnedViews: _, ...free } = scene.costed;
  const bound = (): Promise<Bound> =>
    recomputeBound({ problem: { ...free, rules: edited.rules }, pool }, 'quick', hooks);
  // cells that were locked or swapped do not belong to the bound
  const isFree = edited.fixed.pinned.every((photo, cell) => photo === edited.rules.pinned[cell]);
  const after = assignmentCost(scene.costed, assignment);
  const costs = { certificate: input.certificate, before: costBefore, after, bound };
  return {
    plan: whole,
    certificate: assigned
      ? certificateOf(after, isFree ? assigned : await bound())
      : await editedCertificate(costs, isStricter(base, edited.rules)),
    moved,
    causes: Array.from(moved, (cell) => causes.get(cell) ?? 'room'),
    costBefore,
    violations: await verifyPlan(whole, hooks),
  };
}

/** Everything in rows of numbers. */
export interface EditScene {
  readonly views: DescribedViews;
  /** Cell → the view that stands there, −1 = its photo is gone. */
  readonly present: Int32Array;
  /** The problem that is solved, with what is fixed as pins: features are whole numbers. */
  readonly problem: Problem;
  /** The one that costs are told of: mean colours as they are, as `makePlan` has them. */
  readonly costed: Problem;
  readonly told: EditedRules['told'];
}

/** Describes what is edited. */
export async function describeEdit(
  input: Omit<ReadyInput, 'edit'>,
  base: RebasedPlan,
  edited: Pick<EditedRules, 'fixed' | 'told'>,
  hooks: Hooks,
): Promise<EditScene> {
  const { plan, target, library, photos: source, settings, pool } = input;
  const { layout } = plan;
  const descriptor = descriptorFor(settings, layout);
  const set = viewsFor(settings, library.ids.length);
  const all = await describePhotos(
    { library, photos: source, pool },
    { descriptor, classes: layout.classes, set },
    hooks,
  );
  const placed = { photos: base.photos, crops: plan.crops, mirrored: plan.mirrored, classOf: layout.classOf };
  const { views, rows: present } = await describePlacedViews(
    all,
    placed,
    { source, sizes: library.sizes, descriptor, classes: layout.classes },
    hooks,
  );
  const cells = await describeCells(target, layout, descriptor, hooks);

  const { groups } = base;
  const described = { cells, views: views.features, layout, groups, rules: edited.fixed };
  const whole = await wholeProblem(described, descriptor, settings, hooks);
  const classic = isClassic({ ...described, rules: base.rules });
  const pinnedViews = fixedViews(whole, present);
  const costed = classic ? { ...described, pinnedViews } : { ...whole, pinnedViews };
  return { views, present, problem: { ...whole, pinnedViews }, costed, told: edited.told };
}

/** Cell → the view that must stand there: the one that does if its photo is the right one, else the best; −1 = free. */
function fixedViews(problem: Problem, present: Int32Array): Int32Array {
  const { rules, views } = problem;
  const empty = emptyBoard(problem);
  return rules.pinned.map((photo, cell) => {
    if (photo < 0) return -1;
    return present[cell] >= 0 && views.owner[present[cell]] === photo ? present[cell] : bestView(empty, cell, photo);
  });
}

interface Solving {
  readonly means: SolverResources;
  readonly settings: Settings;
  /** Photo → 1 if it was added. */
  readonly isNew: Uint8Array;
}

interface Solved extends RepairResult {
  /** If everything was sought anew. */
  readonly assigned?: AssignmentResult;
}

async function solve(scene: EditScene, { resolve }: Edit, solving: Solving, hooks: Hooks): Promise<Solved> {
  const { means, settings, isNew } = solving;
  const { problem, costed, present, told } = scene;
  const effort = effortFor(settings);
  const comes = resolve === 'added' && isNew.includes(1) ? (photo: number): boolean => isNew[photo] === 1 : undefined;
  return await atWidestSpacing<Solved>(problem.rules.spacing, false, async (spacing) => {
    const rules = { ...problem.rules, spacing };
    if (resolve !== 'all') {
      return await repair({ problem: { ...problem, rules }, present, told, isNew: comes }, effort, means, hooks);
    }
    const assigned = await assign({ ...costed, rules }, effort, means, hooks);
    if (assigned === undefined) return undefined;
    const { assignment } = assigned;
    const causes = new Map<number, Cause>(Array.from(assignment, (_, cell) => [cell, told.get(cell) ?? 'anew']));
    return { assignment, causes, assigned };
  });
}

/** The plan of an assignment. Cells that did not move keep every bit of what they had. */
function planOf(
  { plan, library }: EditInput,
  { base, edited, views }: { readonly base: RebasedPlan; readonly edited: EditedRules; readonly views: DescribedViews },
  assignment: Assignment,
  moved: Uint32Array,
): Plan {
  const { locked: _, ...rest } = plan;
  const crops = plan.crops.slice();
  const mirrored = plan.mirrored.slice();
  const tint = plan.tint.slice();
  for (const cell of moved) {
    const view = assignment[cell];
    crops.set(views.crops.subarray(view * 4, view * 4 + 4), cell * 4);
    mirrored[cell] = views.mirrored[view];
    tint.fill(1, cell * 3, cell * 3 + 3);
  }
  return {
    ...rest,
    ...{ crops, mirrored, tint },
    photos: assignment.map((view) => views.features.owner[view]),
    ids: library.ids,
    rules: edited.rules,
    ...(edited.locked.includes(1) ? { locked: edited.locked } : {}),
    groups: base.groups,
  };
}

/** Gives cells that moved a tint if the plan has one; the others keep theirs. */
async function tintedAgain(plan: Plan, moved: Uint32Array, input: ReadyInput, hooks: Hooks): Promise<Plan> {
  const { target, photos, settings } = input;
  if (moved.length === 0 || input.plan.tint.every((gain) => gain === 1)) return plan;
  const bound = settings.tint === 'auto' ? tintBound(input.plan) : settings.tint;
  const chosen = await tintPlan(plan, { target, photos }, bound, hooks);
  const tint = plan.tint.slice();
  for (const cell of moved) tint.set(chosen.tint.subarray(cell * 3, cell * 3 + 3), cell * 3);
  return { ...plan, tint };
}
