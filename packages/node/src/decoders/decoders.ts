/**
 * Decoder processes: whatever a user's file holds is decoded there, never here. A file that makes a decoder crash, hang or
 * swell costs itself and nothing else.
 */

import { availableParallelism } from 'node:os';
import { MosaicError } from '@tesserae/core/errors';
import type { Input, Output, Skill } from '../decode/skills.js';
import { isCasualty } from './casualty.js';
import { type Child, startChild } from './child.js';
import { type Gate, gate, holdOn } from './gate.js';

/** What decoders may take. */
export interface DecoderOptions {
  /** Processes; 0, the default, is one for each core. No outcome depends on it. */
  readonly jobs?: number;
  /** Bytes that all pictures being decoded may take together; 512 MB unless told. One that takes more waits until it is alone. */
  readonly memory?: number;
  /** How long decoding may take, milliseconds, before it is given up; 20 s unless told. Large files have more. */
  readonly patience?: number;
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
  ask<S extends Skill>(skill: S, input: Input<S>, size?: number): Promise<Output<S>>;
  /** The version of the codecs: it changes whenever the same bytes might decode to other pixels. */
  codec(): Promise<string>;
  /** Starts processes, all unless told, before there is anything to do. */
  warm(count?: number): void;
  /** Ends the processes that have nothing to do. New ones are started when they are needed. */
  rest(): void;
  /** The largest sum of resident memory of this process and the decoders, bytes: what was seen at the end of each task. */
  peakMemory(): number;
  /** Ends the processes. Whatever is under way or asked for later rejects with `aborted`. */
  close(): void;
}

/** Bytes that pictures being decoded take together unless told. */
export const DECODING_MEMORY: number = 512 * 2 ** 20;

// memory that an allocator does not give back grows with every picture
const MOST_TASKS = 2000;
const MOST_MEMORY = 400 * 2 ** 20;

/** How often in a row starting a process may fail before it is given up. */
const MOST_FAILED_STARTS = 4;

/** How long a process may be idle before it is ended, milliseconds: the next one starts in a fifth of a second. */
const NAP = 2000;

/** What decoders consist of. */
interface Staff {
  readonly entry: URL;
  readonly memory: number;
  readonly patience: number;
  /** Bytes that each may take without asking. */
  readonly share: number;
  /** As many as there may be processes: one that waits for memory keeps its own. */
  readonly seats: Gate;
  readonly room: Gate;
  readonly idle: Child[];
  readonly all: Set<Child>;
  /** That of the codecs, once a child has started. */
  version: string | undefined;
  peak: number;
  nap: NodeJS.Timeout | undefined;
  closed: boolean;
}

/** Opens decoders. Processes are started as they are needed, and end when they have been idle for a while. */
export function openDecoders(options: DecoderOptions = {}): Decoders {
  const {
    memory = DECODING_MEMORY,
    patience = PATIENCE,
    entry = new URL('../decode/main.js', import.meta.url),
  } = options;
  const jobs = options.jobs || availableParallelism();
  const staff: Staff = {
    ...{ entry, memory, patience, share: Math.floor(memory / jobs), seats: gate(jobs), room: gate(memory) },
    ...{ idle: [], all: new Set(), version: undefined, peak: 0, nap: undefined, closed: false },
  };
  return {
    // a skill gives what its type says
    ask: ((skill: string, input: unknown, size = 0) => ask(staff, { skill, input, size })) as Decoders['ask'],
    codec: () => codecOf(staff),
    warm: (count = jobs) => {
      while (!staff.closed && staff.all.size < Math.min(count, jobs)) keepIdle(staff, hire(staff));
    },
    rest: () => rest(staff),
    peakMemory: () => staff.peak,
    close: () => {
      staff.closed = true;
      clearTimeout(staff.nap);
      for (const child of staff.all) child.kill();
    },
  };
}

function hire(staff: Staff): Child {
  const child = startChild(staff.entry);
  staff.all.add(child);
  return child;
}

/**
 * A child that can work; a new one, in the place of an old one, if it has to be `fresh`. One that ended while it was idle is
 * passed over, and so is one that ended while it started, unless none can be started at all.
 */
async function ready(staff: Staff, fresh: boolean): Promise<Child> {
  for (let failures = 0; ; ) {
    throwIfClosed(staff);
    const idle = staff.idle.pop();
    if (fresh && idle !== undefined) dismiss(staff, idle);
    const child = fresh || idle === undefined ? hire(staff) : idle;
    try {
      staff.version = await child.codec;
      if (child.alive() && !staff.closed) return child;
    } catch (error) {
      if (++failures > MOST_FAILED_STARTS) throw error;
    }
    staff.all.delete(child);
  }
}

function throwIfClosed({ closed }: Staff): void {
  if (closed) throw new MosaicError('aborted', 'The decoders were closed before this was done.');
}

function dismiss(staff: Staff, child: Child): void {
  staff.all.delete(child);
  child.kill();
}

async function codecOf(staff: Staff): Promise<string> {
  if (staff.version === undefined) {
    await staff.seats.enter(1);
    try {
      keepIdle(staff, await ready(staff, false));
    } finally {
      staff.seats.leave(1);
    }
  }
  return staff.version!; // set by the first that has started
}

/** What becomes of a child that is done with a task. */
function release(staff: Staff, child: Child): void {
  let sum = process.memoryUsage.rss();
  for (const each of staff.all) sum += each.memory().peak;
  staff.peak = Math.max(staff.peak, sum);
  const worn = child.done() >= MOST_TASKS || child.memory().now > MOST_MEMORY;
  if (!child.alive() || worn || staff.closed) dismiss(staff, child);
  else keepIdle(staff, child);
}

function keepIdle(staff: Staff, child: Child): void {
  staff.idle.push(child);
  clearTimeout(staff.nap);
  staff.nap = setTimeout(() => rest(staff), NAP).unref();
}

function rest(staff: Staff): void {
  for (const idle of staff.idle.splice(0)) dismiss(staff, idle);
}

/** A question to any decoder. */
interface Question {
  readonly skill: string;
  readonly input: unknown;
  /** Bytes of the file, where known. */
  readonly size: number;
}

async function ask(staff: Staff, question: Question): Promise<unknown> {
  await staff.seats.enter(1);
  try {
    try {
      return await askOnce(staff, question, staff.share);
    } catch (error) {
      if (!isCasualty(error)) throw error;
      // once more and alone: it may have been another's fault, or the machine's
      return await askOnce(staff, question, staff.memory);
    }
  } finally {
    staff.seats.leave(1);
  }
}

/** @param weight  bytes of memory that are kept free for it */
async function askOnce(staff: Staff, { skill, input, size }: Question, weight: number): Promise<unknown> {
  const { room, share } = staff;
  const patience = (bill: number): number =>
    staff.patience + size * PATIENCE_PER_BYTE + bill * PATIENCE_PER_BYTE_OF_BILL;
  const hold = holdOn(room);
  try {
    await hold.change(weight);
    const child = await ready(staff, weight > share);
    try {
      return await child.run({ skill, input, share, patience, onHeavy: hold.change });
    } catch (error) {
      throwIfClosed(staff); // whose doing the child's end is, then
      throw error;
    } finally {
      release(staff, child);
    }
  } finally {
    hold.end();
  }
}

/** Does work with decoders, or with some of its own that are closed in the end. */
export async function withDecoders<T>(
  given: Decoders | undefined,
  work: (decoders: Decoders) => Promise<T>,
): Promise<T> {
  if (given !== undefined) return await work(given);
  const own = openDecoders();
  try {
    return await work(own);
  } finally {
    own.close();
  }
}

// milliseconds: the slowest codec does 2 megapixels a second on a calm machine, of 18 bytes each; a slow disk, 4 MB
const PATIENCE = 20_000;
const PATIENCE_PER_BYTE = 1000 / 4e6;
const PATIENCE_PER_BYTE_OF_BILL = 4 * (1000 / (2e6 * 18));
