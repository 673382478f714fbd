/** Damaged copies of texts that are texts still: numbers that are too large, parts that repeat, brackets without an end. */

import type { Random } from '@tesserae/core/internal';

/** What readers of numbers, patterns and tables may not have thought of. */
const WORDS: readonly string[] = [
  ...['0', '-1', '1e9', '1e308', '4294967295', '9007199254740993', '0.1', 'null', 'true', '""', '[]', '{}', '-', 'NaN'],
  ...[
    '*',
    '**/',
    '*?',
    '?',
    '[',
    '[!',
    '[a-',
    ']',
    '\\',
    '/',
    '../',
    '//',
    '!',
    ' ',
    '\n',
    '\r',
    '\t',
    ',',
    ';',
    '"',
    '""',
  ],
  ...['\u0301', 'é', '\u202e', '\x1b[2J', '\0', '__proto__', 'constructor', 'a'],
];

/** A damaged copy of a text: up to six words that are put in, taken out, or repeated up to 4,000 times. */
export function textMutant(source: Uint8Array, random: Random): Uint8Array {
  let text = Buffer.from(source).toString('utf8');
  const below = (end: number): number => Math.floor(random() * end);
  const wounds = 1 + below(6);
  for (let i = 0; i < wounds; i++) {
    const at = below(text.length + 1);
    const end = Math.min(text.length, at + below(random() < 0.9 ? 12 : 400));
    const times = random() < 0.8 ? 1 : 1 + below(random() < 0.8 ? 40 : 4000);
    text = WOUNDS[below(WOUNDS.length)]({ text, at, end, times, word: WORDS[below(WORDS.length)] });
  }
  return Buffer.from(text);
}

interface Place {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly times: number;
  readonly word: string;
}

const NUMBERS = [
  '0',
  '1',
  '2',
  '-1',
  '0.5',
  '50',
  '1000',
  '2000',
  '4000000',
  '4294967295',
  '1e9',
  '1e308',
  '9007199254740993',
];
const NUMBER = /-?\d+(?:\.\d+)?/g;

const WOUNDS: readonly ((place: Place) => string)[] = [
  ({ text, at, times, word }) => text.slice(0, at) + word.repeat(times) + text.slice(at),
  ({ text, at, end, word }) => text.slice(0, at) + word + text.slice(end),
  ({ text, at, end }) => text.slice(0, at) + text.slice(end),
  ({ text, at, end, times }) => text.slice(0, at) + text.slice(at, end).repeat(times + 1) + text.slice(end),
  ...Array.from({ length: 4 }, () => otherNumber),
];

/** The next number becomes another. */
function otherNumber({ text, at, times }: Place): string {
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(text);
  if (found === null) return text;
  const { index } = found;
  return text.slice(0, index) + NUMBERS[(index + times) % NUMBERS.length] + text.slice(index + found[0].length);
}
