/** How far a whole job has come, in one number. */

import type { Progress } from '@tesserae/core';

type Stage = Progress['stage'];

/**
 * Stages in the order they follow each other, and how long each takes beside the others. Photographs of a new collection and no limits;
 * where it is otherwise, the number goes faster or more slowly at times.
 */
const WEIGHTS: Readonly<Record<Stage, number>> = {
  index: 40,
  describe: 15,
  assign: 30,
  prove: 30,
  tint: 3,
  photos: 10,
  draw: 15,
  film: 100,
  encode: 3,
  score: 15,
};
// the keys of WEIGHTS are stages
const ORDER = Object.keys(WEIGHTS) as Stage[];

/** The stages of jobs. Of others, any may come. */
const STAGES: Readonly<Record<string, readonly Stage[]>> = {
  index: ['index'],
  make: ['index', 'describe', 'assign', 'tint', 'photos', 'draw', 'encode'],
  clip: ['index', 'describe', 'film', 'encode'],
  render: ['photos', 'draw', 'encode'],
  zoom: ['photos', 'draw'],
  print: ['photos', 'draw'],
  film: ['describe', 'assign', 'photos', 'film', 'encode'],
};

/**
 * Follows the stages of a job. Each call tells of one, and has what of the whole is done: 0 … 1, never less than before. A
 * stage that is passed over counts as done when a later one begins.
 */
export function wholeProgress(job: string): (progress: Progress) => number {
  const stages = STAGES[job] ?? ORDER;
  const all = stages.reduce((sum, stage) => sum + WEIGHTS[stage], 0);
  let most = 0;
  return ({ stage, done, total }) => {
    const at = stages.indexOf(stage);
    if (at < 0) return most;
    const before = stages.slice(0, at).reduce((sum, each) => sum + WEIGHTS[each], 0);
    const share = total > 0 ? Math.min(1, done / total) : 0;
    most = Math.max(most, (before + WEIGHTS[stage] * share) / all);
    return most;
  };
}
