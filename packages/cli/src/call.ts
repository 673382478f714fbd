import type { Settings } from '@tesserae/core/settings';
import type { Decoders } from '@tesserae/node';
import type { Flags } from './flags.js';
import type { Voice } from './voice.js';

/** One call of one command. */
export interface Call {
  /** What stands on the command line besides flags. */
  readonly words: readonly string[];
  readonly settings: Settings;
  readonly flags: Flags;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  /** Who decodes. */
  readonly decoders: Decoders;
}

/** Does the work of a command and answers with the exit code. */
export type Work = (call: Call) => Promise<number>;
