/** Finds what goes where, and tells how good it is. */

import {
  type Library,
  type MakeResult,
  makePlan,
  type PhotoSource,
  type Plan,
  type Progress,
  type Settings,
} from '@tesserae/core';
import { type Placement, photoUse, type RuleOverrides } from '@tesserae/core/internal';
import { openPool, type Target } from '@tesserae/node';
import type { Running } from '../job.js';
import type { Note } from '../notes.js';
import type { Stopwatch } from '../stopwatch.js';

/** What is to be solved. */
export interface ToSolve {
  readonly target: Target;
  readonly library: Library;
  readonly photos: PhotoSource;
  readonly settings: Settings;
  /** What was asked for single photos and cells. */
  readonly rules: RuleOverrides;
  /** Has the steps `describe` and `assign`. */
  readonly watch: Stopwatch;
  /** Stopped while it searches, it ends with the best plan so far; else it throws. */
  readonly keepsPlan: boolean;
}

/** Makes the plan. Throws what `makePlan` throws. */
export async function solve(task: ToSolve, { events, signal: stop }: Running): Promise<MakeResult> {
  const { library, photos, rules, settings, watch } = task;
  const { signal, enough, searching } = stopsOf(task, stop);
  watch.begin('describe');
  const onProgress = (progress: Progress): void => {
    if (progress.stage === 'describe' && progress.done === progress.total) watch.begin('assign');
    if (progress.stage === 'assign') searching();
    events({ type: 'progress', progress });
  };
  const pool = openPool(settings.jobs || undefined);
  const input = { target: task.target.raster, library, photos, settings, rules, pool };
  const made = await makePlan(input, { signal, enough, onProgress }).finally(() => pool.close());
  const { plan, certificate, boundsCost, violations } = made;
  const { used, mostUsed } = usesOf(plan);
  const { minUses, maxUses } = settings;
  const found = { photos: used, mostUsed, certificate, violations: violations.length };
  const solved = { ...found, boundsCost, minUses, maxUses };
  events({ type: 'solved', solved });
  for (const note of spacingNotes(settings, plan.rules.spacing)) events({ type: 'note', note });
  return made;
}

/** What a stop means: before the search there is nothing to keep. */
function stopsOf({ keepsPlan }: ToSolve, asked: AbortSignal) {
  const [stop, enough] = [new AbortController(), new AbortController()];
  let isSearching = false;
  const heard = () => (isSearching && keepsPlan ? enough : stop).abort();
  if (asked.aborted) heard();
  asked.addEventListener('abort', heard);
  return {
    signal: stop.signal,
    enough: enough.signal,
    searching: () => {
      isSearching = true;
    },
  };
}

/** Repeats less far apart than this are seen at once. */
const APART = 2;

/** A note if a spacing that was left to the program is so narrow that people may wonder. */
export function spacingNotes({ spacing }: Settings, kept: number): Note[] {
  return spacing === 'auto' && kept < APART ? [{ code: 'spacing-narrow', values: { spacing: kept } }] : [];
}

/** How many photos a plan uses, and how often the most used one. */
export function usesOf(plan: Plan): { readonly used: number; readonly mostUsed: number } {
  const { distinct, max_use } = photoUse(placedIn(plan));
  return { used: distinct, mostUsed: max_use };
}

/** Where the photos of a plan stand, and what of them shows, as `variety` takes it. */
export function placedIn(plan: Plan): Placement {
  return { shape: plan.layout.shape, photos: plan.photos, count: plan.ids.length, parts: plan };
}
