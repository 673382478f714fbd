import type { scoreJob } from '@tesserae/jobs';
import { step, type WordsOf } from '../../line.js';
import { certificateLines } from '../certificate.js';
import { cardLines } from '../metrics.js';

/** What `score` says. */
export const SCORE_WORDS: WordsOf<typeof scoreJob> = {
  facts: ({ cell }) => {
    if (cell === null) return [];
    return [
      step('score', `of the plan, drawn again with cells ${cell} px wide. make scores the picture that`),
      step('', 'it writes, so its numbers differ a little if its cells have another size'),
    ];
  },
  done: ({ metrics, certificate }) => [...cardLines(metrics), ...(certificate ? certificateLines(certificate) : [])],
  event: (scored) => ({ ...scored, ...scored.metrics }),
};
