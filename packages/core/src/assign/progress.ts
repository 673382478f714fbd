/** One progress for an assignment that is made in steps of about the same length. */

import type { Hooks, Progress } from '../ports.js';

/** A step among others. */
export interface ProgressSpan {
  /** Steps before it, and in all. */
  readonly before: number;
  readonly all: number;
  /** How many steps it counts as. */
  readonly length: number;
  /** How good the whole is when one of its steps is complete. */
  readonly score?: () => Progress['score'];
}

/** The hooks of a step: what it reports of itself becomes a share of the whole, counted in `cells` a step. */
export function spanHooks(hooks: Hooks, cells: number, stage: ProgressSpan): Hooks {
  const { onProgress } = hooks;
  if (onProgress === undefined) return hooks;
  const { before, all, length, score } = stage;
  const report = (progress: Progress): void => {
    const steps = (progress.done / progress.total) * length;
    const scored = Number.isInteger(steps) && score ? { score: score() } : {};
    onProgress({ ...progress, done: Math.round((before + steps) * cells), total: all * cells, ...scored });
  };
  return { ...hooks, onProgress: report };
}
