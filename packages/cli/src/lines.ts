/** The voice for people: short lines on stderr, results on stdout, a bar while something takes its time. */

import { printable } from './printable.js';
import type { Bar } from './progress.js';
import type { RefusedPhoto, Voice } from './voice.js';

/** How to talk. */
export interface Manner {
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
}

/** So many refused photos are named; the rest are counted. */
const NAMED = 5;

/** Labels are padded to the longest of them. */
const LABEL = 8;

/** Talks to a person. */
export function lines(manner: Manner, { out, err }: Outlets): Voice {
  const { quiet, verbose, bar } = manner;
  const paint = painter(manner.colour);
  let refused = 0;
  const say = (text: string) => {
    bar?.clear();
    err(`${text}\n`);
  };
  return {
    event: () => {},
    step: (label, text) => {
      if (!quiet) say(`${paint('dim', label.padEnd(LABEL))} ${printable(text)}`);
    },
    detail: (text) => {
      if (verbose) say(`${' '.repeat(LABEL)} ${printable(text)}`);
    },
    note: (sentence) => {
      if (!quiet) say(`${paint('yellow', 'note'.padEnd(LABEL))} ${printable(sentence)}`);
    },
    refused: (photo) => {
      refused++;
      if (quiet) return;
      const label = paint('yellow', 'refused'.padEnd(LABEL));
      if (verbose) say(`${label} ${printable(`${photo.path}: ${photo.detail}`)}`);
      else if (refused <= NAMED) say(`${label} ${printable(briefly(photo))}`);
      else if (refused === NAMED + 1) say(`${' '.repeat(LABEL)} … and more, listed by: ${manner.listRefused}`);
    },
    progress: (progress) => bar?.show(progress),
    result: (line, essential = false) => {
      if (quiet && !essential) return;
      bar?.clear();
      out(`${printable(line)}\n`);
    },
    failure: ({ error, message, hint, cause }) => {
      const text = printable(message);
      say(error.code === 'aborted' ? paint('yellow', text) : `${paint('red', 'error')}: ${text}`);
      if (hint !== '' && !message.includes(hint)) say(printable(hint));
      if (verbose && cause !== undefined) say(causeLines(cause));
    },
    close: () => bar?.clear(),
  };
}

/** The file with its folder, and the first sentence of the reason: fits a line. */
function briefly({ path, detail }: RefusedPhoto): string {
  const parts = path.split('/');
  const place = parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : path;
  return `${place}: ${detail.replace(/(\.) .*$/s, '$1')}`;
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
