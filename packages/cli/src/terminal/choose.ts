/** Chooses how a call is answered, by its options and by where its output goes. */

import type { Manner } from '../argv/own-options.js';
import { jsonEvents } from './events.js';
import { lines, type Outlets } from './lines.js';
import { terminalBar } from './progress.js';
import { libraryLine } from './shell.js';
import { standardStream } from './standard-output.js';
import type { Terminal } from './terminal.js';

/** The terminal for these options. @param library  that was asked for */
export async function chooseTerminal(manner: Manner, library: string | undefined, outlets: Outlets): Promise<Terminal> {
  if (manner.json) return jsonEvents(outlets.out);
  const { env } = process;
  const able = process.stderr.isTTY && env.TERM !== 'dumb' && !env.CI;
  const bar = able && !manner.quiet ? await terminalBar() : undefined;
  // https://no-color.org: present and not empty
  const colour = able && !manner.noColor && !env.NO_COLOR;
  const listRefused = libraryLine('tesserae library ls --refused', library);
  return lines({ quiet: manner.quiet === true, verbose: manner.verbose === true, colour, bar, listRefused }, outlets);
}

/** stdout and stderr. */
export function standardOutlets(): Outlets {
  const [out, err] = [standardStream(process.stdout), standardStream(process.stderr)];
  return { out: out.write, err: err.write, fault: out.fault };
}
