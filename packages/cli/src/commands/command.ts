/** What a command is, and what it is given. */

import type { Host, HostOptions } from '@tesserae/jobs';
import type { AnyTable } from '@tesserae/jobs/options';
import type { Manner } from '../argv/own-options.js';
import type { Terminal } from '../terminal/terminal.js';

/** One row of the table of commands. */
export interface Command {
  /** A verb of the library has two words. */
  readonly name: string;
  readonly about: string;
  readonly options: AnyTable;
  /** It scans, and takes `--strict`. */
  readonly strict?: boolean;
  readonly examples: readonly string[];
  /** Names of the options that help shows, unless it is asked for all; absent: all. */
  readonly shown?: readonly string[];
}

/** Does the work of a command. @returns the exit code */
export type Work = (fields: Fields, surroundings: Surroundings) => Promise<number>;

/** Fields and settings of a job by name, unchecked: as texts, or as JSON has them. */
export type Fields = Readonly<Record<string, unknown>>;

/** What surrounds a command. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly manner: Manner;
  /** What the path of a fault in the fields begins with; nothing on a command line. */
  readonly within?: string;
  /** Opens the host of its jobs, which is closed when the command has ended. */
  open(options: HostOptions): Host;
}
