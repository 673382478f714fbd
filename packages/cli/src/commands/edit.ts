import { EDIT } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `edit` */
export const edit: Command = {
  name: 'edit',
  options: EDIT,
  strict: true,
  about: 'Swap, pin, ban, lock and add photos of a plan. Only what must move moves; rules are the plan’s unless set.',
  examples: [
    'tesserae edit dolphin.plan.json --swap r12c40=beach.jpg --lock r1c1:r9c9 -o better.plan.json',
    "tesserae edit dolphin.plan.json --ban '*/screenshots/*' -y --render dolphin.png",
    'tesserae edit dolphin.plan.json --add ~/Pictures/wedding -o wedding.plan.json',
  ],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob((await import('@tesserae/jobs')).editJob, (await import('../words/en/jobs/edit.js')).EDIT_WORDS);
  },
};
