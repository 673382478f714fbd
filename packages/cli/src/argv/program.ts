/** The command line as commander has it, built from the tables. */

import type { Rows } from '@tesserae/jobs/options';
import { Command as Commander } from 'commander';
import type { Command } from '../commands/command.js';
import { COMMANDS } from '../commands/table.js';
import { ABOUT, ENDING, LIBRARY_ABOUT, moreHelp } from '../words/en/help.js';
import { EVERYWHERE, type Manner, STRICT } from './own-options.js';
import { fieldsGiven, givenValue, optionsOf, wordsOf } from './rows.js';

/** A command line that was understood. */
export interface Understood {
  readonly command: Command;
  /** Fields and settings of its job, unchecked. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly manner: Manner;
}

/** Takes it. */
export type Begin = (understood: Understood) => Promise<void>;

/** Takes help that was asked for. */
export type Write = (text: string) => void;

/** Help that shows every option of a command. */
export const HELP_ALL = '--help-all';

/** The whole program, for these words. Parsing throws commander's CommanderError, also after it has written help. */
export function programFor(begin: Begin, write: Write, showsAll = false): Commander {
  const program = quietly(new Commander('tesserae'), write)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .description(ABOUT)
    .usage('COMMAND …')
    .option('-V, --version', 'Print the version.')
    .addHelpText('after', ENDING);
  const library = quietly(new Commander('library'), write).description(LIBRARY_ABOUT);
  for (const command of COMMANDS) {
    const [first, second] = command.name.split(' ');
    if (first === 'library' && library.parent === null) program.addCommand(library);
    (second === undefined ? program : library).addCommand(
      commanderFor(second ?? first, { command, begin, write, showsAll }),
    );
  }
  return program;
}

/** The options of a command that are no job's. */
export function ownOptions({ strict }: Command): Rows {
  return strict ? { ...STRICT, ...EVERYWHERE } : EVERYWHERE;
}

/** A command to be understood. */
interface ToUnderstand {
  readonly command: Command;
  readonly begin: Begin;
  readonly write: Write;
  /** Whether its help leaves nothing out. */
  readonly showsAll: boolean;
}

function commanderFor(name: string, { command, begin, write, showsAll }: ToUnderstand): Commander {
  const { options, about, examples } = command;
  const shown = showsAll ? undefined : command.shown;
  const own = ownOptions(command);
  const words = wordsOf(options);
  const commander = quietly(new Commander(name), write)
    .description(about)
    .usage(`${words.replaceAll(/[<>]/g, '').replaceAll('...', '…')} [flags]`.trim())
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}\n`).join('')}`)
    .addHelpText('after', shown === undefined ? '' : moreHelp(command.name));
  if (words !== '') commander.arguments(words);
  for (const option of optionsOf(options, own, shown)) commander.addOption(option);
  return commander.action(() => {
    const values = commander.opts();
    // commander's values are those of the rows
    const manner: Manner = Object.fromEntries(Object.keys(own).map((name) => [name, givenValue(name, values)]));
    return begin({ command, fields: fieldsGiven(options, commander.args, values), manner });
  });
}

/** Errors are thrown and said elsewhere; help goes where it is told. */
function quietly(commander: Commander, write: Write): Commander {
  return commander
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .helpOption('-h, --help', 'Print this.')
    .helpCommand(false)
    .allowExcessArguments(false);
}
