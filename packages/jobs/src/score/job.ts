/** `score`: the scorecard of a plan, or of a mosaic that whatever program made. */

import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import { stopwatch } from '../stopwatch.js';
import { mosaicToScore } from './mosaic.js';
import { SCORE, type ScoreInput } from './options.js';
import { planToScore } from './plan.js';
import type { Card, ScoreFacts } from './to-score.js';

/** What came out. */
export interface Scored extends ScoreFacts, Card {
  readonly timings: Readonly<Record<string, number>>;
}

/** Scores a mosaic. */
export const scoreJob: Job<ScoreInput, Scored, ScoreFacts> = { name: 'score', options: SCORE, prepare };

async function prepare(
  input: ScoreInput,
  host: Host,
  _events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<Scored, ScoreFacts>> {
  const { plan } = input;
  const { facts, judge } =
    plan === undefined ? await mosaicToScore(input, host, signal) : await planToScore({ ...input, plan }, host, signal);
  return {
    ...{ facts, estimate: undefined, notes: [] },
    run: async (events = UNHEARD, signal = ENDLESS) => {
      const watch = stopwatch(['score']);
      watch.begin('score');
      const card = await judge(events, signal);
      return { ...facts, ...card, timings: watch.timings() };
    },
  };
}
