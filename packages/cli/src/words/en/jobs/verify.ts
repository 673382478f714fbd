import type { verifyJob } from '@tesserae/jobs';
import { essential, type WordsOf } from '../../line.js';
import { certificateWords, violationWords } from '../certificate.js';
import { counted } from '../numbers.js';

/** What `verify` says. */
export const VERIFY_WORDS: WordsOf<typeof verifyJob> = {
  done: ({ plan, columns, rows, photos, violations, certificate }) => {
    const facts = `${columns}×${rows} cells, ${counted(photos)} photos: ${violationWords(violations)}`;
    const proof = certificate ? certificateWords(certificate) : 'the plan has no certificate';
    return [essential(violations === 0 ? 'sound' : 'broken', `${plan}: ${facts}`), essential('', proof)];
  },
  exit: ({ violations }) => (violations === 0 ? 0 : 1),
};
