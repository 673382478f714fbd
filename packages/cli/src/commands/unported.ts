/** Commands whose jobs are still to be written. Each goes into a file of its own then. */

import { EDIT, EXPORT, FILM, FORGET, LIBRARY_ALONE, LIST, REPAIR, SCORE, SHOW, VERIFY } from '@tesserae/jobs/options';
import type { Call } from '../unported/call.js';
import type { Command } from './command.js';
import { INSPECT } from './inspect-options.js';

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
  {
    name: 'inspect',
    options: INSPECT,
    about: 'Say what is seen in a file, or why it is refused.',
    examples: ['tesserae inspect IMG_2041.heic'],
    load: later(INSPECT, async () => (await import('../unported/inspect.js')).inspect),
  },
  {
    name: 'library ls',
    options: LIST,
    about: 'List the photos of a library.',
    examples: ['tesserae library ls --refused', 'tesserae library ls --groups'],
    load: later(LIST, async () => (await import('../unported/library.js')).list),
  },
  {
    name: 'library show',
    options: SHOW,
    about: 'Show what is known of a photo, by its path or the beginning of its hash.',
    examples: ['tesserae library show 3fa9c2'],
    load: later(SHOW, async () => (await import('../unported/library.js')).show),
  },
  {
    name: 'library stats',
    options: LIBRARY_ALONE,
    about: 'Say what is in a library: formats, sizes, years, colours.',
    examples: ['tesserae library stats'],
    load: later(LIBRARY_ALONE, async () => (await import('../unported/library-stats.js')).stats),
  },
  {
    name: 'library verify',
    options: LIBRARY_ALONE,
    about: 'Check that a library is undamaged.',
    examples: ['tesserae library verify'],
    load: later(LIBRARY_ALONE, async () => (await import('../unported/library.js')).verify),
  },
  {
    name: 'library repair',
    options: REPAIR,
    about: 'Mend a damaged library: what can be is read again from the photos, and the rest is named.',
    examples: ['tesserae library repair'],
    load: later(REPAIR, async () => (await import('../unported/library-repair.js')).repair),
  },
  {
    name: 'library forget',
    options: FORGET,
    about: 'Take photos out of the library. The files themselves are not touched.',
    examples: ["tesserae library forget '*/screenshots/*'"],
    load: later(FORGET, async () => (await import('../unported/library.js')).forget),
  },
  {
    name: 'library export',
    options: EXPORT,
    about: 'Write what is known of every file as a table.',
    examples: ['tesserae library export --csv photos.csv'],
    load: later(EXPORT, async () => (await import('../unported/library-export.js')).exportTable),
  },
  {
    name: 'doctor',
    options: LIBRARY_ALONE,
    about: 'Check codecs, memory, disk and permissions, and decode twelve odd files.',
    examples: ['tesserae doctor'],
    load: later(LIBRARY_ALONE, async () => (await import('../unported/doctor.js')).doctor),
  },
];

function later(options: Command['options'], load: () => Promise<Run>): Command['load'] {
  return async () => (await import('../unported/call.js')).unported(await load(), options);
}
