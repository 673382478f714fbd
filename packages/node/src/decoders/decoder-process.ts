/** One decoder process, as its parent sees it. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MosaicError } from '@tesserae/core/errors';
import type { DecoderRequest, DecoderResponse, MemoryUsage } from './process/messages.js';

/** Something to be done by a decoder. */
export interface DecoderTask {
  readonly operation: string;
  readonly input: unknown;
  /** Bytes that decoding may take without asking. */
  readonly share: number;
  /** How long it may take to decode what takes so many bytes, milliseconds; waiting for memory is not counted. */
  readonly timeout: (estimate: number) => number;
  /** Waits until there is memory for an estimate, bytes. */
  readonly requestMemory: (estimate: number) => Promise<void>;
}

/**
 * All that a decoder is told of its surroundings: where shared libraries and temporary files are, what Windows needs, and how Node
 * finds packages where no folder holds them (Yarn's Plug'n'Play).
 */
const SURROUNDINGS = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'SystemRoot', 'NODE_OPTIONS'];

/** How long starting may take, milliseconds: a fifth of a second on a calm machine. */
const START_TIMEOUT = 60_000;

/** A task that is under way. */
interface RunningTask {
  readonly task: DecoderTask;
  resolve(value: unknown): void;
  reject(error: MosaicError): void;
  timer: NodeJS.Timeout | undefined;
}

/** A decoder process. It does one task at a time, and once it has started it keeps the caller's alive only while it has one. */
export class DecoderProcess {
  /** The version of its codecs, once it has started; rejects with `failed` if it cannot. */
  readonly codecVersion: Promise<string>;
  /** Its memory as of its last answer. */
  memory: MemoryUsage = { now: 0, peak: 0 };
  /** How many tasks it has done. */
  tasksDone = 0;
  readonly #process: ChildProcess;
  #current: RunningTask | undefined;
  /** Why it is no more. */
  #ended: MosaicError | undefined;

  /** Starts it. @param entry  the module that it runs */
  constructor(entry: URL) {
    this.#process = fork(fileURLToPath(entry), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: surroundings(),
      // pixels are not on V8's heap: a small young generation costs nothing and saves 10 MB a process
      execArgv: ['--max-semi-space-size=2'],
    });
    this.codecVersion = this.#started();
    this.codecVersion.catch(() => {}); // whoever asks it for something is told again
    this.#process.on('message', (answer: DecoderResponse) => this.#hear(answer));
  }

  /** Whether it can be given another task. */
  isAlive(): boolean {
    return this.#ended === undefined && this.#process.connected;
  }

  /** Ends the process at once. It only reads: nothing is left half done. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /**
   * Does a task, once it has started.
   *
   * @throws MosaicError whatever the task throws; `crashed` if the process ends before it is done, `timeout` if it had to
   *   be ended
   */
  run(task: DecoderTask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      const current: RunningTask = { task, resolve, reject, timer: undefined };
      this.#current = current;
      this.#hold(true);
      this.#setTimer(current, 0);
      this.#send({ kind: 'do', operation: task.operation, input: task.input, share: task.share });
    });
  }

  /** The codec's version, as soon as it has been said. The end of the process is heard of here, too. */
  #started(): Promise<string> {
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => this.kill(), START_TIMEOUT);
      this.#process.on('message', (answer: DecoderResponse) => {
        if (answer.kind !== 'ready') return;
        clearTimeout(clock);
        resolve(answer.codec);
      });
      const end = (cause?: unknown): void => {
        clearTimeout(clock);
        this.#ended ??= new MosaicError('crashed', {}, cause);
        this.memory = { now: 0, peak: 0 };
        const reason = this.#ended;
        const facts = { subject: 'decoder', expected: 'a process that starts', received: 'none' };
        reject(new MosaicError('failed', { ...facts, waysOut: [{ do: 'reinstall' }] }, cause));
        this.#settle((task) => task.reject(reason));
      };
      this.#process.on('error', end);
      this.#process.on('exit', () => end());
    });
  }

  #hear(answer: DecoderResponse): void {
    const current = this.#current;
    if (answer.kind === 'ready') {
      if (current === undefined) this.#hold(false);
    } else if (answer.kind === 'estimate') {
      if (current !== undefined) void this.#allow(current, answer.estimate);
    } else {
      this.memory = answer.memory;
      this.tasksDone++;
      this.#settle(({ resolve, reject }) => {
        if (answer.kind === 'done') resolve(answer.value);
        else reject(new MosaicError(answer.error.code, answer.error, answer.cause));
      });
    }
  }

  async #allow(current: RunningTask, estimate: number): Promise<void> {
    if (estimate > current.task.share) {
      clearTimeout(current.timer);
      await current.task.requestMemory(estimate);
      if (this.#current !== current) return;
      this.#send({ kind: 'go' });
    }
    this.#setTimer(current, estimate);
  }

  /** From now on it has the time that an estimate of so many bytes is given. */
  #setTimer(current: RunningTask, estimate: number): void {
    clearTimeout(current.timer);
    const time = current.task.timeout(estimate);
    current.timer = setTimeout(() => {
      const seconds = Math.round(time / 1000);
      this.#ended = new MosaicError('timeout', { received: `a picture that takes longer than ${seconds} s to decode` });
      this.kill();
    }, time);
  }

  #settle(end: (task: RunningTask) => void): void {
    const current = this.#current;
    if (current === undefined) return;
    this.#current = undefined;
    clearTimeout(current.timer);
    this.#hold(false);
    end(current);
  }

  /** One that has gone meanwhile is heard of by its end. */
  #send(order: DecoderRequest): void {
    this.#process.send(order, () => {});
  }

  /** Whether the caller's process stays alive for it. */
  #hold(held: boolean): void {
    const change = held ? 'ref' : 'unref';
    this.#process[change]();
    // in Bun, a channel has no such methods, and holds nothing
    const channel: Partial<NonNullable<ChildProcess['channel']>> | null | undefined = this.#process.channel;
    channel?.[change]?.();
  }
}

/** glibc keeps what each thread has freed, unless told: 95 MB a process instead of 120. Other systems do not know these names. */
const ALLOCATOR = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '1000000' };

/** Loaders that libvips itself calls unsafe stay shut. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = SURROUNDINGS.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []));
  return { ...Object.fromEntries(kept), VIPS_BLOCK_UNTRUSTED: '1', UV_THREADPOOL_SIZE: '2', ...ALLOCATOR };
}
