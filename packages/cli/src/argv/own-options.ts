/** The options that are no job's: how the program talks, and what its exit code says. */

/** A row of the table. */
export interface Own {
  readonly name: keyof Manner;
  readonly short?: string;
  readonly kind: { readonly placeholder: string; readonly repeats?: boolean };
  readonly about: string;
}

/** How a call wants to be answered. */
export interface Manner {
  readonly strict?: boolean;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly noColor?: boolean;
}

const ON = { placeholder: '' };

/** Of commands that scan. */
export const STRICT: Own = {
  name: 'strict',
  kind: ON,
  about: 'Fail (exit code 1, not 3) when a photo is refused.',
};

/** Of all commands. */
export const EVERYWHERE: readonly Own[] = [
  { name: 'config', kind: { placeholder: 'FILE' }, about: 'Read settings from a JSON file; flags go before it.' },
  { name: 'json', kind: ON, about: 'Print events on stdout, one JSON object a line.' },
  { name: 'quiet', short: 'q', kind: ON, about: 'Say nothing but what went wrong.' },
  {
    name: 'verbose',
    short: 'v',
    kind: ON,
    about: 'Say more: every notice, where the time went, causes of errors.',
  },
  { name: 'noColor', kind: ON, about: 'No colours. NO_COLOR, TERM=dumb and CI are heeded too.' },
];
