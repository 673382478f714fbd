import { RAISE_TASK } from '../assign/bound/raise-on-worker.js';
import { SEARCH_TASK } from '../match/search.js';
import type { Task } from '../ports.js';

/** Every task a worker can be asked for, by its name. What they take is known to who asks. */
export const TASKS: readonly Task<never, never>[] = [SEARCH_TASK, RAISE_TASK];

export { describeTask } from '../describe/on-workers.js';
export type { WorkerRequest, WorkerResponse } from './messages.js';
export { taskServer } from './serve.js';
