import { flagName, SETTINGS } from '@tesserae/core/settings';
import { FLAGS } from '../flags.js';

const OPTIONS = new Map([...SETTINGS, ...FLAGS].map(({ name }) => [name as string, `--${flagName(name)}`]));

/** An option as it is typed: `--max-uses` for `maxUses`; undefined if there is none of this name. */
export function optionNamed(name: string): string | undefined {
  return OPTIONS.get(name);
}
