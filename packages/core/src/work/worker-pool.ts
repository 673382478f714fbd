/** A pool of workers, whatever they are: threads of Node, Web Workers. */

import { MosaicError, throwIfAborted } from '../errors.js';
import type { Column, Pool, Task, TaskRunner } from '../ports.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import type { WorkerRequest, WorkerResponse } from './messages.js';

/** A worker, as its host sees it. */
export interface HostedWorker {
  post(request: WorkerRequest): void;
  /** Says whether somebody waits for it: a host may end while nobody does. */
  setBusy(isBusy: boolean): void;
  /** Ends it; resolves once it has ended. */
  end(): Promise<unknown>;
}

/** What a host tells of a worker. */
export interface WorkerEvents {
  answered(response: WorkerResponse): void;
  /** It is no longer there. @param error  what its part is rejected with */
  ended(error: MosaicError): void;
}

/** A part that was asked for. */
interface PoolJob {
  readonly runner: number;
  readonly part: unknown;
  readonly stop: Int32Array;
  readonly signal: AbortSignal | undefined;
  /** Where copies of what was written go. */
  written(): readonly Column[];
  settle(error?: MosaicError): void;
}

/** A worker, and the job it is at. */
interface PoolWorker {
  readonly hosted: HostedWorker;
  job: PoolJob | undefined;
}

/** What a pool consists of. */
interface PoolState {
  readonly workers: PoolWorker[];
  readonly queue: PoolJob[];
  /** Signal → the one listener that ends its jobs, however many they are. */
  readonly listeners: Map<AbortSignal, () => void>;
  /** Why the last worker ended. */
  loss: MosaicError | undefined;
  closed: boolean;
}

/**
 * A pool of `count` workers.
 *
 * @param spawn  starts a worker, and tells of it; it may not tell before it returns
 */
export function workerPool(count: number, spawn: (events: WorkerEvents) => HostedWorker): Pool {
  const pool: PoolState = { workers: [], queue: [], listeners: new Map(), loss: undefined, closed: false };
  for (let i = 0; i < count; i++) pool.workers.push(started(pool, spawn));
  let runners = 0;
  return {
    workers: count,
    separateMemory: true,
    open: (task, shared) => {
      const runner = runners++;
      broadcast(pool, { kind: 'open', runner, task: task.name, shared });
      return runnerOf(pool, runner, task, shared);
    },
    async close() {
      pool.closed = true;
      const ended = [...pool.workers].map(({ hosted }) => hosted.end());
      for (const job of pool.queue.splice(0)) job.settle(closed());
      await Promise.all(ended);
    },
  };
}

function started(pool: PoolState, spawn: (events: WorkerEvents) => HostedWorker): PoolWorker {
  const hosted = spawn({
    answered(response) {
      const { job } = worker;
      worker.job = undefined;
      // one that is being ended keeps the process alive until it is: somebody waits for that
      if (!pool.closed) hosted.setBusy(false);
      if (response.kind === 'failed') job?.settle(new MosaicError(response.error.code, response.error));
      else if (job) {
        bringBack(response.written, job.written());
        job.settle();
      }
      dispatch(pool);
    },
    ended(error) {
      pool.workers.splice(pool.workers.indexOf(worker), 1);
      pool.loss = error;
      worker.job?.settle(pool.closed ? closed() : error);
      // the others go on; without any, nobody would
      if (pool.workers.length === 0) for (const job of pool.queue.splice(0)) job.settle(error);
    },
  });
  const worker: PoolWorker = { hosted, job: undefined };
  return worker;
}

function bringBack(copies: readonly Column[], columns: readonly Column[]): void {
  for (const [i, copy] of copies.entries()) columns[i].set(copy);
}

function broadcast({ workers }: PoolState, request: WorkerRequest): void {
  for (const { hosted } of workers) hosted.post(request);
}

/** Gives waiting jobs to idle workers, in their order. */
function dispatch({ workers, queue }: PoolState): void {
  for (const worker of workers) {
    if (worker.job) continue;
    const job = queue.shift();
    if (!job) return;
    worker.job = job;
    worker.hosted.setBusy(true);
    worker.hosted.post({ kind: 'run', runner: job.runner, part: job.part, stop: job.stop });
  }
}

function runnerOf<S, P>(pool: PoolState, runner: number, task: Task<S, P>, shared: S): TaskRunner<P> {
  return {
    async run(part, signal) {
      throwIfAborted(signal);
      if (pool.closed) throw closed();
      if (pool.workers.length === 0) throw pool.loss ?? closed();
      const stop = new Int32Array(sharedBuffer(4));
      if (signal) listenTo(pool, signal);
      try {
        await new Promise<void>((resolve, reject) => {
          const settle = (error?: MosaicError): void => (error ? reject(error) : resolve());
          pool.queue.push({ runner, part, stop, signal, written: () => task.written?.(shared, part) ?? [], settle });
          dispatch(pool);
        });
      } finally {
        if (signal && jobsOf(pool, signal).length === 0) forget(pool, signal);
      }
    },
    release: () => broadcast(pool, { kind: 'release', runner }),
  };
}

function listenTo(pool: PoolState, signal: AbortSignal): void {
  if (pool.listeners.has(signal)) return;
  const onAbort = (): void => giveUp(pool, signal);
  pool.listeners.set(signal, onAbort);
  signal.addEventListener('abort', onAbort);
}

function forget({ listeners }: PoolState, signal: AbortSignal): void {
  const onAbort = listeners.get(signal);
  if (onAbort) signal.removeEventListener('abort', onAbort);
  listeners.delete(signal);
}

function jobsOf({ workers, queue }: PoolState, signal: AbortSignal): PoolJob[] {
  return [...queue, ...workers.flatMap(({ job }) => job ?? [])].filter((job) => job.signal === signal);
}

/** Rejects the jobs of a signal that was aborted; workers that are at one hear of it, too. */
function giveUp(pool: PoolState, signal: AbortSignal): void {
  const { queue } = pool;
  const jobs = jobsOf(pool, signal);
  const others = queue.filter((job) => job.signal !== signal);
  queue.length = 0;
  for (const job of others) queue.push(job);
  for (const { stop, settle } of jobs) {
    Atomics.store(stop, 0, 1);
    settle(new MosaicError('aborted', {}, signal.reason));
  }
}

const closed = (): MosaicError =>
  new MosaicError('failed', { subject: 'pool', expected: 'all parts done', received: 'the end of the pool' });
