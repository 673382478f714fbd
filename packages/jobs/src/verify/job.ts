/** `verify`: checks every rule again, from the plan alone; and if asked, proves how good it is. */

import { type PlanFile, type Violation, verifyCertificate, verifyPlan } from '@tesserae/core';
import { cellCount, latticeOf } from '@tesserae/core/internal';
import type { Running } from '../job.js';
import { readPlan } from '../plan/checked-plan.js';
import { olderNotes } from '../plan/settings-of-plan.js';
import type { VerifyInput } from './options.js';
import { proverOf } from './prove.js';

/** As `Job` has it. */
export async function prepare(input: VerifyInput, running: Running) {
  const { plan: path } = input;
  const saved = await readPlan(path, running.signal);
  const { plan, certificate } = saved;
  const { columns, rows } = latticeOf(plan.layout.shape);
  const facts = { plan: path, columns, rows, cells: cellCount(plan.layout), photos: plan.ids.length };
  const prover = input.prove ? await proverOf(saved, input, running) : undefined;
  return {
    ...{ facts, notes: olderNotes(saved) },
    run: async (running: Running) => {
      const { events, signal } = running;
      const violations = await violationsOf(saved, signal);
      for (const violation of violations) events({ type: 'violation', violation });
      const { length } = violations;
      // null if it was not asked for, or would be of a plan that breaks its rules
      const proof = prover !== undefined && length === 0 ? await prover(running) : null;
      const recorded = certificate && { ...certificate, violations: length };
      return { ...facts, violations: length, certificate: recorded, proof };
    },
  };
}

/** What is broken in a plan: its rules, and what its certificate says. */
export async function violationsOf({ plan, certificate }: PlanFile, signal: AbortSignal): Promise<Violation[]> {
  return [...(await verifyPlan(plan, { signal })), ...(certificate ? verifyCertificate(certificate) : [])];
}
