/** The command line as its users start it, watched from outside. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One event of `--json`, and when it came, milliseconds. */
export interface Event {
  readonly at: number;
  // biome-ignore lint/suspicious/noExplicitAny: a soak asks for fields by name
  readonly fields: { readonly t: string } & Readonly<Record<string, any>>;
}

/** How a run ended. */
export interface Ended {
  /** Null if it was killed. */
  readonly exit: number | null;
  readonly seconds: number;
  readonly stderr: string;
  /** The first says when it began. */
  readonly events: readonly Event[];
  /** Fields of the last event. */
  readonly last: Event['fields'];
  /** The most memory of the program's own process, and of any process below it, bytes; 0 where there is no /proc. */
  readonly ownPeak: number;
  readonly childPeak: number;
}

/** How it is run. */
export interface Watch {
  /** What stands before `node`. */
  readonly through?: readonly string[];
  /** Sees the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

const BIN = fileURLToPath(new URL('../../../packages/cli/bin/tesserae.js', import.meta.url));

/** How often memory is looked at, milliseconds; what is read is the peak so far, so little is missed. */
const LOOK = 20;

/** Runs `tesserae words… --json` to its end, however it ends. */
export function tesserae(words: readonly string[], { through = [], onStart }: Watch = {}): Promise<Ended> {
  const [program, ...rest] = [...through, process.execPath, BIN, ...words, '--json'];
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    const events: Event[] = [];
    const peaks = { own: 0, child: 0 };
    let [line, stderr] = ['', ''];
    const looking = setInterval(() => lookAt(child.pid, peaks), LOOK);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (line + text).split('\n');
      line = lines.pop()!;
      for (const each of lines) events.push({ at: performance.now() - begun, fields: JSON.parse(each) });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject).on('close', (exit) => {
      clearInterval(looking);
      const last = events.at(-1)?.fields ?? { t: 'none' };
      const seconds = (performance.now() - begun) / 1000;
      resolve({ exit, seconds, stderr, events, last, ownPeak: peaks.own, childPeak: peaks.child });
    });
    onStart?.(child);
  });
}

/** Runs it, and throws unless it ends with one of these. */
export async function tesseraeEnds(exits: readonly number[], words: readonly string[], watch?: Watch): Promise<Ended> {
  const ended = await tesserae(words, watch);
  if (ended.exit !== null && exits.includes(ended.exit)) return ended;
  throw new Error(
    `tesserae ${words.join(' ')} ended with ${ended.exit}: ${JSON.stringify(ended.last)} ${ended.stderr}`,
  );
}

function lookAt(pid: number | undefined, peaks: { own: number; child: number }): void {
  if (pid === undefined) return;
  peaks.own = Math.max(peaks.own, peakOf(pid));
  for (const below of descendants(pid)) peaks.child = Math.max(peaks.child, peakOf(below));
}

/** The processes that a process started, and those that they started. */
export function descendants(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '),
    );
    const own = children.filter((child) => child !== '').map(Number);
    return [...own, ...own.flatMap(descendants)];
  } catch {
    return []; // it has ended meanwhile, or there is no /proc
  }
}

/** The most memory a process has had so far, bytes. */
export function peakOf(pid: number): number {
  return fieldOf(pid, 'VmHWM');
}

/** The memory a process has now, bytes. */
export function residentOf(pid: number): number {
  return fieldOf(pid, 'VmRSS');
}

/** Seconds of processor time of a process so far, 0 if it has ended; the kernel counts in hundredths. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

function fieldOf(pid: number, field: string): number {
  try {
    const [, kilobytes] =
      new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Bytes as whole megabytes. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
