import { FILM } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `film` */
export const film: Command = {
  name: 'film',
  options: FILM,
  about: 'Make a film of a plan: zoom into a photo, let the photos fly apart or into another mosaic.',
  examples: [
    'tesserae film dolphin.plan.json -o dolphin.mp4',
    'tesserae film dolphin.plan.json -o apart.mp4 --style disperse --for reels --seconds 8',
    'tesserae film dolphin.plan.json -o both.mp4 --with parrot.plan.json   # one becomes the other',
  ],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob((await import('@tesserae/jobs')).filmJob, (await import('../words/en/jobs/film.js')).FILM_WORDS);
  },
};
