/** `verify`: checks every rule again, from the plan alone. */

import { type PlanFile, type Violation, verifyCertificate, verifyPlan } from '@tesserae/core';
import { cellCount, latticeOf } from '@tesserae/core/internal';
import { ENDLESS, UNHEARD } from '../events.js';
import { type CertificateFields, certificateFields } from '../files/certificate-fields.js';
import type { Job, Prepared } from '../job.js';
import { readPlan } from '../plan/read-plan.js';
import { VERIFY, type VerifyInput } from './options.js';

/** What will be checked. */
export interface VerifyFacts {
  readonly plan: string;
  readonly columns: number;
  readonly rows: number;
  readonly cells: number;
  readonly photos: number;
}

/** What was found. */
export interface Verified extends VerifyFacts {
  /** How many rules are broken, and how often; each was told in an event. */
  readonly violations: number;
  /** Null if the plan has none. */
  readonly certificate: CertificateFields | null;
}

/** Checks a plan. */
export const verifyJob: Job<VerifyInput, Verified, VerifyFacts> = { name: 'verify', options: VERIFY, prepare };

async function prepare({ plan: path }: VerifyInput): Promise<Prepared<Verified, VerifyFacts>> {
  const saved = await readPlan(path);
  const { plan, certificate } = saved;
  const { columns, rows } = latticeOf(plan.layout.shape);
  const facts = { plan: path, columns, rows, cells: cellCount(plan.layout), photos: plan.ids.length };
  return {
    ...{ facts, estimate: undefined, notes: [] },
    run: async (events = UNHEARD, signal = ENDLESS) => {
      const violations = await violationsOf(saved, signal);
      for (const violation of violations) events({ type: 'violation', violation });
      const { length } = violations;
      return { ...facts, violations: length, certificate: certificate && certificateFields(certificate, length) };
    },
  };
}

/** What is broken in a plan: its rules, and what its certificate says. */
export async function violationsOf({ plan, certificate }: PlanFile, signal: AbortSignal): Promise<Violation[]> {
  return [...(await verifyPlan(plan, { signal })), ...(certificate ? verifyCertificate(certificate) : [])];
}
