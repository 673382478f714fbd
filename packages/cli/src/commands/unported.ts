/** Commands whose jobs are still to be written. Each goes into a file of its own then. */

import { EDIT, FILM, SCORE, VERIFY } from '@tesserae/jobs/options';
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
  {
    name: 'edit',
    options: EDIT,
    strict: true,
    about: 'Swap, pin, ban, lock and add photos of a plan. Only what must move moves; rules are the plan’s unless set.',
    examples: [
      'tesserae edit dolphin.plan.json --swap r12c40=beach.jpg --lock r1c1:r9c9 -o better.plan.json',
      "tesserae edit dolphin.plan.json --ban '*/screenshots/*' -y --render dolphin.png",
      'tesserae edit dolphin.plan.json --add ~/Pictures/wedding -o wedding.plan.json',
    ],
    load: later(EDIT, async () => (await import('../unported/edit.js')).edit),
  },
  {
    name: 'score',
    options: SCORE,
    about: 'Print the scorecard of a plan, or of any mosaic whose grid is known.',
    examples: [
      'tesserae score dolphin.plan.json',
      'tesserae score --target dolphin.jpg --mosaic dolphin.png --columns 80 --rows 60 --placements p.json',
    ],
    load: later(SCORE, async () => (await import('../unported/score.js')).score),
  },
  {
    name: 'verify',
    options: VERIFY,
    about: 'Check every rule again from the plan alone. The exit code is 1 if one is broken.',
    examples: ['tesserae verify dolphin.plan.json'],
    load: later(VERIFY, async () => (await import('../unported/verify.js')).verify),
  },
];

function later(options: Command['options'], load: () => Promise<Run>): Command['load'] {
  return async () => (await import('../unported/call.js')).unported(await load(), options);
}
