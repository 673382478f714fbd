/** From the words of a command line to an exit code: parse, choose a voice, do the work, say how it ended. */

import { MosaicError } from '@tesserae/core/errors';
import { type Decoders, openDecoders } from '@tesserae/node/decoders';
import { CommanderError } from 'commander';
import { COMMANDS, type CommandSpec } from './commands.js';
import { endProcess } from './end.js';
import { type Failure, failureOf } from './failure.js';
import type { Flags } from './flags.js';
import { type Interrupt, listenForInterrupt } from './interrupt.js';
import type { Outlets } from './lines.js';
import type { Given } from './options.js';
import { programFor } from './program.js';
import { resumeLine } from './resume.js';
import { standardOutlets, voiceFor } from './speak.js';
import type { Voice } from './voice.js';

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
  const program = programFor(async (command, rest, found) => {
    exit = await call({ command, rest, found, words, decoders }, outlets);
  }, outlets.out);
  try {
    await program.parseAsync([...words, ...(GROUPS.includes(words.join(' ')) ? ['--help'] : [])], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const flags = flagsBeforeParsing(words);
    const called = { flags, command: commandIn(words), typed: new Set<string>() };
    const failure = failureOf(error instanceof CommanderError ? usageError(error) : error, called);
    const voice = await voiceFor(flags, surroundings(), outlets);
    voice.failure(failure);
    return failure.exit;
  }
}

/** A call that was parsed. */
interface Parsed {
  readonly command: CommandSpec;
  readonly rest: readonly string[];
  readonly found: Given;
  readonly words: readonly string[];
  readonly decoders: Decoders | undefined;
}

async function call(parsed: Parsed, outlets: Outlets): Promise<number> {
  const { flags } = parsed.found;
  const voice = await voiceFor(flags, surroundings(), outlets);
  const interrupt = listenForInterrupt(
    () => voice.step('stop', 'at the next safe point; Ctrl-C again stops at once'),
    (exit) => {
      voice.close();
      void endProcess(exit);
    },
  );
  try {
    return await work(parsed, voice, interrupt.signal);
  } catch (error) {
    const typed = new Set(Object.keys({ ...parsed.found.settings, ...flags }));
    const failed = failureOf(error, { flags, command: parsed.command.name, typed });
    const failure = await interrupted(failed, interrupt, parsed);
    voice.failure(failure);
    return failure.exit;
  } finally {
    voice.close();
    interrupt.close();
  }
}

async function work({ command, rest, found, ...given }: Parsed, voice: Voice, signal: AbortSignal): Promise<number> {
  const { parseSettings } = await import('@tesserae/core');
  const { withConfig } = await import('./config.js');
  const settings = parseSettings(await withConfig(found.settings, found.flags.config));
  const decoders = given.decoders ?? openDecoders({ jobs: settings.jobs, memory: settings.memory });
  try {
    const doIt = await command.load();
    return await doIt({ words: rest, settings, flags: found.flags, voice, signal, decoders });
  } finally {
    decoders.close();
  }
}

/** The command that begins a command line, empty if none does. */
function commandIn(words: readonly string[]): string {
  const begins = ({ name }: CommandSpec) => words.slice(0, name.split(' ').length).join(' ') === name;
  return COMMANDS.find(begins)?.name ?? (words[0] === 'library' ? 'library' : '');
}

/** What ended because somebody wished it: whatever was thrown on the way, it is no failure of ours. */
async function interrupted(failure: Failure, interrupt: Interrupt, parsed: Parsed): Promise<Failure> {
  const { command, words, found } = parsed;
  const exit = interrupt.exit();
  if (exit === undefined) return failure;
  const done = ['make', 'index'].includes(command.name) ? ['indexed'] : [];
  if (found.flags.resume) done.push('drawn');
  const kept = done.length > 0 ? `, and what was ${done.join(' and ')} so far is kept` : '';
  const message = `Stopped as asked: no output was written${kept}.`;
  const hint = `${(await isFilm(parsed)) ? 'Again from the beginning' : 'Go on with'}: ${resumeLine(words)}`;
  return { exit, error: { code: 'aborted' }, message, hint, cause: failure.cause };
}

/** Of a film nothing is kept that one could go on with. */
async function isFilm({ command, rest }: Parsed): Promise<boolean> {
  if (command.name !== 'make') return command.name === 'film';
  const { clipKindOf } = await import('@tesserae/node');
  return (await clipKindOf(rest[0])) !== undefined;
}

function usageError(error: CommanderError): MosaicError {
  // the parser's words are its own: it has no fields
  const sentence = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  return new MosaicError('usage', `${sentence[0].toUpperCase()}${sentence.slice(1)}.`, error);
}

/** A command line that could not be parsed still says how it wants to be answered. */
function flagsBeforeParsing(words: readonly string[]): Flags {
  const has = (word: string) => words.includes(word);
  return { json: has('--json'), noColor: has('--no-color'), verbose: has('-v') || has('--verbose') };
}

function surroundings() {
  return { env: process.env, terminal: process.stderr.isTTY === true };
}
