import { RENDER } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `render` */
export const render: Command = {
  name: 'render',
  options: RENDER,
  about: 'Draw a plan again, at any size and in any format.',
  examples: ['tesserae render dolphin.plan.json -o large.tif --cell 200'],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob(
      (await import('@tesserae/jobs')).renderJob,
      (await import('../words/en/jobs/render.js')).RENDER_WORDS,
    );
  },
};
