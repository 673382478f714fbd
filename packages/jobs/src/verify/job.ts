/** `verify`: checks every rule again, from the plan alone. */

import { type PlanFile, type Violation, verifyCertificate, verifyPlan } from '@tesserae/core';
import { cellCount, latticeOf } from '@tesserae/core/internal';
import type { Running } from '../job.js';
import { readPlan } from '../plan/checked-plan.js';
import type { VerifyInput } from './options.js';

/** As `Job` has it. */
export async function prepare({ plan: path }: VerifyInput) {
  const saved = await readPlan(path);
  const { plan, certificate } = saved;
  const { columns, rows } = latticeOf(plan.layout.shape);
  const facts = { plan: path, columns, rows, cells: cellCount(plan.layout), photos: plan.ids.length };
  return {
    facts,
    run: async ({ events, signal }: Running) => {
      const violations = await violationsOf(saved, signal);
      for (const violation of violations) events({ type: 'violation', violation });
      const { length } = violations;
      return { ...facts, violations: length, certificate: certificate && { ...certificate, violations: length } };
    },
  };
}

/** What is broken in a plan: its rules, and what its certificate says. */
export async function violationsOf({ plan, certificate }: PlanFile, signal: AbortSignal): Promise<Violation[]> {
  return [...(await verifyPlan(plan, { signal })), ...(certificate ? verifyCertificate(certificate) : [])];
}
