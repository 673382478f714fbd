import type { Command } from './command.js';
import { INSPECT } from './inspect-options.js';

/** `inspect` */
export const inspect: Command = {
  name: 'inspect',
  options: INSPECT,
  about: 'Say what is seen in a file, or why it is refused.',
  examples: ['tesserae inspect IMG_2041.heic'],
  load: async () => (await import('./inspect-files.js')).inspectFiles,
};
