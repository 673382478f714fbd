/** Finds what goes where, and says how good it is. */

import {
  type MakeResult,
  makePlan,
  type PhotoSource,
  type Placement,
  type Plan,
  type Progress,
  type RuleOverrides,
  type Settings,
  variety,
} from '@tesserae/core';
import { openPool, type Target } from '@tesserae/node';
import type { Call } from './call.js';
import { certificateWords, violationWords } from './certificate.js';
import type { Collection } from './collection.js';
import type { Stopwatch } from './facts.js';
import { plural } from './progress.js';

/** What is to be solved besides the settings. */
export interface Task {
  readonly target: Target;
  readonly photos: PhotoSource;
  /** What was wished for single photos and cells. */
  readonly rules: RuleOverrides;
  /** Has the steps `describe` and `assign`. */
  readonly watch: Stopwatch;
}

/**
 * Makes the plan. Throws what `makePlan` throws.
 *
 * Stopped while it searches, it ends with the best plan so far if there is a file for it, else it throws.
 */
export async function solve(call: Call, { library }: Collection, task: Task): Promise<MakeResult> {
  const { settings, voice } = call;
  const { photos, rules, watch } = task;
  const target = task.target.raster;
  const stops = stopsOf(call);
  watch.begin('describe');
  const pool = openPool(settings.jobs || undefined);
  const input = { target, library, photos, settings, rules, pool };
  const onProgress = (progress: Progress): void => {
    if (progress.stage === 'describe' && progress.done === progress.total) watch.begin('assign');
    if (progress.stage === 'assign') stops.searching();
    voice.progress(progress);
  };
  const { signal, enough } = stops;
  const made = await makePlan(input, { signal, enough, onProgress }).finally(() => pool.close());
  saySolved(call, made);
  return made;
}

/** What a stop means: before the search there is nothing to keep. */
function stopsOf({ flags, signal }: Call) {
  const [stop, enough] = [new AbortController(), new AbortController()];
  let searching = false;
  const heard = () => (searching && flags.plan !== undefined ? enough : stop).abort();
  if (signal.aborted) heard();
  signal.addEventListener('abort', heard);
  return {
    signal: stop.signal,
    enough: enough.signal,
    searching: () => {
      searching = true;
    },
  };
}

function saySolved({ settings, voice }: Call, { plan, certificate, boundsCost, violations }: MakeResult): void {
  const { distinct, max_use } = variety(placedIn(plan));
  const { length } = violations;
  voice.step(
    'solve',
    `${plural(distinct, 'photo')} used, at most ${plural(max_use, 'time')} each · ${violationWords(length)}`,
  );
  voice.step('', certificateWords(certificate));
  if (boundsCost >= WORTH_SAYING && Number.isFinite(boundsCost)) voice.step('', boundsCostWords(settings, boundsCost));
  const { spacing } = plan.rules;
  if (spacing < settings.spacing) voice.note(spacingSentence(settings, spacing));
}

/** Shares of likeness below this are nothing to think about. */
const WORTH_SAYING = 0.01;

/** What bounds of uses cost. The share is rounded down, as it is said to be at least that. */
export function boundsCostWords({ minUses, maxUses }: Settings, share: number): string {
  const least = minUses > 0 ? `at least ${plural(minUses, 'time')}` : '';
  const most = maxUses === 'unlimited' ? '' : `at most ${plural(maxUses, 'time')}`;
  const uses = [least, most].filter((words) => words !== '').join(' and ');
  const more =
    share >= 1
      ? `${(Math.floor((1 + share) * 10) / 10).toFixed(1)} times what`
      : `${Math.floor(share * 100)} % more than`;
  return `each photo ${uses}: that costs at least ${more} each cell’s nearest photo would`;
}

/** What is said when the spacing is less than the default. */
export function spacingSentence(settings: Settings, spacing: number): string {
  const now = spacing === 0 ? 'repeats may touch' : `no repeat within ${spacing} ${spacing === 1 ? 'cell' : 'cells'}`;
  return `spacing gave way from ${settings.spacing} to ${spacing} (${now}): the photos are too few for more.`;
}

/** Where the photos of a plan stand, as `variety` takes it. */
export function placedIn(plan: Plan): Placement {
  const { columns, rows } = plan.layout.shape;
  return { columns, rows, photos: plan.photos, count: plan.ids.length };
}
