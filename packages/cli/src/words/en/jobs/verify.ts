import type { verifyJob } from '@tesserae/jobs';
import type { OutputOf } from '@tesserae/jobs/internal';
import { essential, type Line, type WordsOf } from '../../line.js';
import { certificateDetails, certificateWords, violationWords } from '../certificate.js';
import { counted, plural } from '../numbers.js';

/** What `verify` says. */
export const VERIFY_WORDS: WordsOf<typeof verifyJob> = {
  done: (verified) => {
    const { plan, columns, rows, photos, violations, certificate, proof } = verified;
    const facts = `${columns}×${rows} cells, ${counted(photos)} photos: ${violationWords(violations)}`;
    const lines = [essential(violations === 0 ? 'sound' : 'broken', `${plan}: ${facts}`)];
    if (proof !== null) return [...lines, ...proofLines(proof)];
    if (certificate === null) return [...lines, essential('', 'the plan has no certificate')];
    return [...lines, essential('', certificateWords(certificate)), essential('', certificateDetails(certificate))];
  },
  exit: ({ violations }) => (violations === 0 ? 0 : 1),
};

function proofLines({ certificate, stopped }: NonNullable<OutputOf<typeof verifyJob>['proof']>): Line[] {
  if (certificate === null) {
    return [
      essential(
        'old',
        'its certificate is of an older version, which measured photos otherwise: it was not proved again',
      ),
    ];
  }
  const how = stopped ? `, stopped after ${plural(certificate.steps, 'step')}` : '';
  return [
    essential('proved', `${certificateWords(certificate)}${how}`),
    essential('', certificateDetails(certificate)),
  ];
}
