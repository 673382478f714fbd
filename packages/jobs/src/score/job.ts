/** `score`: the scorecard of a plan, or of a mosaic that whatever program made. */

import type { Running } from '../job.js';
import { stopwatch } from '../stopwatch.js';
import { mosaicToScore } from './mosaic.js';
import type { ScoreInput } from './options.js';
import { planToScore } from './plan.js';

/** As `Job` has it. */
export async function prepare(input: ScoreInput, running: Running) {
  const { plan } = input;
  const { facts, judge } =
    plan === undefined ? await mosaicToScore(input, running) : await planToScore({ ...input, plan }, running);
  return {
    facts,
    run: async (running: Running) => {
      const watch = stopwatch(['score']);
      const card = await judge(running);
      return { ...facts, ...card, timings: watch.timings() };
    },
  };
}
