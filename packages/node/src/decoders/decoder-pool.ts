/**
 * Decoder processes: whatever a user's file holds is decoded there, never here. A file that makes a decoder crash, hang or
 * swell costs itself and nothing else.
 */

import { availableParallelism } from 'node:os';
import { MosaicError } from '@tesserae/core/errors';
import { type Semaphore, semaphore } from '../work/semaphore.js';
import { isCrashedFile } from './crashed-file.js';
import { DecoderProcess } from './decoder-process.js';
import type { OperationInput, OperationName, OperationOutput } from './process/operations.js';

/** What decoders may take. */
export interface DecoderOptions {
  /** Processes; 0, the default, is one for each core. No outcome depends on it. */
  readonly jobs?: number;
  /** Bytes that all pictures being decoded may take together; 512 MB unless told. One that takes more waits until it is alone. */
  readonly memory?: number;
  /** How long decoding may take, milliseconds, before it is given up; 20 s unless told. Large files have more. */
  readonly timeout?: number;
  /** The module that the processes run: one that calls `serveOperations`. */
  readonly entry?: URL;
}

/** Decoder processes. Close them. */
export interface Decoders {
  /**
   * Has something done by a process that is free.
   *
   * @param size  bytes of the file, where known: a large one may take longer
   * @throws MosaicError whatever the operation throws; `crashed` or `timeout` if the file has cost two processes; `aborted` if the
   *   decoders are closed before it is done
   */
  run<S extends OperationName>(operation: S, input: OperationInput<S>, size?: number): Promise<OperationOutput<S>>;
  /** The version of the codecs: it changes whenever the same bytes might decode to other pixels. */
  codecVersion(): Promise<string>;
  /** Starts processes, all unless told, before there is anything to do. */
  prestart(count?: number): void;
  /** Ends the processes that have nothing to do. New ones are started when they are needed. */
  stopIdle(): void;
  /** The largest sum of resident memory of this process and the decoders, bytes: what was seen at the end of each task. */
  peakMemory(): number;
  /** Ends the processes. Whatever is under way or asked for later rejects with `aborted`. */
  close(): void;
}

/** Bytes that pictures being decoded take together unless told. */
const DECODING_MEMORY: number = 512 * 2 ** 20;

// memory that an allocator does not give back grows with every picture
const MAX_TASKS_PER_PROCESS = 2000;
const MAX_IDLE_MEMORY = 400 * 2 ** 20;

/** How often in a row starting a process may fail before it is given up. */
const MAX_FAILED_STARTS = 4;

/** How long a process may be idle before it is ended, milliseconds: the next one starts in a fifth of a second. */
const IDLE_TIMEOUT = 2000;

/** What decoders consist of. */
interface ProcessPool {
  readonly entry: URL;
  readonly memory: number;
  readonly timeout: number;
  /** Bytes that each may take without asking. */
  readonly share: number;
  /** As many as there may be processes: one that waits for memory keeps its own. */
  readonly slots: Semaphore;
  readonly memoryLimit: Semaphore;
  readonly idle: DecoderProcess[];
  readonly all: Set<DecoderProcess>;
  /** That of the codecs, once a child has started. */
  version: string | undefined;
  peak: number;
  idleTimer: NodeJS.Timeout | undefined;
  closed: boolean;
}

/** Opens decoders. Processes are started as they are needed, and end when they have been idle for a while. */
export function openDecoders(options: DecoderOptions = {}): Decoders {
  const {
    memory = DECODING_MEMORY,
    timeout = BASE_TIMEOUT,
    entry = new URL(import.meta.resolve('@tesserae/node/internal/decoder')),
  } = options;
  const jobs = options.jobs || availableParallelism();
  const pool: ProcessPool = {
    ...{
      entry,
      memory,
      timeout,
      share: Math.floor(memory / jobs),
      slots: semaphore(jobs),
      memoryLimit: semaphore(memory),
    },
    ...{ idle: [], all: new Set(), version: undefined, peak: 0, idleTimer: undefined, closed: false },
  };
  return {
    // an operation gives what its type says
    run: ((operation: string, input: unknown, size = 0) =>
      runWithRetry(pool, { operation, input, size })) as Decoders['run'],
    codecVersion: () => codecOf(pool),
    prestart: (count = jobs) => {
      while (!pool.closed && pool.all.size < Math.min(count, jobs)) keepIdle(pool, spawn(pool));
    },
    stopIdle: () => stopIdle(pool),
    peakMemory: () => pool.peak,
    close: () => {
      pool.closed = true;
      clearTimeout(pool.idleTimer);
      for (const child of pool.all) child.kill();
    },
  };
}

function spawn(pool: ProcessPool): DecoderProcess {
  const child = new DecoderProcess(pool.entry);
  pool.all.add(child);
  return child;
}

/**
 * A child that can work; a new one, in the place of an old one, if it has to be `fresh`. One that ended while it was idle is
 * passed over, and so is one that ended while it started, unless none can be started at all.
 */
async function acquire(pool: ProcessPool, fresh: boolean): Promise<DecoderProcess> {
  for (let failures = 0; ; ) {
    throwIfClosed(pool);
    const idle = pool.idle.pop();
    if (fresh && idle !== undefined) retire(pool, idle);
    const child = fresh || idle === undefined ? spawn(pool) : idle;
    try {
      pool.version = await child.codecVersion;
      if (child.isAlive() && !pool.closed) return child;
    } catch (error) {
      if (++failures > MAX_FAILED_STARTS) throw error;
    }
    pool.all.delete(child);
  }
}

function throwIfClosed({ closed }: ProcessPool): void {
  if (closed) throw new MosaicError('aborted');
}

function retire(pool: ProcessPool, child: DecoderProcess): void {
  pool.all.delete(child);
  child.kill();
}

async function codecOf(pool: ProcessPool): Promise<string> {
  if (pool.version === undefined) {
    await pool.slots.during(1, async () => keepIdle(pool, await acquire(pool, false)));
  }
  return pool.version!; // set by the first that has started
}

/** What becomes of a child that is done with a task. */
function release(pool: ProcessPool, child: DecoderProcess): void {
  let sum = process.memoryUsage.rss();
  for (const each of pool.all) sum += each.memory.peak;
  pool.peak = Math.max(pool.peak, sum);
  const isWorn = child.tasksDone >= MAX_TASKS_PER_PROCESS || child.memory.now > MAX_IDLE_MEMORY;
  if (!child.isAlive() || isWorn || pool.closed) retire(pool, child);
  else keepIdle(pool, child);
}

function keepIdle(pool: ProcessPool, child: DecoderProcess): void {
  pool.idle.push(child);
  clearTimeout(pool.idleTimer);
  pool.idleTimer = setTimeout(() => stopIdle(pool), IDLE_TIMEOUT).unref();
}

function stopIdle(pool: ProcessPool): void {
  for (const idle of pool.idle.splice(0)) retire(pool, idle);
}

/** A request to any decoder. */
interface PoolRequest {
  readonly operation: string;
  readonly input: unknown;
  /** Bytes of the file, where known. */
  readonly size: number;
}

function runWithRetry(pool: ProcessPool, request: PoolRequest): Promise<unknown> {
  return pool.slots.during(1, async () => {
    try {
      return await runOnce(pool, request, pool.share);
    } catch (error) {
      if (!isCrashedFile(error)) throw error;
      // once more and alone: it may have been another's fault, or the machine's
      return await runOnce(pool, request, pool.memory);
    }
  });
}

/** @param weight  bytes of memory that are kept free for it */
function runOnce(pool: ProcessPool, { operation, input, size }: PoolRequest, weight: number): Promise<unknown> {
  const { memoryLimit, share } = pool;
  const timeout = (estimate: number): number =>
    pool.timeout + size * TIMEOUT_PER_BYTE + estimate * TIMEOUT_PER_ESTIMATED_BYTE;
  return memoryLimit.during(weight, async (requestMemory) => {
    const child = await acquire(pool, weight > share);
    try {
      return await child.run({ operation, input, share, timeout, requestMemory });
    } catch (error) {
      throwIfClosed(pool); // whose doing the child's end is, then
      throw error;
    } finally {
      release(pool, child);
    }
  });
}

/** Does work with decoders, or with some of its own that are closed in the end. */
export async function withDecoders<T>(
  given: Decoders | undefined,
  work: (decoders: Decoders) => Promise<T>,
  options: DecoderOptions = {},
): Promise<T> {
  if (given !== undefined) return await work(given);
  const own = openDecoders(options);
  try {
    return await work(own);
  } finally {
    own.close();
  }
}

// milliseconds: the slowest codec does 2 megapixels a second on a calm machine, of 18 bytes each; a slow disk, 4 MB
const BASE_TIMEOUT = 20_000;
const TIMEOUT_PER_BYTE = 1000 / 4e6;
const TIMEOUT_PER_ESTIMATED_BYTE = 4 * (1000 / (2e6 * 18));
