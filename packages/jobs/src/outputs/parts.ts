/** Parts of an output that a later run of the same can go on with. */

import type { Plan } from '@tesserae/core';
import type { TargetFacts } from '@tesserae/core/internal';
import { type PartsOptions, planKey } from '@tesserae/node/internal';
import type { Running } from '../job.js';

/** How parts are kept; what an earlier run has left is told. @param key  of all that decides their bytes */
export function partsOf(key: string, resume: boolean | undefined, { events }: Running): PartsOptions {
  return { key, resume: resume === true, onEarlier: (parts) => events({ type: 'parts', parts }) };
}

/** The same of the drawing of a plan. @param target  what the plan was made for */
export async function partsOfPlan(
  plan: Plan,
  { sha256, crop }: Pick<TargetFacts, 'sha256' | 'crop'>,
  resume: boolean | undefined,
  running: Running,
): Promise<PartsOptions> {
  const codec = await running.host.decoders.codecVersion();
  const target = crop ? [sha256, crop.x, crop.y, crop.width, crop.height].join(' ') : sha256;
  return partsOf(planKey(plan, { target, codec }), resume, running);
}
