/** One decoder process, as its parent sees it. */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MosaicError } from '@tesserae/core/errors';
import type { DecoderRequest, DecoderResponse, MemoryUsage } from './process/messages.js';

/** Something to be done by a decoder. */
export interface DecoderTask {
  readonly skill: string;
  readonly input: unknown;
  /** Bytes that decoding may take without asking. */
  readonly share: number;
  /** How long it may take to decode what takes so many bytes, milliseconds; waiting for memory is not counted. */
  readonly timeout: (bill: number) => number;
  /** Waits until there is memory for a bill, bytes. */
  readonly requestMemory: (bill: number) => Promise<void>;
}

/** A decoder process. It does one task at a time. */
export interface DecoderProcess {
  /** The version of its codecs, once it has started; rejects with `failed` if it cannot. */
  readonly codecVersion: Promise<string>;
  /** Its memory as of its last answer. */
  memory(): MemoryUsage;
  /** How many tasks it has done. */
  tasksDone(): number;
  /** Whether it can be given another task. */
  isAlive(): boolean;
  /**
   * Does a task, once it has started.
   *
   * @throws MosaicError whatever the task throws; `crashed` if the process ends before it is done, `timeout` if it had to
   *   be ended
   */
  run(task: DecoderTask): Promise<unknown>;
  /** Ends the process at once. It only reads: nothing is left half done. */
  kill(): void;
}

/** All that a decoder is told of its surroundings: where shared libraries and temporary files are, and what Windows needs. */
const SURROUNDINGS = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'SystemRoot'];

/** How long starting may take, milliseconds: a fifth of a second on a calm machine. */
const START_TIMEOUT = 60_000;

/** A task that is under way. */
interface RunningTask {
  readonly task: DecoderTask;
  resolve(value: unknown): void;
  reject(error: MosaicError): void;
  timer: NodeJS.Timeout | undefined;
}

/** A process, and what is known of it. */
interface ProcessState {
  readonly process: ChildProcess;
  current: RunningTask | undefined;
  memory: MemoryUsage;
  done: number;
  /** Why it is no more. */
  ended: MosaicError | undefined;
}

/** Starts a decoder process. Once it has started, it keeps the caller's alive only while it has something to do. */
export function startDecoderProcess(entry: URL): DecoderProcess {
  const process = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: surroundings(),
    // pixels are not on V8's heap: a small young generation costs nothing and saves 10 MB a process
    execArgv: ['--max-semi-space-size=2'],
  });
  const talk: ProcessState = { process, current: undefined, memory: { now: 0, peak: 0 }, done: 0, ended: undefined };
  const codec = started(talk);
  codec.catch(() => {}); // whoever asks it for something is told again
  process.on('message', (answer: DecoderResponse) => handleResponse(talk, answer));
  return {
    codecVersion: codec,
    memory: () => talk.memory,
    tasksDone: () => talk.done,
    isAlive: () => talk.ended === undefined && process.connected,
    run: (task) => run(talk, task),
    kill: () => void process.kill('SIGKILL'),
  };
}

/** glibc keeps what each thread has freed, unless told: 95 MB a process instead of 120. Other systems do not know these names. */
const ALLOCATOR = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '1000000' };

/** Loaders that libvips itself calls unsafe stay shut. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = SURROUNDINGS.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []));
  return { ...Object.fromEntries(kept), VIPS_BLOCK_UNTRUSTED: '1', UV_THREADPOOL_SIZE: '2', ...ALLOCATOR };
}

/** The codec's version, as soon as it has been said. The end of the process is heard of here, too. */
function started(talk: ProcessState): Promise<string> {
  const { process } = talk;
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => process.kill('SIGKILL'), START_TIMEOUT);
    process.on('message', (answer: DecoderResponse) => {
      if (answer.kind !== 'ready') return;
      clearTimeout(clock);
      resolve(answer.codec);
    });
    const end = (cause?: unknown): void => {
      clearTimeout(clock);
      talk.ended ??= new MosaicError('crashed', {}, cause);
      talk.memory = { now: 0, peak: 0 };
      const reason = talk.ended;
      const facts = { subject: 'decoder', expected: 'a process that starts', received: 'none' };
      reject(new MosaicError('failed', { ...facts, waysOut: [{ do: 'reinstall' }] }, cause));
      settle(talk, (underWay) => underWay.reject(reason));
    };
    process.on('error', end);
    process.on('exit', () => end());
  });
}

function run(talk: ProcessState, task: DecoderTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (talk.ended !== undefined) return reject(talk.ended);
    const underWay: RunningTask = { task, resolve, reject, timer: undefined };
    talk.current = underWay;
    hold(talk.process, true);
    setTimer(talk, underWay, 0);
    send(talk, { kind: 'do', skill: task.skill, input: task.input, share: task.share });
  });
}

function handleResponse(talk: ProcessState, answer: DecoderResponse): void {
  if (answer.kind === 'ready') {
    if (talk.current === undefined) hold(talk.process, false);
    return;
  }
  if (answer.kind === 'light' || answer.kind === 'heavy') {
    const { current } = talk;
    if (current === undefined) return;
    if (answer.kind === 'heavy') void allow(talk, current, answer.bill);
    else setTimer(talk, current, answer.bill);
    return;
  }
  talk.memory = answer.memory;
  talk.done++;
  settle(talk, ({ resolve, reject }) => {
    if (answer.kind === 'done') resolve(answer.value);
    else reject(new MosaicError(answer.error.code, answer.error, answer.cause));
  });
}

async function allow(talk: ProcessState, underWay: RunningTask, bill: number): Promise<void> {
  clearTimeout(underWay.timer);
  await underWay.task.requestMemory(bill);
  if (talk.current !== underWay) return;
  setTimer(talk, underWay, bill);
  send(talk, { kind: 'go' });
}

/** From now on it has the time that a bill of so many bytes is given. */
function setTimer(talk: ProcessState, underWay: RunningTask, bill: number): void {
  clearTimeout(underWay.timer);
  const patience = underWay.task.timeout(bill);
  underWay.timer = setTimeout(() => {
    const seconds = Math.round(patience / 1000);
    talk.ended = new MosaicError('timeout', { received: `a picture that takes longer than ${seconds} s to decode` });
    talk.process.kill('SIGKILL');
  }, patience);
}

function settle(talk: ProcessState, end: (underWay: RunningTask) => void): void {
  const { current, process } = talk;
  if (current === undefined) return;
  talk.current = undefined;
  clearTimeout(current.timer);
  hold(process, false);
  end(current);
}

/** One that has gone meanwhile is heard of by its end. */
function send({ process }: ProcessState, order: DecoderRequest): void {
  process.send(order, () => {});
}

/** Whether the caller's process stays alive for it. */
function hold(process: ChildProcess, held: boolean): void {
  if (held) {
    process.ref();
    process.channel?.ref();
  } else {
    process.unref();
    process.channel?.unref();
  }
}
