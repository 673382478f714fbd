/** Chooses the voice of a call, by its flags and by where its output goes. */

import { jsonEvents } from './events.js';
import type { Flags } from './flags.js';
import { lines, type Outlets } from './lines.js';
import { terminalBar } from './progress.js';
import { libraryLine } from './resume.js';
import type { Voice } from './voice.js';

/** What of the surroundings matters. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether stderr is a terminal. */
  readonly terminal: boolean;
}

/** The voice for these flags. */
export async function voiceFor(flags: Flags, { env, terminal }: Surroundings, outlets: Outlets): Promise<Voice> {
  if (flags.json) return jsonEvents(outlets.out);
  const able = terminal && env.TERM !== 'dumb' && !env.CI;
  const bar = able && !flags.quiet ? await terminalBar() : undefined;
  // https://no-color.org: present and not empty
  const colour = able && !flags.noColor && !env.NO_COLOR;
  const listRefused = libraryLine('tesserae library ls --refused', flags);
  return lines({ quiet: flags.quiet === true, verbose: flags.verbose === true, colour, bar, listRefused }, outlets);
}

/** stdout and stderr. A reader that went away (`| head`) is no error: what it does not want is not written. */
export function standardOutlets(): Outlets {
  return { out: outlet(process.stdout), err: outlet(process.stderr) };
}

function outlet(stream: NodeJS.WriteStream): (text: string) => void {
  let gone = false;
  stream.on('error', () => {
    gone = true;
  });
  return (text) => {
    if (!gone) stream.write(text);
  };
}
