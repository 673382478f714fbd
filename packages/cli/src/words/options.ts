import { flagName, SETTINGS } from '@tesserae/core/settings';
import * as tables from '@tesserae/jobs/options';
import { EVERYWHERE, STRICT } from '../argv/own-options.js';

const NAMES: ReadonlySet<string> = new Set([
  ...SETTINGS.map(({ name }) => name),
  ...Object.values(tables).flatMap((table) => ('fields' in table ? Object.keys(table.fields) : [])),
  ...Object.keys({ ...STRICT, ...EVERYWHERE }),
]);

/** What is given without its name by most commands. */
const WORDS: Readonly<Record<string, string>> = { photos: 'PHOTOS' };

/** An option as it is typed: `--max-uses` for `maxUses`; undefined if there is none of this name. */
export function optionNamed(name: string): string | undefined {
  if (Object.hasOwn(WORDS, name)) return WORDS[name];
  return NAMES.has(name) ? `--${flagName(name)}` : undefined;
}
