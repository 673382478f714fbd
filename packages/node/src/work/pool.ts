/** Worker threads that do tasks of core. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MosaicError, type Pool } from '@tesserae/core';
import { type TaskRunner, throwIfAborted } from '@tesserae/core/internal';
import type { WorkerRequest, WorkerResponse } from './messages.js';

/** A part that was asked for. */
interface PoolJob {
  readonly crew: number;
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
 * @param entry  the module the threads run: one that calls `serve`
 */
export function openPool(
  jobs: number = availableParallelism(),
  entry: URL = new URL('./worker.js', import.meta.url),
): Pool {
  const onAbort = ({ target }: Event): void => giveUp(office, target);
  const office: PoolState = { threads: [], queue: [], onAbort, closed: false };
  for (let i = 0; i < jobs; i++) office.threads.push(spawn(office, entry));
  let crews = 0;
  return {
    workers: jobs,
    separateMemory: true,
    open: (task, shared) => {
      const crew = crews++;
      broadcast(office, { kind: 'open', crew, task: task.name, shared });
      return crewOf(office, crew);
    },
    async close() {
      office.closed = true;
      const workers = office.threads.map(({ worker }) => worker.terminate());
      for (const job of office.queue.splice(0)) job.settle(closed());
      await Promise.all(workers);
    },
  };
}

function spawn(office: PoolState, entry: URL): PoolThread {
  const worker = new Worker(entry);
  const hand: PoolThread = { worker, job: undefined };
  let reason: unknown;
  worker.unref();
  worker.on('message', (reply: WorkerResponse) => {
    const { job } = hand;
    hand.job = undefined;
    // one that is being ended keeps the process alive until it is: somebody waits for that
    if (!office.closed) worker.unref();
    job?.settle(reply.kind === 'failed' ? new MosaicError(reply.error.code, reply.error) : undefined);
    dispatch(office);
  });
  worker.on('error', (error) => {
    reason = error;
  });
  worker.on('exit', () => {
    office.threads.splice(office.threads.indexOf(hand), 1);
    hand.job?.settle(office.closed ? closed() : died(reason));
    // the others go on; without any, nobody would
    if (office.threads.length === 0) for (const job of office.queue.splice(0)) job.settle(died(reason));
  });
  return hand;
}

function broadcast({ threads: hands }: PoolState, order: WorkerRequest): void {
  for (const { worker } of hands) worker.postMessage(order);
}

/** Gives waiting jobs to idle hands, in their order. */
function dispatch({ threads: hands, queue }: PoolState): void {
  for (const hand of hands) {
    if (hand.job) continue;
    const job = queue.shift();
    if (!job) return;
    hand.job = job;
    hand.worker.ref();
    const order: WorkerRequest = { kind: 'run', crew: job.crew, part: job.part, stop: job.stop };
    hand.worker.postMessage(order);
  }
}

function crewOf<P>(office: PoolState, crew: number): TaskRunner<P> {
  return {
    async run(part, signal) {
      throwIfAborted(signal);
      if (office.closed) throw closed();
      if (office.threads.length === 0) throw died(undefined);
      const stop = new Int32Array(new SharedArrayBuffer(4));
      signal?.addEventListener('abort', office.onAbort, { once: true });
      try {
        await new Promise<void>((resolve, reject) => {
          const settle = (error?: MosaicError): void => (error ? reject(error) : resolve());
          office.queue.push({ crew, part, stop, signal, settle });
          dispatch(office);
        });
      } finally {
        if (signal && jobsOf(office, signal).length === 0) signal.removeEventListener('abort', office.onAbort);
      }
    },
    release: () => broadcast(office, { kind: 'release', crew }),
  };
}

function jobsOf({ threads, queue }: PoolState, signal: AbortSignal): PoolJob[] {
  return [...queue, ...threads.flatMap(({ job }) => job ?? [])].filter((job) => job.signal === signal);
}

/** Rejects the jobs of a signal that was aborted; threads that are at one hear of it, too. */
function giveUp(office: PoolState, target: EventTarget | null): void {
  const { queue } = office;
  const signal = target as AbortSignal; // it is listened to for nothing else
  const jobs = jobsOf(office, signal);
  queue.splice(0, queue.length, ...queue.filter((job) => job.signal !== signal));
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
