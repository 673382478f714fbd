import { PRINT } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `print` */
export const print: Command = {
  name: 'print',
  options: PRINT,
  about: 'Make a PDF of a plan: for a print shop, as a poster on several pages, with cards that say who is where.',
  examples: [
    'tesserae print dolphin.plan.json -o dolphin.pdf --paper 60x90cm',
    'tesserae print dolphin.plan.json -o poster.pdf --paper A1 --pages A4 --overlap 10mm',
    'tesserae print dolphin.plan.json -o cards.pdf --cards names.csv --no-picture',
  ],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob((await import('@tesserae/jobs')).printJob, (await import('../words/en/jobs/print.js')).PRINT_WORDS);
  },
};
