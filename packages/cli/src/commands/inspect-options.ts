import type { AnyTable } from '@tesserae/jobs/options';

/** The table of `inspect`, which is no job: files to look into. */
export const INSPECT: AnyTable = {
  code: 'usage',
  settings: ['memory'],
  fields: {
    files: {
      kind: {
        placeholder: 'FILE',
        expected: 'files',
        schema: { type: 'array', items: { type: 'string' } },
        repeats: true,
        read: (value) => value,
      },
      about: 'The files.',
      positional: true,
      required: true,
    },
  },
};
