/** Plans as they lie on the disk. */

import { MosaicError, type PlanFile } from '@tesserae/core';
import { withFields } from '@tesserae/core/internal';
import { decodePlanBytes } from '@tesserae/node/internal';
import { MOST_BYTES, readInput } from '../files/read-input.js';
import type { Running } from '../job.js';
import { checkOutputs, type Outputs } from '../outputs/check.js';

/**
 * Reads a plan.
 *
 * @throws MosaicError as `readInput` does, `not-a-plan`, `newer-plan`, `aborted`
 */
export async function readPlan(file: string, signal?: AbortSignal): Promise<PlanFile> {
  const bytes = await readInput({ file, most: MOST_BYTES.plan });
  const begin = bytes.toString('utf8', 0, 100).trimStart();
  try {
    return await decodePlanBytes(bytes, signal);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    // a picture is often named in its place
    const waysOut = begin.startsWith('{') ? error.waysOut : ([{ run: 'make' }] as const);
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
  { host, signal }: Pick<Running, 'host' | 'signal'>,
  files: readonly (string | undefined)[] = [plan],
): Promise<PlanFile> {
  const check = { library: library ?? host.library, force };
  await checkOutputs(outputs, host, { ...check, files: files.flatMap((file) => file ?? []), photos: [] });
  const saved = await readPlan(plan, signal);
  await checkOutputs(outputs, host, { ...check, files: [saved.target.path, saved.library], photos: saved.paths });
  return saved;
}
