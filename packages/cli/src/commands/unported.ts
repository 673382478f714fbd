/** Commands whose jobs are still to be written. Each goes into a file of its own then. */

import { FILM } from '@tesserae/jobs/options';
import type { Call } from '../unported/call.js';
import type { Command } from './command.js';

type Run = (call: Call) => Promise<number>;

/** The rows, in the order of `--help`. */
export const UNPORTED: readonly Command[] = [
  {
    name: 'film',
    options: FILM,
    about: 'Make a film of a plan: zoom into a photo, let the photos fly apart or into another mosaic.',
    examples: [
      'tesserae film dolphin.plan.json -o dolphin.mp4',
      'tesserae film dolphin.plan.json -o apart.mp4 --style disperse --for reels --seconds 8',
      'tesserae film dolphin.plan.json -o both.mp4 --with parrot.plan.json   # one becomes the other',
    ],
    load: later(FILM, async () => (await import('../unported/film.js')).film),
  },
];

function later(options: Command['options'], load: () => Promise<Run>): Command['load'] {
  return async () => (await import('../unported/call.js')).unported(await load(), options);
}
