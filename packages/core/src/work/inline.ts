import type { Pool, Steps } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';

/** A pool that is this thread: parts run one after the other, and let timers, aborts and input through. */
export function inlinePool(): Pool {
  let last: Promise<unknown> = Promise.resolve();
  return {
    workers: 1,
    separateMemory: false,
    open(task, shared) {
      const work = task.prepare(shared);
      return {
        run(part, signal) {
          const mine = last.then(() => rested(work(part), signal));
          // a part that failed must not hold up the next
          last = mine.catch(() => undefined);
          return mine;
        },
        release: () => undefined,
      };
    },
    close: async () => undefined,
  };
}

async function rested(steps: Steps, signal: AbortSignal | undefined): Promise<void> {
  const rest = eventLoopYielder(signal);
  do await rest();
  while (!(await steps.next()).done);
}
