/** Runs the real program for a test, with a home of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Decoders, openDecoders } from '@tesserae/node/decoders';
import { run } from '../../dist/run.js';
import { STOP_AT, type StopAt, stopper } from './stop-at.js';

/** How a run ended. */
export interface Ended {
  /** As a shell reports it: 128 and the number of the signal, if the process died of one. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The events of `--json`; every line of stdout must be one. */
  readonly events: readonly Event[];
  /** The last of them. */
  readonly last: Event;
}

/** One event; its fields are looked at one by one. */
// biome-ignore lint/suspicious/noExplicitAny: a test asks for fields by name
export type Event = { readonly t: string } & Readonly<Record<string, any>>;

/** What to run in and with. */
export interface Surroundings {
  /** The working directory; also where the user's own library goes. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands before `node`, such as another program that starts it. */
  readonly through?: readonly string[];
  /** Stops it. */
  readonly stopAt?: StopAt;
  /** Sees the process once it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** The launcher that npm links. */
export const BIN: string = fileURLToPath(new URL('../../bin/tesserae.js', import.meta.url));

/** Runs `tesserae words…`. */
export async function tesserae(words: readonly string[], surroundings: Surroundings): Promise<Ended> {
  const { folder, env = {}, through = [], stopAt, onStart } = surroundings;
  const { CI: _, NO_COLOR: __, ...inherited } = process.env;
  const stop = stopAt === undefined ? [] : ['--import', new URL('./stop-at.js', import.meta.url).href];
  const stopping = stopAt === undefined ? {} : { [STOP_AT]: JSON.stringify(stopAt) };
  const [command, ...args] = [...through, process.execPath, ...stop, BIN, ...words];
  const own = { XDG_DATA_HOME: `${folder}/.data`, ...stopping, ...env };
  const child = spawn(command, args, { cwd: folder, env: { ...inherited, ...own } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  onStart?.(child);
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : code));
  });
  const events = words.includes('--json') ? eventsOf(stdout) : [];
  return { exit, stdout, stderr, events, last: events.at(-1) ?? { t: 'none' } };
}

/**
 * Runs the same words in this process: much quicker, for what spawning adds nothing to. Words that are stopped have `--json`.
 * Sentences are in one line each.
 */
export async function inProcess(words: readonly string[], stopAt?: StopAt): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const see = stopAt && stopper(stopAt);
  const outlets = {
    out: (text: string) => {
      stdout += text;
      see?.(text);
    },
    err: (text: string) => {
      stderr += text;
    },
  };
  const exit = await run(words, { outlets, decoders: sharedDecoders() });
  const events = words.includes('--json') ? eventsOf(stdout) : [];
  return { exit, stdout: unwrapped(stdout), stderr: unwrapped(stderr), events, last: events.at(-1) ?? { t: 'none' } };
}

/** What ran last in a folder: one at a time, as this process is only in one. */
let turn: Promise<unknown> = Promise.resolve();

/** Runs the words in this process, in a folder, with the home there that `tesserae` would have. */
export function inFolder(
  words: readonly string[],
  { folder, stopAt }: Pick<Surroundings, 'folder' | 'stopAt'>,
): Promise<Ended> {
  const mine = turn.then(() => fromFolder(words, folder, stopAt));
  turn = mine.catch(() => undefined);
  return mine;
}

async function fromFolder(words: readonly string[], folder: string, stopAt: StopAt | undefined): Promise<Ended> {
  const [home, { CI, NO_COLOR, XDG_DATA_HOME }] = [process.cwd(), process.env];
  process.chdir(folder);
  setVariables({ CI: undefined, NO_COLOR: undefined, XDG_DATA_HOME: `${folder}/.data` });
  try {
    return await inProcess(words, stopAt);
  } finally {
    process.chdir(home);
    setVariables({ CI, NO_COLOR, XDG_DATA_HOME });
  }
}

function setVariables(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Of all runs of a file in this process. */
let decoders: Decoders | undefined;

after(() => decoders?.close());

/** One that outlives a run: starting it is most of what a small run takes. It is told real paths, wherever the run is. */
function sharedDecoders(): Decoders {
  decoders ??= openDecoders({ jobs: 1 });
  return { ...decoders, close: () => undefined, stopIdle: () => undefined };
}

function eventsOf(stdout: string): Event[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Everything in a folder, but for the user's own library. */
export function listing(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.data'))
    .sort();
}

/** What was said, with each step, note and failure in one line. */
function unwrapped(text: string): string {
  return text.replace(/\n(?: {7}| {11})(?=\S)/g, ' ');
}
