import { LIBRARY_ALONE } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `doctor` */
export const doctor: Command = {
  name: 'doctor',
  options: LIBRARY_ALONE,
  about: 'Check codecs, memory, disk and permissions, and decode twelve odd files.',
  examples: ['tesserae doctor'],
  load: async () => (await import('./work/examine.js')).examine,
};
