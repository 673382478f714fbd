import { INDEX } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `index` */
export const indexPhotos: Command = {
  name: 'index',
  options: INDEX,
  strict: true,
  about: 'Make or update a library of photos. Only what is new or changed is decoded.',
  examples: [
    'tesserae index ~/Pictures',
    'tesserae index ~/Pictures /media/card takeout.zip --library holiday.tesserae',
    'find ~/Pictures -newer last -print0 | tesserae index --from-file - -0',
  ],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob(
      (await import('@tesserae/jobs')).indexJob,
      (await import('../words/en/jobs/index-photos.js')).INDEX_WORDS,
    );
  },
};
