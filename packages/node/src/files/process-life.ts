/** Whether a process of this machine still runs. */

import { readFileSync } from 'node:fs';

/** Whether a process of this machine lives; one of another user does, but may not be signalled. */
export function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/**
 * Something that tells a process from a later one with the same number: when it began, in ticks since the machine did.
 * Empty where the system does not say, or there is no such process.
 *
 * Source: proc_pid_stat(5), field 22. The name, field 2, stands in brackets and may hold any.
 */
export function birthOf(id: number): string {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
