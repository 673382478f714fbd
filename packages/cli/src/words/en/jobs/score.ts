import type { Scored, ScoreFacts } from '@tesserae/jobs/internal';
import { step, type Words } from '../../line.js';
import { certificateLines } from '../certificate.js';
import { cardLines } from '../metrics.js';

/** What `score` says. */
export const SCORE_WORDS: Words<ScoreFacts, Scored> = {
  facts: ({ cell }) => {
    if (cell === null) return [];
    return [
      step('score', `of the plan drawn anew in cells ${cell} px wide; make scores the picture that it`),
      step('', 'writes, whose numbers differ a little where its cells are of another size'),
    ];
  },
  done: ({ metrics, certificate }) => [...cardLines(metrics), ...(certificate ? certificateLines(certificate) : [])],
  event: (scored) => ({ ...scored, ...scored.metrics }),
};
