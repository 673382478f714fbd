import type { Estimate } from '@tesserae/jobs';
import { duration, megabytes, roughly } from './numbers.js';

/** What something will take. @param files  what goes to the disk, in words; '' if that is said elsewhere */
export function estimateWords(
  { memory, seconds, disk }: Estimate,
  files = `${megabytes(roughly(disk))} on disk`,
): string {
  const parts = [duration(roughly(seconds)), `${megabytes(roughly(memory))} of memory`, files];
  return `about ${parts.filter((part) => part !== '').join(' · ')} (within a factor of two)`;
}
