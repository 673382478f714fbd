/** The terminal of people: short lines on stderr, results on stdout, a bar while something takes its time. */

import type { RefusedPhoto } from '@tesserae/jobs/internal';
import { refusedWords } from '../words/en/errors.js';
import { NAMED } from '../words/line.js';
import { printable } from './printable.js';
import type { Bar } from './progress.js';
import type { Terminal } from './terminal.js';
import { wrapped } from './wrapped.js';

/** How to talk. */
export interface Style {
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly colour: boolean;
  /** Undefined where nobody looks: no terminal, CI, quiet. */
  readonly bar: Bar | undefined;
  /** The command that lists all refused photos. */
  readonly listRefused: string;
}

/** Where lines go; each is whole. */
export interface Outlets {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Why not all of `out` could be written, if so. */
  readonly fault?: () => unknown;
}

/** Labels are padded to the longest of them. */
const LABEL = 8;

/** What stands before a failure. */
const FAULT = 'error: ';

/** Talks to a person. */
export function lines(style: Style, { out, err }: Outlets): Terminal {
  const { quiet, verbose, bar } = style;
  const paint = painter(style.colour);
  let refused = 0;
  let fromThumbnails = 0;
  const say = (text: string) => {
    bar?.clear();
    err(`${text}\n`);
  };
  return {
    event: () => {},
    line: (line) => {
      if (quiet && line.kind !== 'essential') return;
      if (line.kind === 'detail' && !verbose) return;
      const label = line.label === undefined ? '' : `${line.label.padEnd(LABEL)} `;
      const isStep = line.kind === 'step' || line.kind === 'detail';
      bar?.clear();
      // lists and tables are lines for programs, too
      const text = label === '' ? printable(line.text) : hanging(line.text);
      if (isStep) err(`${paint('dim', label)}${text}\n`);
      else out(`${label}${text}\n`);
    },
    note: (sentence, note) => {
      if (note?.code === 'thumbnail-drawn' && ++fromThumbnails > NAMED && !verbose) {
        if (fromThumbnails === NAMED + 1 && !quiet)
          say(`${' '.repeat(LABEL)} … and more photos, likewise; -v names them all`);
      } else if (!quiet) say(`${paint('yellow', 'note'.padEnd(LABEL))} ${hanging(sentence)}`);
    },
    refused: (photo) => {
      refused++;
      if (quiet) return;
      const label = paint('yellow', 'refused'.padEnd(LABEL));
      if (verbose) say(`${label} ${hanging(`${photo.path}: ${refusedWords(photo.code, photo.detail)}`)}`);
      else if (refused <= NAMED) say(`${label} ${hanging(briefly(photo))}`);
      else if (refused === NAMED + 1) say(`${' '.repeat(LABEL)} … and more, listed by: ${style.listRefused}`);
    },
    progress: (progress) => bar?.show(progress),
    failure: ({ error, message, hint, cause }) => {
      const isFault = error.code !== 'aborted';
      const text = wrapped(printable(message), isFault ? FAULT.length : 0, FAULT.length);
      say(isFault ? `${paint('red', 'error')}: ${text}` : paint('yellow', text));
      if (hint !== '' && !message.includes(hint)) say(wrapped(printable(hint), 0, FAULT.length));
      if (verbose && cause !== undefined) say(causeLines(cause));
    },
    close: () => bar?.clear(),
  };
}

/** A text behind its label, in as many lines as it takes. */
function hanging(text: string): string {
  return wrapped(printable(text), LABEL + 1, LABEL + 3);
}

/** The file with its folder, and the reason: fits a line. */
function briefly({ path, code, detail }: RefusedPhoto): string {
  const parts = path.split('/');
  const place = parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : path;
  return `${place}: ${refusedWords(code, detail)}`;
}

function causeLines(cause: unknown): string {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text.split('\n').map(printable).join('\n');
}

type Painter = (colour: 'dim' | 'red' | 'yellow', text: string) => string;

/** Select Graphic Rendition, ECMA-48 §8.3.117. */
const SGR = { dim: 2, red: 31, yellow: 33 } as const;

function painter(colour: boolean): Painter {
  return (name, text) => (colour ? `\x1b[${SGR[name]}m${text}\x1b[0m` : text);
}
