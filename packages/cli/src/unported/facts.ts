/** What a run took: time and memory. */

import { counted } from '../words/en/numbers.js';
import type { Call } from './call.js';

/** Seconds since the process began. */
export function elapsed(): number {
  return performance.now() / 1000;
}

/** Seconds of each step, in the order they were begun. */
export interface Stopwatch {
  /** Ends the step before and begins the next. */
  begin(step: string): void;
  /** Step → seconds; `total` is since the process began. */
  timings(): Readonly<Record<string, number>>;
}

/** @param steps  every step there can be: one that never begins took 0 seconds */
export function stopwatch(steps: readonly string[]): Stopwatch {
  const seconds = new Map(steps.map((step) => [step, 0]));
  let current: string | undefined;
  let since = elapsed();
  const stop = () => {
    const now = elapsed();
    if (current !== undefined) seconds.set(current, (seconds.get(current) ?? 0) + now - since);
    since = now;
  };
  return {
    begin: (step) => {
      stop();
      current = step;
    },
    timings: () => {
      stop();
      return Object.fromEntries([...seconds, ['total', elapsed()]].map(([step, s]) => [step, rounded(Number(s))]));
    },
  };
}

/** Milliseconds are as fine as it is worth. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** The largest resident memory of this process and its decoders together so far, bytes. getrusage(2) counts in kilobytes. */
export function peakMemory({ decoders }: Call): number {
  return Math.max(process.resourceUsage().maxRSS * 1024, decoders.peakMemory());
}

/** Bytes as 12.3 MB. */
export function megabytes(bytes: number): string {
  if (bytes < 1e5) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e7 ? `${(bytes / 1e6).toFixed(1)} MB` : `${counted(Math.round(bytes / 1e6))} MB`;
}
