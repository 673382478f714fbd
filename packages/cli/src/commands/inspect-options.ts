import { type OptionTable, texts, type WithSettings } from '@tesserae/jobs/options';

/** What `inspect` is given: it is no job, and makes nothing. */
export interface InspectInput extends WithSettings {
  readonly files: readonly string[];
}

/** Its table. */
export const INSPECT: OptionTable<InspectInput> = {
  code: 'usage',
  settings: ['memory'],
  fields: { files: { kind: texts('FILE'), about: 'The files.', positional: true, required: true } },
};
