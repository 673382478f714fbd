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
  config: { kind: FILE, about: 'Read settings from a JSON file; flags go before it.' },
  json: { kind: FLAG, about: 'Print events on stdout, one JSON object a line.' },
  quiet: { kind: FLAG, short: 'q', about: 'Say nothing but what went wrong.' },
  verbose: { kind: FLAG, short: 'v', about: 'Say more: every notice, where the time went, causes of errors.' },
  noColor: { kind: FLAG, about: 'No colours. NO_COLOR, TERM=dumb and CI are heeded too.' },
};
