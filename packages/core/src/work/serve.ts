/** A worker's side of a pool. */

import { errorData, MosaicError } from '../errors.js';
import type { Column, Steps, Task } from '../ports.js';
import { isShared } from '../runtime/shared-memory.js';
import type { WorkerRequest, WorkerResponse } from './messages.js';

/** A task that was opened. What it takes is known to who asked for it, by its type. */
interface Opened {
  run(part: never): Steps;
  written(part: never): readonly Column[];
}

/**
 * Does what a pool asks, with these tasks.
 *
 * @param answer  tells the pool
 * @returns what is to be called with every request of the pool, in their order
 */
export function taskServer(
  tasks: readonly Task<never, never>[],
  answer: (response: WorkerResponse) => void,
): (request: WorkerRequest) => void {
  const runners = new Map<number, () => Opened>();
  return (request) => {
    if (request.kind === 'release') runners.delete(request.runner);
    else if (request.kind === 'open') runners.set(request.runner, prepared(tasks, request.task, request.shared));
    else void done(() => run(runners.get(request.runner), request)).then(answer);
  };
}

/** Prepares itself when the first part comes: a failure is then told to who asked for it. */
function prepared(tasks: readonly Task<never, never>[], name: string, shared: unknown): () => Opened {
  let opened: Opened | undefined;
  return () => {
    const task = tasks.find((each) => each.name === name);
    if (!task)
      throw new MosaicError('failed', { subject: 'task', expected: 'one that the workers know', received: name });
    opened ??= {
      run: task.prepare(shared as never),
      written: (part) => task.written?.(shared as never, part) ?? [],
    };
    return opened;
  };
}

async function run(
  open: (() => Opened) | undefined,
  { part, stop }: Extract<WorkerRequest, { kind: 'run' }>,
): Promise<readonly Column[]> {
  if (!open)
    throw new MosaicError('failed', {
      subject: 'part',
      expected: 'a part of an open task',
      received: 'one of a task that was released',
    });
  const task = open();
  // as above: the part is of the type that its task takes
  for await (const _ of task.run(part as never)) if (Atomics.load(stop, 0) !== 0) return [];
  // a copy of the range alone: else all of its memory would travel
  return isShared(stop.buffer) ? [] : task.written(part as never).map((column) => column.slice());
}

async function done(work: () => Promise<readonly Column[]>): Promise<WorkerResponse> {
  try {
    return { kind: 'done', written: await work() };
  } catch (error) {
    return { kind: 'failed', error: errorData(error) };
  }
}
