import type { Task } from '@tesserae/core/internal';
import { TASKS } from '@tesserae/core/tasks';
import { serveTasks } from '@tesserae/node/internal';

/** Does what a part says: ends its thread, fails, counts for ever, or adds to a cell of shared memory. */
export const RESTLESS: Task<Int32Array, 'die' | 'fail' | 'forever' | number> = {
  name: 'restless',
  prepare: (sums) =>
    function* (part) {
      if (part === 'die') process.exit(1);
      if (part === 'fail') throw new Error('asked to fail');
      while (part === 'forever') yield;
      if (typeof part === 'number') Atomics.add(sums, part, 1);
    },
};

serveTasks([...TASKS, RESTLESS]);
