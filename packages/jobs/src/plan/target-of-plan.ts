import { MosaicError, type PlanFile } from '@tesserae/core';
import { readTarget } from '@tesserae/node';
import type { Running } from '../job.js';
import { type CutTarget, cutTarget } from '../target/cut.js';

/**
 * Reads the target of a plan: the part that it imitates.
 *
 * @param moved  where it is now, if it is no longer where it was
 * @throws MosaicError `usage` if it is another picture; what `readTarget` and `cutTarget` throw
 */
export async function targetOfPlan(
  saved: PlanFile,
  moved: string | undefined,
  { host: { decoders }, signal }: Running,
): Promise<CutTarget> {
  const target = await readTarget(moved ?? saved.target.path, { signal, decoders });
  if (target.sha256 === saved.target.sha256) return cutTarget(target, saved.target.crop);
  throw new MosaicError('usage', {
    ...{ file: target.path, subject: 'target' },
    received: 'not the picture that the plan was made for',
    waysOut: [{ give: 'target' }],
  });
}
