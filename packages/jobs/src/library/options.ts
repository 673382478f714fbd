/** The jobs about a library, and their tables. */

import { FILE, FLAG, text, texts } from '../options/kinds.js';
import type { OptionTable, WithSettings } from '../options/option.js';
import { FORCE, LIBRARY, WAIT } from '../options/rows.js';

/** The input of a job that takes a library alone. */
export interface LibraryInput {
  readonly library?: string;
}

/** Its table: of `stats`, `verify` and `doctor`. */
export const LIBRARY_ALONE: OptionTable<LibraryInput> = {
  code: 'usage',
  settings: [],
  fields: { library: LIBRARY },
};

/** The input of `ls`. */
export interface ListInput extends LibraryInput {
  readonly refused?: boolean;
  readonly groups?: boolean;
  readonly repaired?: boolean;
  readonly hidden?: boolean;
}

/** Its table. */
export const LIST: OptionTable<ListInput> = {
  code: 'usage',
  settings: [],
  fields: {
    library: LIBRARY,
    refused: { kind: FLAG, about: 'List the photos that were refused, with the reasons.' },
    groups: { kind: FLAG, about: 'List groups of near-duplicates, which count as one photo.' },
    repaired: { kind: FLAG, about: 'List the photos that were repaired: what could be read of a damaged file.' },
    hidden: { kind: FLAG, about: 'List the photos that are hidden.' },
  },
};

/** The input of `show`. */
export interface ShowInput extends LibraryInput {
  readonly photo: string;
}

/** Its table. */
export const SHOW: OptionTable<ShowInput> = {
  code: 'usage',
  settings: [],
  fields: {
    photo: {
      kind: text('PHOTO', 'a path or the beginning of a hash'),
      about: 'Its path, or the beginning of its hash.',
      positional: true,
      required: true,
    },
    library: LIBRARY,
  },
};

/** The input of `repair` and `retry`. */
export interface RepairInput extends LibraryInput, WithSettings {
  readonly wait?: number;
}

/** Its table. */
export const REPAIR: OptionTable<RepairInput> = {
  code: 'usage',
  settings: ['jobs', 'memory'],
  fields: { library: LIBRARY, wait: WAIT },
};

/** The input of `forget`. */
export interface ForgetInput extends LibraryInput {
  readonly photos: readonly string[];
  readonly wait?: number;
}

/** Its table. */
export const FORGET: OptionTable<ForgetInput> = {
  code: 'usage',
  settings: [],
  fields: {
    photos: {
      kind: texts('GLOB'),
      about: 'Files, folders or patterns.',
      positional: true,
      required: true,
    },
    library: LIBRARY,
    wait: WAIT,
  },
};

/** The input of `hide`. */
export interface HideInput extends ForgetInput {
  readonly undo?: boolean;
}

/** Its table. */
export const HIDE: OptionTable<HideInput> = {
  ...FORGET,
  fields: { ...FORGET.fields, undo: { kind: FLAG, about: 'Show them again.' } },
};

/** The input of `export`. */
export interface ExportInput extends LibraryInput {
  readonly csv: string;
  readonly force?: boolean;
}

/** Its table. */
export const EXPORT: OptionTable<ExportInput> = {
  code: 'usage',
  settings: [],
  fields: {
    library: LIBRARY,
    csv: { kind: FILE, about: 'Where the table goes; - is standard output.', required: true },
    force: FORCE,
  },
};
