/** What of an edit its input and the plan decide: all that can be refused before the photos are looked at. */

import { MosaicError, type PlanFile } from '@tesserae/core';
import type { Running } from '../job.js';
import { placesOf } from '../outputs/in-use.js';
import { checkedPlan } from '../plan/checked-plan.js';
import type { EditInput } from './options.js';

/**
 * Where the edited plan goes.
 *
 * @throws MosaicError `usage` if it is not said, or seems to be a picture
 */
export function planOutput({ plan, output, force, dryRun }: EditInput): string {
  if (output === undefined && !force && !dryRun) {
    const waysOut = [{ give: 'output', as: 'new.plan.json' }, { give: 'force' }] as const;
    const wanted = { expected: 'a name for the plan', received: 'nothing' };
    throw new MosaicError('usage', { subject: 'output', ...wanted, waysOut });
  }
  if (/\.(png|tiff?|jpe?g|webp|avif)$/i.test(output ?? '')) {
    const waysOut = [{ give: 'render', as: output }] as const;
    throw new MosaicError('usage', { subject: 'output', expected: 'a name for the plan', received: output, waysOut });
  }
  return output ?? plan;
}

/**
 * The plan, once it is sure that no output replaces what is read: but for the plan itself, where that is allowed.
 *
 * @throws MosaicError what `checkedPlan` throws
 */
export async function planToEdit(input: EditInput, output: string, running: Running): Promise<PlanFile> {
  const { plan, render, dryRun } = input;
  const own = await placesOf(plan);
  const isReplaced = (await placesOf(output)).some((place) => own.includes(place));
  // a dry run replaces nothing
  const request = { ...input, force: input.force || dryRun };
  return await checkedPlan(request, { output, render }, running, isReplaced ? [] : [plan]);
}
