import { FILE } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `job`, which does what some other commands do. */
export const jobCommand = (commands: readonly Command[]): Command => ({
  name: 'job',
  options: {
    code: 'usage',
    settings: [],
    fields: { file: { kind: FILE, about: 'The file; - is standard input.', positional: true, required: true } },
  },
  strict: true,
  about: 'Do what a file says: {"job":"render","input":{"plan":"p.plan.json","output":"many.png","cell":60}}.',
  examples: ['tesserae job many.json', 'tesserae job - --json < many.json'],
  load: async () => (await import('./work/run-file.js')).runFile(commands),
});
