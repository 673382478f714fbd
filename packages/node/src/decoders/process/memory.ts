import { readFileSync } from 'node:fs';
import type { MemoryUsage } from './messages.js';

/** The resident memory of this process. */
export function residentMemory(): MemoryUsage {
  return { now: process.memoryUsage.rss(), peak: peak() };
}

/** Since the program was loaded: getrusage(2) counts the parent's memory, too, which a process has until then. */
function peak(): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(status()) ?? [];
  return 1024 * (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes));
}

function status(): string {
  try {
    return readFileSync('/proc/self/status', 'latin1');
  } catch {
    return ''; // elsewhere than on Linux
  }
}
