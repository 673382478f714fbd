/** The command line as plain data, for what is made from it: completions of shells, and the manual page. */

import { SETTINGS } from '@tesserae/core/settings';
import { ownOptions } from '../argv/program.js';
import { optionsOf, wordsOf } from '../argv/rows.js';
import { COMMANDS } from '../commands/table.js';

/** A flag of a command. */
export interface DescribedFlag {
  /** `-o` and `--output`. */
  readonly short: string | undefined;
  readonly long: string;
  /** What stands for its value, such as FILE; empty: it takes none. */
  readonly placeholder: string;
  readonly about: string;
  /** The words that its value may be; none: anything. */
  readonly values: readonly string[];
}

/** A command. */
export interface DescribedCommand {
  /** A verb of the library has two words. */
  readonly name: string;
  readonly about: string;
  /** What stands there besides flags, such as `TARGET [PHOTOS…]`. */
  readonly words: string;
  /** The words that the first of them may be; none: a file. */
  readonly values: readonly string[];
  readonly flags: readonly DescribedFlag[];
  readonly examples: readonly string[];
}

/** All commands, in the order of `--help`. */
export function describedCommands(): DescribedCommand[] {
  return COMMANDS.map((command) => {
    const { name, about, examples, options } = command;
    const own = ownOptions(command);
    const rows = { ...options.fields, ...own };
    const kindOf = (field: string) => rows[field]?.kind ?? SETTINGS.find((setting) => setting.name === field)?.kind;
    const flags = optionsOf(options, own).map((option) => ({
      short: option.short,
      long: option.long ?? '',
      placeholder: /<(.*)>/.exec(option.flags)?.[1] ?? '',
      about: option.description,
      values: wordsIn(kindOf(option.attributeName())),
    }));
    const first = Object.values(options.fields).find(({ positional }) => positional);
    const words = wordsOf(options).replaceAll(/[<>]/g, '').replaceAll('...', '…');
    return { name, about, words, values: wordsIn(first?.kind), flags, examples };
  });
}

/** The words of a choice. */
function wordsIn(kind: { readonly schema: object } | undefined): string[] {
  return kind && 'enum' in kind.schema && Array.isArray(kind.schema.enum) ? kind.schema.enum.map(String) : [];
}
