import { type OptionTable, texts, type WithSettings } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** What `inspect` is given: it is no job, and makes nothing. */
interface InspectInput extends WithSettings {
  readonly files: readonly string[];
}

/** Its table. */
const INSPECT: OptionTable<InspectInput> = {
  code: 'usage',
  settings: ['memory'],
  fields: { files: { kind: texts('FILE'), about: 'The files.', positional: true, required: true } },
};

/** `inspect` */
export const inspect: Command = {
  name: 'inspect',
  options: INSPECT,
  about: 'Say what is seen in a file, or why it is refused.',
  examples: ['tesserae inspect IMG_2041.heic'],
  load: async () => (await import('./work/inspect-files.js')).inspectFiles(INSPECT),
};
