import type { PlanFile } from '@tesserae/core';
import type { Host } from '../host.js';
import { checkOutputs, type Outputs } from '../outputs/check.js';
import { readPlan } from './read-plan.js';

/** What of a job's input says which plan it is about. */
export interface PlanRequest {
  readonly plan: string;
  readonly library?: string;
  readonly force?: boolean;
}

/**
 * Reads a plan, once it is sure that no output replaces what the job reads: the plan, other files, the target, the library, the photos.
 *
 * @param files  what is read besides
 * @throws MosaicError what `checkOutputs` and `readPlan` throw
 */
export async function checkedPlan(
  { plan, library, force }: PlanRequest,
  outputs: Outputs,
  host: Host,
  files: readonly string[] = [],
): Promise<PlanFile> {
  const check = { library: library ?? host.library, force };
  await checkOutputs(outputs, host, { ...check, files: [plan, ...files], photos: [] });
  const saved = await readPlan(plan);
  await checkOutputs(outputs, host, { ...check, files: [saved.target.path, saved.library], photos: saved.paths });
  return saved;
}
