/** Plans as they lie on the disk. */

import { decodePlan, MosaicError, type PlanFile } from '@tesserae/core';
import { withFields } from '@tesserae/core/internal';
import { MOST_BYTES } from '../files/read-input.js';
import { readText } from '../files/read-text.js';
import type { Host } from '../host.js';
import { checkOutputs, type Outputs } from '../outputs/check.js';

/**
 * Reads a plan.
 *
 * @throws MosaicError `not-found`, `unreadable`, `not-a-plan` or `newer-plan`
 */
export async function readPlan(file: string): Promise<PlanFile> {
  const text = await readText(file, MOST_BYTES.plan);
  try {
    return decodePlan(text);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    // a picture is often named in its place
    const waysOut = text.trimStart().startsWith('{') ? error.waysOut : ([{ run: 'make' }] as const);
    throw withFields(error, { file, waysOut });
  }
}

/** What of a job's input says which plan it is about. */
export interface PlanRequest {
  readonly plan: string;
  readonly library?: string;
  readonly force?: boolean;
}

/**
 * Reads a plan, once it is sure that no output replaces what the job reads: the plan, other files, the target, the library, the photos.
 *
 * @param files  what no output may replace, besides what the plan names
 * @throws MosaicError what `checkOutputs` and `readPlan` throw
 */
export async function checkedPlan(
  { plan, library, force }: PlanRequest,
  outputs: Outputs,
  host: Host,
  files: readonly (string | undefined)[] = [plan],
): Promise<PlanFile> {
  const check = { library: library ?? host.library, force };
  await checkOutputs(outputs, host, { ...check, files: files.flatMap((file) => file ?? []), photos: [] });
  const saved = await readPlan(plan);
  await checkOutputs(outputs, host, { ...check, files: [saved.target.path, saved.library], photos: saved.paths });
  return saved;
}
