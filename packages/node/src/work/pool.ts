/** Worker threads that do tasks of core. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MosaicError, type Pool } from '@tesserae/core';
import { type TaskRunner, throwIfAborted } from '@tesserae/core/internal';
import type { WorkerRequest, WorkerResponse } from './messages.js';

/** A part that was asked for. */
interface PoolJob {
  readonly runner: number;
  readonly part: unknown;
  readonly stop: Int32Array;
  readonly signal: AbortSignal | undefined;
  settle(error?: MosaicError): void;
}

/** A thread, and the job it is at. */
interface PoolThread {
  readonly worker: Worker;
  job: PoolJob | undefined;
}

/** What a pool consists of. */
interface PoolState {
  readonly threads: PoolThread[];
  readonly queue: PoolJob[];
  /** The one listener of a signal, however many jobs it ends. */
  readonly onAbort: (event: Event) => void;
  closed: boolean;
}

/**
 * Starts worker threads and returns at once: they get ready while the caller does other work. An idle pool does not keep
 * the process alive.
 *
 * @param jobs   how many threads; the processor's by default
 * @param entry  the module the threads run: one that calls `serveTasks`
 */
export function openPool(
  jobs: number = availableParallelism(),
  entry: URL = new URL(import.meta.resolve('@tesserae/node/internal/worker')),
): Pool {
  const onAbort = ({ target }: Event): void => giveUp(pool, target);
  const pool: PoolState = { threads: [], queue: [], onAbort, closed: false };
  for (let i = 0; i < jobs; i++) pool.threads.push(spawn(pool, entry));
  let runners = 0;
  return {
    workers: jobs,
    separateMemory: true,
    open: (task, shared) => {
      const runner = runners++;
      broadcast(pool, { kind: 'open', runner, task: task.name, shared });
      return runnerOf(pool, runner);
    },
    async close() {
      pool.closed = true;
      const workers = pool.threads.map(({ worker }) => worker.terminate());
      for (const job of pool.queue.splice(0)) job.settle(closed());
      await Promise.all(workers);
    },
  };
}

function spawn(pool: PoolState, entry: URL): PoolThread {
  const worker = new Worker(entry);
  const thread: PoolThread = { worker, job: undefined };
  let reason: unknown;
  worker.unref();
  worker.on('message', (reply: WorkerResponse) => {
    const { job } = thread;
    thread.job = undefined;
    // one that is being ended keeps the process alive until it is: somebody waits for that
    if (!pool.closed) worker.unref();
    job?.settle(reply.kind === 'failed' ? new MosaicError(reply.error.code, reply.error) : undefined);
    dispatch(pool);
  });
  worker.on('error', (error) => {
    reason = error;
  });
  worker.on('exit', () => {
    pool.threads.splice(pool.threads.indexOf(thread), 1);
    thread.job?.settle(pool.closed ? closed() : died(reason));
    // the others go on; without any, nobody would
    if (pool.threads.length === 0) for (const job of pool.queue.splice(0)) job.settle(died(reason));
  });
  return thread;
}

function broadcast({ threads }: PoolState, order: WorkerRequest): void {
  for (const { worker } of threads) worker.postMessage(order);
}

/** Gives waiting jobs to idle threads, in their order. */
function dispatch({ threads, queue }: PoolState): void {
  for (const thread of threads) {
    if (thread.job) continue;
    const job = queue.shift();
    if (!job) return;
    thread.job = job;
    thread.worker.ref();
    const order: WorkerRequest = { kind: 'run', runner: job.runner, part: job.part, stop: job.stop };
    thread.worker.postMessage(order);
  }
}

function runnerOf<P>(pool: PoolState, runner: number): TaskRunner<P> {
  return {
    async run(part, signal) {
      throwIfAborted(signal);
      if (pool.closed) throw closed();
      if (pool.threads.length === 0) throw died(undefined);
      const stop = new Int32Array(new SharedArrayBuffer(4));
      signal?.addEventListener('abort', pool.onAbort, { once: true });
      try {
        await new Promise<void>((resolve, reject) => {
          const settle = (error?: MosaicError): void => (error ? reject(error) : resolve());
          pool.queue.push({ runner, part, stop, signal, settle });
          dispatch(pool);
        });
      } finally {
        if (signal && jobsOf(pool, signal).length === 0) signal.removeEventListener('abort', pool.onAbort);
      }
    },
    release: () => broadcast(pool, { kind: 'release', runner }),
  };
}

function jobsOf({ threads, queue }: PoolState, signal: AbortSignal): PoolJob[] {
  return [...queue, ...threads.flatMap(({ job }) => job ?? [])].filter((job) => job.signal === signal);
}

/** Rejects the jobs of a signal that was aborted; threads that are at one hear of it, too. */
function giveUp(pool: PoolState, target: EventTarget | null): void {
  const { queue } = pool;
  const signal = target as AbortSignal; // it is listened to for nothing else
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

function died(reason: unknown): MosaicError {
  const outOfMemory = reason instanceof Error && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (outOfMemory) return new MosaicError('no-memory', { subject: 'worker', waysOut: [{ lower: 'jobs' }] }, reason);
  return new MosaicError(
    'failed',
    { subject: 'worker', expected: 'a part done', received: 'the end of the thread' },
    reason,
  );
}
