/** `verify`: re-checks every rule from the plan alone. */

import { cellCount, type PlanFile, verifyCertificate, verifyPlan } from '@tesserae/core';
import { certificateFields } from '@tesserae/jobs/internal';
import { certificateWords, violationWords } from '../words/en/certificate.js';
import { violationSentence } from '../words/en/findings.js';
import { counted } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { readPlan } from './plan-on-disk.js';

/** Lists what breaks the plan's rules; the exit code is 1 if anything does. */
export async function verify({ words, voice, signal }: Call): Promise<number> {
  const saved = await readPlan(words[0]);
  const { plan, certificate } = saved;
  const violations = [...(await verifyPlan(plan, { signal })), ...(certificate ? verifyCertificate(certificate) : [])];
  for (const violation of violations) {
    const sentence = violationSentence(violation);
    voice.result(`${violation.rule.padEnd(11)} ${sentence}`, true);
    voice.event('violation', { ...violation, sentence });
  }
  const sound = violations.length === 0;
  const { columns, rows } = plan.layout.shape;
  const facts = `${columns}×${rows} cells, ${counted(plan.ids.length)} photos: ${violationWords(violations.length)}`;
  voice.result(`${sound ? 'sound' : 'broken'}    ${words[0]}: ${facts}`, true);
  voice.result(saysCertificate(saved), sound);
  voice.event('done', {
    plan: words[0],
    ...{ columns, rows, cells: cellCount(plan.layout), photos: plan.ids.length },
    violations: violations.length,
    certificate: certificate && certificateFields(certificate, violations.length),
    exit: sound ? 0 : 1,
  });
  return sound ? 0 : 1;
}

function saysCertificate({ certificate }: PlanFile): string {
  return certificate ? `         ${certificateWords(certificate)}` : '         the plan has no certificate';
}
