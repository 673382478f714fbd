/** A plan lies beside its picture: `dolphin.plan.json` beside `dolphin.png`. */

import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { FORMATS, fileHash } from '@tesserae/node/internal';
import type { Running } from '../job.js';
import { placesOf } from '../outputs/in-use.js';
import { readPlan } from './checked-plan.js';

/** Where the plan of a picture lies; undefined if the name is not that of a picture. */
export function planBeside(picture: string): string | undefined {
  const suffix = extname(picture);
  if (!FORMATS.some(({ suffixes }) => suffixes.includes(suffix.toLowerCase()))) return undefined;
  return `${picture.slice(0, -suffix.length)}.plan.json`;
}

/** Whether a plan lies where that of the picture does. */
export async function isPlanOf(plan: string, picture: string): Promise<boolean> {
  const own = await placesOf(plan);
  const beside = planBeside(picture);
  return beside !== undefined && (await placesOf(beside)).some((place) => own.includes(place));
}

/**
 * The input of a job with plans in place of the pictures that name them. A note is told of each picture that its plan does not know.
 *
 * @throws MosaicError `not-found` if a picture has no plan; what `readPlan` throws
 */
export async function withPlans<Input extends { readonly plan?: string; readonly with?: string }>(
  input: Input,
  running: Running,
): Promise<Input> {
  const [plan, other] = [await planNamed(input.plan, running), await planNamed(input.with, running)];
  return { ...input, ...(plan === undefined ? {} : { plan }), ...(other === undefined ? {} : { with: other }) };
}

async function planNamed(name: string | undefined, { events, signal }: Running): Promise<string | undefined> {
  const plan = name === undefined ? undefined : planBeside(name);
  if (name === undefined || plan === undefined) return name;
  if (!(await isFile(plan))) {
    const waysOut = [{ use: 'the name of its plan' }, { run: 'make' }] as const;
    throw new MosaicError('not-found', {
      file: name,
      expected: `its plan beside it, ${plan}`,
      received: 'none',
      waysOut,
    });
  }
  const { picture } = await readPlan(plan, signal);
  // a picture that is gone shows nothing else
  if ((await isFile(name)) && picture?.sha256 !== (await fileHash(name, signal))) {
    events({ type: 'note', note: { code: 'picture-differs', values: { plan, picture: name } } });
  }
  return plan;
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
