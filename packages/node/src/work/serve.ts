/** A worker thread's side of the pool. */

import { parentPort } from 'node:worker_threads';
import type { Task } from '@tesserae/core/internal';
import { taskServer } from '@tesserae/core/tasks';

/** Does what a pool asks of this thread, with these tasks, until it is ended. */
export function serveTasks(tasks: readonly Task<never, never>[]): void {
  const serve = taskServer(tasks, (response) => parentPort?.postMessage(response));
  parentPort?.on('message', serve);
}
