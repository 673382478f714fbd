/** The options that are no job's: how the program talks, and what its exit code says. */

import { FILE, FLAG, type Rows } from '@tesserae/jobs/options';

/** How a call wants to be answered. */
export interface Manner {
  readonly strict?: boolean;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly noColor?: boolean;
}

/** Of commands that scan. */
export const STRICT: Rows = {
  strict: { kind: FLAG, about: 'Fail (exit code 1, not 3) when a photo is refused.' },
};

/** Of all commands. */
export const EVERYWHERE: Rows = {
  config: { kind: FILE, about: 'Read settings from a JSON file. Flags override it.' },
  json: { kind: FLAG, about: 'Print events on stdout, one JSON object a line.' },
  quiet: { kind: FLAG, short: 'q', about: 'Print only errors and results that you asked for.' },
  verbose: { kind: FLAG, short: 'v', about: 'Print more: every note, times, and the causes of errors.' },
  noColor: { kind: FLAG, about: 'Print without colours, as with NO_COLOR, TERM=dumb or CI in the environment.' },
};
