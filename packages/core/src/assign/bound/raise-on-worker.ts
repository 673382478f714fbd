/** A bound that a worker raises while cells are refined: they do not need each other. */

import type { Hooks, Pool, Task } from '../../ports.js';
import { sharedBuffer } from '../../runtime/shared-memory.js';
import { type Bound, raising, type ToRaise } from './raise-bound.js';

/** A bound to raise. */
interface RaisedPart {
  readonly task: ToRaise;
  /** What is told: the bound, its steps, and 1 if it has converged, or 0. */
  readonly into: Float64Array;
  /** One number: no longer 0 once it is enough. */
  readonly enough: Int32Array;
}

/** What a worker does; nothing is shared by all parts. */
export const RAISE_TASK: Task<undefined, RaisedPart> = {
  name: 'bound',
  written: (_none, { into }) => [into],
  prepare: () =>
    function* ({ task, into, enough }) {
      const steps = raising(task);
      for (;;) {
        const { done, value } = steps.next();
        const bound = done ? value : Atomics.load(enough, 0) !== 0 ? value.now() : undefined;
        if (bound) {
          into.set([bound.lowerBound, bound.steps, Number(bound.converged)]);
          return;
        }
        yield;
      }
    },
};

/** A bound that is being raised. */
export interface RaisingBound {
  /** Once it is raised, or has got as far as it had when `enough` was aborted. @throws MosaicError `aborted` */
  result(): Promise<Bound>;
  /** Ends what is not done. */
  close(): void;
}

/** Begins to raise a bound on a worker of a pool. It does not depend on the pool. */
export function raiseOnWorker(task: ToRaise, pool: Pool, hooks: Hooks): RaisingBound {
  const into = new Float64Array(sharedBuffer(3 * 8));
  const enough = new Int32Array(sharedBuffer(4));
  const end = (): void => void Atomics.store(enough, 0, 1);
  if (hooks.enough?.aborted) end();
  hooks.enough?.addEventListener('abort', end);
  const runner = pool.open(RAISE_TASK, undefined);
  const raised = runner.run({ task, into, enough }, hooks.signal);
  raised.catch(() => undefined); // met by whoever asks for the result
  return {
    async result() {
      await raised;
      const [lowerBound, steps, converged] = into;
      return { lowerBound, spaced: true, steps, converged: converged === 1 };
    },
    close() {
      end();
      hooks.enough?.removeEventListener('abort', end);
      runner.release();
    },
  };
}
