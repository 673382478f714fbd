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
  /** The module that the processes run: one that calls `serve`. */
  readonly entry?: URL;
}

/** Decoder processes. Close them. */
export interface Decoders {
  /**
   * Has something done by a process that is free.
   *
   * @param size  bytes of the file, where known: a large one may take longer
   * @throws MosaicError whatever the skill throws; `crashed` or `timeout` if the file has cost two processes; `aborted` if the
   *   decoders are closed before it is done
   */
  run<S extends OperationName>(skill: S, input: OperationInput<S>, size?: number): Promise<OperationOutput<S>>;
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
    timeout: patience = BASE_TIMEOUT,
    entry = new URL('./process/main.js', import.meta.url),
  } = options;
  const jobs = options.jobs || availableParallelism();
  const staff: ProcessPool = {
    ...{
      entry,
      memory,
      timeout: patience,
      share: Math.floor(memory / jobs),
      slots: semaphore(jobs),
      memoryLimit: semaphore(memory),
    },
    ...{ idle: [], all: new Set(), version: undefined, peak: 0, idleTimer: undefined, closed: false },
  };
  return {
    // a skill gives what its type says
    run: ((skill: string, input: unknown, size = 0) => runWithRetry(staff, { skill, input, size })) as Decoders['run'],
    codecVersion: () => codecOf(staff),
    prestart: (count = jobs) => {
      while (!staff.closed && staff.all.size < Math.min(count, jobs)) keepIdle(staff, spawn(staff));
    },
    stopIdle: () => stopIdle(staff),
    peakMemory: () => staff.peak,
    close: () => {
      staff.closed = true;
      clearTimeout(staff.idleTimer);
      for (const child of staff.all) child.kill();
    },
  };
}

function spawn(staff: ProcessPool): DecoderProcess {
  const child = new DecoderProcess(staff.entry);
  staff.all.add(child);
  return child;
}

/**
 * A child that can work; a new one, in the place of an old one, if it has to be `fresh`. One that ended while it was idle is
 * passed over, and so is one that ended while it started, unless none can be started at all.
 */
async function acquire(staff: ProcessPool, fresh: boolean): Promise<DecoderProcess> {
  for (let failures = 0; ; ) {
    throwIfClosed(staff);
    const idle = staff.idle.pop();
    if (fresh && idle !== undefined) retire(staff, idle);
    const child = fresh || idle === undefined ? spawn(staff) : idle;
    try {
      staff.version = await child.codecVersion;
      if (child.isAlive() && !staff.closed) return child;
    } catch (error) {
      if (++failures > MAX_FAILED_STARTS) throw error;
    }
    staff.all.delete(child);
  }
}

function throwIfClosed({ closed }: ProcessPool): void {
  if (closed) throw new MosaicError('aborted');
}

function retire(staff: ProcessPool, child: DecoderProcess): void {
  staff.all.delete(child);
  child.kill();
}

async function codecOf(staff: ProcessPool): Promise<string> {
  if (staff.version === undefined) {
    await staff.slots.during(1, async () => keepIdle(staff, await acquire(staff, false)));
  }
  return staff.version!; // set by the first that has started
}

/** What becomes of a child that is done with a task. */
function release(staff: ProcessPool, child: DecoderProcess): void {
  let sum = process.memoryUsage.rss();
  for (const each of staff.all) sum += each.memory.peak;
  staff.peak = Math.max(staff.peak, sum);
  const worn = child.tasksDone >= MAX_TASKS_PER_PROCESS || child.memory.now > MAX_IDLE_MEMORY;
  if (!child.isAlive() || worn || staff.closed) retire(staff, child);
  else keepIdle(staff, child);
}

function keepIdle(staff: ProcessPool, child: DecoderProcess): void {
  staff.idle.push(child);
  clearTimeout(staff.idleTimer);
  staff.idleTimer = setTimeout(() => stopIdle(staff), IDLE_TIMEOUT).unref();
}

function stopIdle(staff: ProcessPool): void {
  for (const idle of staff.idle.splice(0)) retire(staff, idle);
}

/** A question to any decoder. */
interface PoolRequest {
  readonly skill: string;
  readonly input: unknown;
  /** Bytes of the file, where known. */
  readonly size: number;
}

function runWithRetry(staff: ProcessPool, question: PoolRequest): Promise<unknown> {
  return staff.slots.during(1, async () => {
    try {
      return await runOnce(staff, question, staff.share);
    } catch (error) {
      if (!isCrashedFile(error)) throw error;
      // once more and alone: it may have been another's fault, or the machine's
      return await runOnce(staff, question, staff.memory);
    }
  });
}

/** @param weight  bytes of memory that are kept free for it */
function runOnce(staff: ProcessPool, { skill, input, size }: PoolRequest, weight: number): Promise<unknown> {
  const { memoryLimit, share } = staff;
  const timeout = (bill: number): number => staff.timeout + size * TIMEOUT_PER_BYTE + bill * TIMEOUT_PER_ESTIMATED_BYTE;
  return memoryLimit.during(weight, async (requestMemory) => {
    const child = await acquire(staff, weight > share);
    try {
      return await child.run({ skill, input, share, timeout, requestMemory });
    } catch (error) {
      throwIfClosed(staff); // whose doing the child's end is, then
      throw error;
    } finally {
      release(staff, child);
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
