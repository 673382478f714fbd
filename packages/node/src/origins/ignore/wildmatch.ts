/**
 * The patterns of a .gitignore, matched in time proportional to pattern × name whatever the pattern is: the file may come
 * with a memory card from anybody, and `*a*a*a*a*b` as a regular expression takes for ever.
 *
 * Of each part of the pattern all places are kept at once that it may end at. Parts that say the same as the one before are left out, so
 * that there are no more than three for each byte of a path that fits.
 *
 * Sources: git's wildmatch.c, https://git-scm.com/docs/gitignore; K. Thompson, "Regular expression search algorithm",
 * CACM 11(6), 1968, doi:10.1145/363347.363387.
 */

import type { ByteName } from '../byte-name.js';

/** Bytes of a pattern: no path is longer. */
export const MOST_PATTERN = 4096;

/** Whether a pattern fits all of a path. */
export type Pattern = (path: ByteName) => boolean;

type Bytes = (byte: string) => boolean;

/** A part of a pattern. */
interface Part {
  /** Which bytes it stands for. */
  readonly fits: Bytes;
  /** How many: one, any number, or whole folders: nothing, or anything that ends in a slash. */
  readonly count: 'one' | 'any' | 'folders';
  /** The only byte that fits; empty if there are several. */
  readonly letter: string;
}

const inName: Bytes = (byte) => byte !== '/';
const any: Bytes = () => true;

/**
 * Makes a pattern ready. `*` and `?` stand for what has no slash, `[a-z]` for one byte, and `**` between slashes for
 * any folders.
 *
 * @param text  at most `MOST_PATTERN` bytes, or a few times as many
 * @param crossing  whether `**` stands for anything wherever it is, as in patterns on the command line
 * @returns undefined for one that fits nothing: a bracket that is not closed, a backslash at the end
 */
export function wildPattern(text: ByteName, crossing = false): Pattern | undefined {
  const parts: Part[] = [];
  for (let i = 0; i < text.length; ) {
    const stars = starsAt(text, i);
    const bounded = stars === 2 && (crossing || i === 0 || text[i - 1] === '/');
    if (bounded && text[i + 2] === '/') {
      if (parts.at(-1)?.count !== 'folders') parts.push({ fits: any, count: 'folders', letter: '' });
      i += 3;
    } else if (stars > 0) {
      const all = bounded && (crossing || i + 2 === text.length);
      parts.push({ fits: all ? any : inName, count: 'any', letter: '' });
      i += stars;
    } else {
      const one = oneByte(text, i);
      if (one === undefined) return undefined;
      parts.push({ ...one, count: 'one' });
      i = one.end;
    }
  }
  // most names are told by the letters that a pattern begins and ends with, or by most that stand together in it
  const letters = parts.map(({ letter }) => letter || '\n').join('');
  const [head, tail] = [letters.split('\n', 1)[0], letters.slice(letters.lastIndexOf('\n') + 1)];
  const longest = letters.split('\n').reduce((longest, run) => (run.length > longest.length ? run : longest));
  const least = parts.filter(({ count }) => count === 'one').length;
  return (path) =>
    path.length >= least &&
    path.startsWith(head) &&
    path.endsWith(tail) &&
    path.includes(longest) &&
    fitsAll(parts, path);
}

function starsAt(text: ByteName, at: number): number {
  let end = at;
  while (text[end] === '*') end++;
  return end - at;
}

function fitsAll(parts: readonly Part[], path: ByteName): boolean {
  let ends = new Uint8Array(path.length + 1);
  ends[0] = 1;
  for (const part of parts) ends = endsAfter(part, ends, path);
  return ends[path.length] === 1;
}

/** Where a part may end: 1 at each such place. @param starts  where it may begin */
function endsAfter({ fits, count }: Part, starts: Uint8Array, path: ByteName): Uint8Array<ArrayBuffer> {
  const ends = new Uint8Array(starts.length);
  let begun = 0;
  if (count !== 'one') ends[0] = starts[0];
  for (let i = 1; i < starts.length; i++) {
    const byte = path[i - 1];
    begun |= starts[i - 1];
    if (count === 'one') ends[i] = starts[i - 1] && Number(fits(byte));
    else if (count === 'any') ends[i] = starts[i] | (ends[i - 1] && Number(fits(byte)));
    else ends[i] = starts[i] | (begun && Number(byte === '/'));
  }
  return ends;
}

/** What stands for one byte, and where it ends. */
interface OneByte extends Pick<Part, 'fits' | 'letter'> {
  readonly end: number;
}

function oneByte(text: ByteName, at: number): OneByte | undefined {
  if (text[at] === '?') return { fits: inName, letter: '', end: at + 1 };
  if (text[at] === '[') return bracket(text, at);
  const from = text[at] === '\\' ? at + 1 : at;
  if (from === text.length) return undefined;
  const letter = text[from];
  return { fits: (byte) => byte === letter, letter, end: from + 1 };
}

/** What may stand in brackets: `[:digit:]`, `a`, `a-z`, where a backslash may stand before each of the letters. */
const MEMBER = /\[:(\w{0,9}):\]|\\?(.)(?:-(?!\])\\?(.))?/sy;

/** `[abc]`, `[a-z]`, `[!a]`, `[[:digit:]]`; a bracket that stands first is one of the bytes. */
function bracket(text: ByteName, at: number): OneByte | undefined {
  const negated = text[at + 1] === '!' || text[at + 1] === '^';
  const members: Bytes[] = [];
  let end = at + (negated ? 2 : 1);
  do {
    MEMBER.lastIndex = end;
    const [whole, name, low, high = low] = MEMBER.exec(text) ?? [];
    if (whole === undefined) return undefined;
    end += whole.length;
    const named = name === undefined ? undefined : NAMED[name];
    if (name !== undefined && named === undefined) return undefined;
    members.push((byte) => named?.test(byte) ?? (low <= byte && byte <= high));
  } while (text[end] !== ']');
  const fits: Bytes = (byte) => byte !== '/' && members.some((member) => member(byte)) !== negated;
  return { fits, letter: '', end: end + 1 };
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
