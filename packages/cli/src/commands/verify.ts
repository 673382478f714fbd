import { VERIFY } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `verify` */
export const verify: Command = {
  name: 'verify',
  options: VERIFY,
  about: 'Check every rule again from the plan alone. The exit code is 1 if one is broken.',
  examples: ['tesserae verify dolphin.plan.json'],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob(
      (await import('@tesserae/jobs')).verifyJob,
      (await import('../words/en/jobs/verify.js')).VERIFY_WORDS,
    );
  },
};
