/** The command line as commander has it, built from the tables. */

import { Command } from 'commander';
import { COMMANDS, type CommandSpec } from './commands.js';
import { type Given, given, optionsOf } from './options.js';

/** Takes a call that was understood. */
export type Begin = (command: CommandSpec, words: readonly string[], found: Given) => Promise<void>;

/** Takes help that was asked for. */
export type Write = (text: string) => void;

const ABOUT = 'Rebuilds a picture out of other pictures: the photo mosaic that is measurably closest to its target.';

const ENDING = `
Exit codes: 0 done · 1 failed · 2 not understood, or would overwrite · 3 done, but
photos were refused · 4 rules impossible · 5 a limit · 10–12 library missing, locked,
damaged · 20 disk full · 21 out of memory · 130, 143 stopped

tesserae COMMAND --help lists the flags of a command, with examples.
`;

/** The whole program. Parsing throws commander's CommanderError, also after it has written help. */
export function programFor(begin: Begin, write: Write): Command {
  const program = quietly(new Command('tesserae'), write)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .description(ABOUT)
    .usage('COMMAND …')
    .option('-V, --version', 'Print the version.')
    .addHelpText('after', ENDING);
  const library = quietly(new Command('library'), write).description(
    'What is in a library: ls, show, stats, verify, repair, forget, export.',
  );
  for (const spec of COMMANDS) {
    const [first, second] = spec.name.split(' ');
    if (first === 'library' && library.parent === null) program.addCommand(library);
    (second === undefined ? program : library).addCommand(commandFor(spec, second ?? first, begin, write));
  }
  return program;
}

function commandFor(spec: CommandSpec, name: string, begin: Begin, write: Write): Command {
  const command = quietly(new Command(name), write)
    .description(spec.about)
    .usage(`${spec.takes.replaceAll(/[<>]/g, '').replaceAll('...', '…')} [flags]`.trim())
    .addHelpText('after', `\nExamples:\n${spec.examples.map((line) => `  ${line}\n`).join('')}`);
  if (spec.takes !== '') command.arguments(spec.takes);
  for (const option of optionsOf(spec)) command.addOption(option);
  return command.action(() => begin(spec, command.args, given(spec, command.opts())));
}

/** Errors are thrown and said elsewhere; help goes where it is told. */
function quietly(command: Command, write: Write): Command {
  return command
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .helpOption('-h, --help', 'Print this.')
    .helpCommand(false)
    .allowExcessArguments(false);
}
