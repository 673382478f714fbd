/** Runs a command as a whole process and measures it from outside. */

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** What a run took and said. */
export interface Run {
  /** Wall time, start-up included. */
  readonly seconds: number;
  /** Processor time of the program and of all below it that it waited for. */
  readonly cpuSeconds: number;
  /** Largest sum of the resident memory of the process and its descendants, in bytes, sampled; 0 where /proc is absent or it was not watched. */
  readonly peakRss: number;
  readonly stdout: string;
}

/** How often memory is looked at. */
const SAMPLE_MS = 15;

/** Runs a command, and says on a pipe of its own how much processor time it took. */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code';

/** How a command is run. */
export interface How {
  /** Whether its memory is looked at, which takes a tenth of a core and more from programs of many threads. */
  readonly watched?: boolean;
  /** Where it runs; the folder of this process unless said. */
  readonly folder?: string;
}

/** Runs a command to its end. Rejects if it fails. */
export function runCommand(command: readonly string[], { watched = false, folder }: How = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn('sh', ['-c', TIMED, 'sh', ...command], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let times = '';
    let peakRss = 0;
    const look = () => {
      peakRss = Math.max(peakRss, residentBytes(child.pid ?? 0));
    };
    const sampler = watched ? setInterval(look, SAMPLE_MS) : undefined;
    const [, out, err, pipe] = child.stdio as Readable[];
    out.on('data', (chunk) => {
      stdout += chunk;
    });
    err.on('data', (chunk) => {
      stderr = (stderr + chunk).slice(-2000);
    });
    pipe.on('data', (chunk) => {
      times += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampler);
      const seconds = (performance.now() - begun) / 1000;
      if (code === 0) resolve({ seconds, cpuSeconds: cpuSecondsOf(times), peakRss, stdout });
      else reject(new Error(`${command.join(' ')} ended with ${code}: ${stderr || stdout.slice(-2000)}`));
    });
  });
}

/** The sum of what `times` of a shell prints: minutes and seconds of the shell, then of its children, each in the program and in the system. */
function cpuSecondsOf(times: string): number {
  const spans = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  return spans.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

/**
 * Resident bytes of a process and all below it, from Linux's /proc. One that has just been forked shares its parent's pages until it
 * loads its own program, and is passed over: it would count them twice.
 */
function residentBytes(pid: number, parent = ''): number {
  try {
    const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (program === parent) return 0;
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    let sum = Number(kilobytes?.[1] ?? 0) * 1024;
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim();
      for (const child of children === '' ? [] : children.split(' ')) sum += residentBytes(Number(child), program);
    }
    return sum;
  } catch {
    return 0; // it has ended meanwhile, or there is no /proc
  }
}

/** The middle value; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
