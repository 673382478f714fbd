import { CLIP, MAKE } from '@tesserae/jobs/options';
import type { Command, Work } from './command.js';

/** A clip's options besides those of a picture. */
const { changeBudget, fps, encoder } = CLIP.fields;

/** `make`: of a picture or of a clip. */
export const make: Command = {
  name: 'make',
  options: { ...MAKE, fields: { ...MAKE.fields, changeBudget, fps, encoder } },
  strict: true,
  about: 'Make a mosaic: index the photos, find what goes where, draw.',
  examples: [
    'tesserae make dolphin.jpg ~/Pictures -o dolphin.png',
    'tesserae make dolphin.jpg ~/Pictures -o poster.tif --size 60x90cm --cell 15mm --max-uses 4',
    'tesserae make dolphin.jpg -o again.jpg --columns 60   # all photos of the library',
    'tesserae make dolphin.mp4 ~/Pictures -o moving.mp4   # a clip: a mosaic that moves',
  ],
  load: async () => (await import('./work/make-either.js')).makeEither,
};

/** `plan`: a dry run. */
export const plan: Command = {
  name: 'plan',
  options: MAKE,
  strict: true,
  about: 'Say what make would do, and what the photos lack for this target. Nothing is written.',
  examples: ['tesserae plan dolphin.jpg ~/Pictures --columns 120 --max-uses 4'],
  load: async () => {
    const { makeEither } = await import('./work/make-either.js');
    const dryRun: Work = (fields, surroundings) => makeEither({ ...fields, dryRun: true }, surroundings);
    return dryRun;
  },
};
