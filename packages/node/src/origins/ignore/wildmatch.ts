/**
 * The patterns of a .gitignore, matched in time proportional to pattern × name whatever the pattern is: the file may come
 * with a memory card from anybody, and `*a*a*a*a*b` as a regular expression takes for ever.
 *
 * All states the pattern may be in after each byte are kept at once.
 *
 * Sources: git's wildmatch.c, https://git-scm.com/docs/gitignore; K. Thompson, "Regular expression search algorithm",
 * CACM 11(6), 1968, doi:10.1145/363347.363387.
 */

import type { ByteName } from '../byte-name.js';

/** A pattern made ready. */
export interface Pattern {
  /** In order; behind the last one the pattern fits. */
  readonly states: readonly State[];
  /** What the pattern begins and ends with, as far as it stands for itself: most names are told by these. */
  readonly head: ByteName;
  readonly tail: ByteName;
}

interface State {
  /** Which bytes lead to the next state. */
  readonly next: Bytes;
  /** Which bytes stay in this state. */
  readonly stay: Bytes;
  /** How many states may be passed over without a byte. */
  readonly leap: number;
  /** The only byte that leads on; empty if there are several. */
  readonly letter: string;
}

type Bytes = (byte: number) => boolean;

const SLASH = 0x2f;
const none: Bytes = () => false;
const any: Bytes = () => true;
const slash: Bytes = (byte) => byte === SLASH;
const inName: Bytes = (byte) => byte !== SLASH;

/**
 * Makes a pattern ready. `*` and `?` stand for what has no slash, `[a-z]` for one byte, and `**` between slashes for
 * any folders.
 *
 * @param crossing  whether `**` stands for anything wherever it is, as in patterns on the command line
 * @returns undefined for one that fits nothing: a bracket that is not closed, a backslash at the end
 */
export function wildPattern(text: ByteName, crossing = false): Pattern | undefined {
  const states: State[] = [];
  for (let i = 0; i < text.length; ) {
    const stars = /^\*+/.exec(text.slice(i))?.[0].length ?? 0;
    const bounded = stars === 2 && (crossing || i === 0 || text[i - 1] === '/');
    if (bounded && text[i + 2] === '/') {
      // any number of folders: none, by leaping over both states; or names that end in a slash
      states.push({ next: none, stay: none, leap: 2, letter: '' }, { next: slash, stay: any, leap: 0, letter: '' });
      i += 3;
    } else if (stars > 0) {
      const all = bounded && (crossing || i + 2 === text.length);
      states.push({ next: none, stay: all ? any : inName, leap: 1, letter: '' });
      i += stars;
    } else {
      const one = oneByte(text, i);
      if (one === undefined) return undefined;
      states.push({ next: one.bytes, stay: none, leap: 0, letter: one.letter });
      i = one.end;
    }
  }
  const wild = states.findIndex(({ letter }) => letter === '');
  const lastWild = states.findLastIndex(({ letter }) => letter === '');
  const lettersOf = (some: readonly State[]): string => some.map(({ letter }) => letter).join('');
  const head = lettersOf(wild < 0 ? states : states.slice(0, wild));
  return { states, head, tail: lettersOf(states.slice(lastWild + 1)) };
}

/** Whether a pattern fits all of a path. */
export function wildMatch({ states: pattern, head, tail }: Pattern, path: ByteName): boolean {
  if (!path.startsWith(head) || !path.endsWith(tail)) return false;
  if (head.length === pattern.length) return path.length === head.length;
  let now = new Uint8Array(pattern.length + 1);
  let then = new Uint8Array(pattern.length + 1);
  enter(pattern, now, 0);
  for (let i = 0; i < path.length; i++) {
    const byte = path.charCodeAt(i);
    then.fill(0);
    for (let state = 0; state < pattern.length; state++) {
      if (now[state] === 0) continue;
      if (pattern[state].stay(byte)) enter(pattern, then, state);
      if (pattern[state].next(byte)) enter(pattern, then, state + 1);
    }
    [now, then] = [then, now];
  }
  return now[pattern.length] === 1;
}

/** Into a state, and into those that it leads to without a byte. */
function enter(pattern: readonly State[], states: Uint8Array, state: number): void {
  states[state] = 1;
  if (state === pattern.length || pattern[state].leap === 0) return;
  if (pattern[state].leap === 2) enter(pattern, states, state + 1);
  enter(pattern, states, state + pattern[state].leap);
}

/** What stands for one byte, and where it ends. */
interface OneByte {
  readonly bytes: Bytes;
  /** Empty if it stands for several. */
  readonly letter: string;
  readonly end: number;
}

function oneByte(text: ByteName, at: number): OneByte | undefined {
  if (text[at] === '?') return { bytes: inName, letter: '', end: at + 1 };
  if (text[at] === '[') return bracket(text, at);
  const from = text[at] === '\\' ? at + 1 : at;
  if (from === text.length) return undefined;
  const wanted = text.charCodeAt(from);
  return { bytes: (byte) => byte === wanted, letter: text[from], end: from + 1 };
}

/** `[abc]`, `[a-z]`, `[!a]`, `[[:digit:]]`; a bracket that stands first is one of the bytes. */
function bracket(text: ByteName, at: number): OneByte | undefined {
  const negated = text[at + 1] === '!' || text[at + 1] === '^';
  const members: Bytes[] = [];
  let i = at + (negated ? 2 : 1);
  for (let first = true; first || text[i] !== ']'; first = false) {
    const named = /^\[:(\w*):\]/.exec(text.slice(i));
    if (named !== null) {
      const kind = NAMED[named[1]];
      if (kind === undefined) return undefined;
      members.push((byte) => kind.test(String.fromCharCode(byte)));
      i += named[0].length;
      continue;
    }
    const low = letterAt(text, i);
    const ranges = text[low.end] === '-' && text[low.end + 1] !== ']';
    const high = ranges ? letterAt(text, low.end + 1) : low;
    if (high.end > text.length) return undefined;
    members.push((byte) => low.byte <= byte && byte <= high.byte);
    i = high.end;
  }
  const bytes: Bytes = (byte) => byte !== SLASH && members.some((fits) => fits(byte)) !== negated;
  return { bytes, letter: '', end: i + 1 };
}

function letterAt(text: ByteName, at: number): { readonly byte: number; readonly end: number } {
  const from = text[at] === '\\' ? at + 1 : at;
  return { byte: text.charCodeAt(from), end: from + 1 };
}

/** POSIX.1-2024, Base Definitions §9.3.5, for ASCII. */
const NAMED: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z\d]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[^ -~\x80-\xff]/,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t-\r]/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f\d]/,
};
