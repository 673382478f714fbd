import { SCORE } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `score` */
export const score: Command = {
  name: 'score',
  options: SCORE,
  about: 'Print the scorecard of a plan, or of any mosaic whose grid is known.',
  examples: [
    'tesserae score dolphin.plan.json',
    'tesserae score --target dolphin.jpg --mosaic dolphin.png --columns 80 --rows 60 --placements p.json',
  ],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob((await import('@tesserae/jobs')).scoreJob, (await import('../words/en/jobs/score.js')).SCORE_WORDS);
  },
};
