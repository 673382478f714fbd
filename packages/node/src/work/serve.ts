/** A worker thread's side of the pool. */

import { parentPort } from 'node:worker_threads';
import { errorData, MosaicError } from '@tesserae/core/errors';
import type { Steps, Task } from '@tesserae/core/internal';
import type { WorkerRequest, WorkerResponse } from './messages.js';

type Work = (part: never) => Steps;

/** Does what a pool asks of this thread, with these tasks, until it is ended. */
export function serveTasks(tasks: readonly Task<never, never>[]): void {
  const runners = new Map<number, () => Work>();
  parentPort?.on('message', (order: WorkerRequest) => {
    if (order.kind === 'release') runners.delete(order.runner);
    else if (order.kind === 'open') runners.set(order.runner, prepared(tasks, order.task, order.shared));
    else void done(() => run(runners.get(order.runner), order)).then((reply) => parentPort?.postMessage(reply));
  });
}

/** Prepares itself when the first part comes: a failure is then told to who asked for it. */
function prepared(tasks: readonly Task<never, never>[], name: string, shared: unknown): () => Work {
  let work: Work | undefined;
  return () => {
    const task = tasks.find((each) => each.name === name);
    if (!task)
      throw new MosaicError('failed', { subject: 'task', expected: 'one that the workers know', received: name });
    // what a task takes is known to who asked for it by its type
    work ??= task.prepare(shared as never);
    return work;
  };
}

async function run(
  work: (() => Work) | undefined,
  { part, stop }: Extract<WorkerRequest, { kind: 'run' }>,
): Promise<void> {
  if (!work)
    throw new MosaicError('failed', {
      subject: 'part',
      expected: 'a part of an open task',
      received: 'one of a task that was released',
    });
  // as above: the part is of the type that its task takes
  for await (const _ of work()(part as never)) if (Atomics.load(stop, 0) !== 0) return;
}

async function done(work: () => Promise<void>): Promise<WorkerResponse> {
  try {
    await work();
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', error: errorData(error) };
  }
}
