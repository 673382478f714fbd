/** From the words of a command line to an exit code: parse, choose how to answer, do the work, say how it ended. */

import type { Host } from '@tesserae/jobs';
import type { Decoders } from '@tesserae/node/decoders';
import { CommanderError } from 'commander';
import type { Manner } from './argv/own-options.js';
import { HELP_ALL, programFor, type Understood } from './argv/program.js';
import { COMMANDS } from './commands/table.js';
import { chooseTerminal, standardOutlets } from './terminal/choose.js';
import { endProcess } from './terminal/end.js';
import { type Failure, failureOf } from './terminal/failure.js';
import { type Interrupt, listenForInterrupt } from './terminal/interrupt.js';
import type { Outlets } from './terminal/lines.js';
import { commandLine } from './terminal/shell.js';
import { readStandardInput } from './terminal/standard-input.js';
import { writeTable } from './terminal/standard-output.js';
import type { Terminal } from './terminal/terminal.js';
import { step } from './words/line.js';

/** What is no command by itself: it is answered with help. */
const GROUPS = ['', 'library'];

/** What a run may be given. */
export interface RunOptions {
  readonly outlets?: Outlets;
  /** Decoders that have been started, as the settings have them by default. They are closed. */
  readonly decoders?: Decoders;
}

/** Runs one command line and answers with the exit code; never throws. */
export async function run(words: readonly string[], options: RunOptions = {}): Promise<number> {
  const { outlets = standardOutlets(), decoders } = options;
  let exit = 0;
  const program = programFor(
    async (understood) => {
      exit = await answer(understood, words, outlets, decoders);
    },
    outlets.out,
    words.includes(HELP_ALL),
  );
  try {
    await program.parseAsync(asFlags(words), { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const called = { library: undefined, command: commandIn(words), typed: new Set<string>() };
    const failure = failureOf(error, called);
    const terminal = await chooseTerminal(mannerBeforeParsing(words), undefined, outlets);
    terminal.failure(failure);
    return failure.exit;
  } finally {
    decoders?.close();
  }
}

/** Help as a flag, however it was asked for. */
function asFlags(words: readonly string[]): string[] {
  const [first, ...rest] = words;
  if (GROUPS.includes(words.join(' '))) return [...words, '--help'];
  // what is no command is refused, not answered with the help of all
  if (first === 'help') return rest.length > 0 && commandIn(rest) === '' ? rest : [...rest, '--help'];
  return words.map((word) => (word === HELP_ALL ? '--help' : word));
}

async function answer(
  understood: Understood,
  words: readonly string[],
  outlets: Outlets,
  decoders: Decoders | undefined,
): Promise<number> {
  const { command, fields, manner } = understood;
  const library = fields.library === undefined ? undefined : String(fields.library);
  const terminal = await chooseTerminal(manner, library, outlets);
  const interrupt = listenForInterrupt(
    () => terminal.line(step('stop', 'at the next safe point; Ctrl-C again stops at once')),
    (exit) => {
      terminal.close();
      void endProcess(exit);
    },
  );
  try {
    const exit = await work(understood, terminal, interrupt.signal, decoders);
    const fault = outlets.fault?.();
    if (fault !== undefined) throw fault;
    return exit;
  } catch (error) {
    const isWord = (name: string) => command.options.fields[name]?.positional;
    const typed = new Set(Object.keys({ ...fields, ...manner }).filter((name) => !isWord(name)));
    const failed = failureOf(error, { library, command: command.name, typed });
    const failure = interrupted(failed, interrupt, understood, words);
    terminal.failure(failure);
    return failure.exit;
  } finally {
    terminal.close();
    interrupt.close();
  }
}

async function work(
  { command, fields, manner }: Understood,
  terminal: Terminal,
  signal: AbortSignal,
  decoders: Decoders | undefined,
): Promise<number> {
  const { withConfig } = await import('./argv/config.js');
  const { openHost } = await import('@tesserae/jobs');
  const completed = await withConfig(fields, command.options.settings, manner.config);
  const hosts: Host[] = [];
  try {
    const { WORKS } = await import('./commands/work/works.js');
    return await WORKS[command.name](completed, {
      ...{ terminal, signal, manner },
      open: (options) => {
        const sources = [...(manner.config === undefined ? [] : [manner.config]), ...(options.sources ?? [])];
        // events and a table would get mixed up
        const standardOutput = manner.json ? undefined : writeTable;
        const host = openHost({ ...options, decoders, sources, standardInput: readStandardInput, standardOutput });
        hosts.push(host);
        return host;
      },
    });
  } finally {
    for (const host of hosts) host.close();
  }
}

/** The command that begins a command line, empty if none does. */
function commandIn(words: readonly string[]): string {
  const begins = ({ name }: { readonly name: string }) => words.slice(0, name.split(' ').length).join(' ') === name;
  return COMMANDS.find(begins)?.name ?? (words[0] === 'library' ? 'library' : '');
}

/** What ended because somebody wished it: whatever was thrown on the way, it is no failure of ours. */
function interrupted(
  failure: Failure,
  interrupt: Interrupt,
  { command, fields }: Understood,
  words: readonly string[],
): Failure {
  const exit = interrupt.exit();
  if (exit === undefined) return failure;
  const done = ['make', 'index', 'library retry'].includes(command.name) ? ['indexed'] : [];
  if (fields.resume) done.push('made');
  const kept = done.length > 0 ? `, and what was ${done.join(' and ')} so far is kept` : '';
  const message = `Stopped as asked: no output was written${kept}.`;
  // what is drawn is lost unless its parts were asked for; what is indexed is not
  const isKept = fields.resume || command.name === 'index' || command.name === 'library retry';
  const hint = `${isKept ? 'Continue with' : 'Start again with'}: ${commandLine(words)}`;
  return { exit, error: { code: 'aborted' }, message, hint, cause: failure.cause };
}

/** A command line that could not be parsed still says how it wants to be answered. */
function mannerBeforeParsing(words: readonly string[]): Manner {
  const has = (word: string) => words.includes(word);
  return { json: has('--json'), noColor: has('--no-color'), verbose: has('-v') || has('--verbose') };
}
