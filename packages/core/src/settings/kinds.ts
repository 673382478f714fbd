/** The kinds of values that settings and options have: how each is read from JSON or from what a person typed, and its schema. */

import { isLength, type Length, parseLength } from './length.js';
import { type PictureSize, parseSize } from './size.js';

/** A kind of value. */
export interface Kind<T> {
  /** What stands for the value in help texts; empty if the option takes none. */
  readonly placeholder: string;
  /** What a value must be, for an error. */
  readonly expected: string;
  /** What JSON may have, as JSON Schema. */
  readonly schema: object;
  /** The values of a setting, for a list of all; absent for on and off. */
  readonly range?: string;
  /** What its numbers count. */
  readonly unit?: string;
  /** It may be given several times. */
  readonly repeats?: boolean;
  /** Reads a value; undefined if it is none. May throw a MosaicError that says more than `expected`. */
  read(value: unknown, name: string): T | undefined;
}

/** On or off. */
export const FLAG: Kind<boolean> = {
  placeholder: '',
  expected: 'true or false',
  schema: { type: 'boolean' },
  read: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** One of some words. */
export function choice<const Word extends string>(placeholder: string, words: readonly Word[]): Kind<Word> {
  return {
    placeholder,
    expected: `one of ${words.join(', ')}`,
    schema: { enum: words },
    range: words.join(', '),
    read: (value) => words.find((word) => word === value),
  };
}

/** A range of numbers, and words that may stand in place of one. */
interface Numbers {
  readonly min?: number;
  readonly max: number;
  readonly unit?: string;
  readonly words?: readonly string[];
  readonly placeholder?: string;
}

/** A number, or a string that is one. */
export function numeric(type: 'integer' | 'number', range: Numbers): Kind<number | string> {
  const { min = 0, max, unit, words = [], placeholder = 'N' } = range;
  const number = { type, minimum: min, maximum: max };
  const what = type === 'integer' ? 'an integer' : 'a number';
  return {
    placeholder,
    expected: [`${what} from ${min} to ${max}`, ...words.map((word) => `"${word}"`)].join(' or '),
    schema: words.length === 0 ? number : { anyOf: [number, { enum: words }] },
    range: [`${min} to ${max}${unit ? ` ${unit}` : ''}`, ...words].join(', or '),
    unit,
    read: (value) => {
      if (typeof value === 'string' && words.includes(value)) return value;
      const read = toNumber(value);
      return (type === 'number' || Number.isInteger(read)) && read >= min && read <= max ? read : undefined;
    },
  };
}

/** A width and a height that stand in proportion, as the user wrote them. */
export type Ratio = readonly [w: number, h: number];

/** Parts of a ratio are measures or counts; what is beyond would leave no digits for the arithmetic. */
const LEAST_PART = 1e-3;
const MOST_PART = 1e5;
const MOST_RATIO = 20;

/** The layouts: how cells are arranged. */
export const LAYOUTS: readonly ['grid', 'brick'] = ['grid', 'brick'];

/** W:H, or a list of both. */
export const RATIO: Kind<Ratio> = {
  placeholder: 'W:H',
  expected: `width:height as 3:2, no more than ${MOST_RATIO}:1`,
  schema: { type: 'string', pattern: '^[0-9.]+:[0-9.]+$' },
  range: `1:${MOST_RATIO} to ${MOST_RATIO}:1`,
  read: (value) => {
    const parts = typeof value === 'string' ? value.split(':') : Array.isArray(value) ? value : [];
    const [w, h] = parts.map(toNumber);
    const inRange = (part: number) => part >= LEAST_PART && part <= MOST_PART;
    const fits = parts.length === 2 && inRange(w) && inRange(h) && w / h >= 1 / MOST_RATIO && w / h <= MOST_RATIO;
    return fits ? [w, h] : undefined;
  },
};

/** Pixels that a cell is wide at most: a view of so many squared is 64 MB. */
export const MOST_CELL = 4000;

/** The width of a cell: a length; a number without a unit is pixels. */
export const CELL: Kind<Length> = {
  placeholder: 'LENGTH',
  expected: `whole pixels from 1 to ${MOST_CELL}, or a length as 15mm`,
  schema: {
    anyOf: [
      { type: 'integer', minimum: 1, maximum: MOST_CELL },
      { type: 'string', pattern: '^[0-9]+([.,][0-9]+)? ?(mm|cm|m|in|px)$' },
    ],
  },
  range: `1 to ${MOST_CELL} pixels`,
  unit: 'pixels',
  read: (value, name) => {
    const pixels = toNumber(isLength(value) && value.unit === 'px' ? value.value : value);
    if (Number.isNaN(pixels)) return parseLength(name, value);
    return Number.isInteger(pixels) && pixels >= 1 && pixels <= MOST_CELL ? { value: pixels, unit: 'px' } : undefined;
  },
};

const MOST_SIDE = 1_000_000;
const SIZES =
  '^([0-9]+([.,][0-9]+)?(mm|cm|m|in|px)?x)?[0-9]+([.,][0-9]+)?(mm|cm|m|in|px)$|^[AaBb][0-6]$|^(letter|legal|tabloid|4k|8k)$';

/** One or two lengths, or a name. */
export const SIZE: Kind<PictureSize> = {
  placeholder: 'SIZE',
  expected: 'a size',
  schema: {
    anyOf: [
      { type: 'integer', minimum: 1, maximum: MOST_SIDE },
      { type: 'string', pattern: SIZES },
    ],
  },
  range: `1 to ${MOST_SIDE}px, or a size on paper`,
  unit: 'pixels',
  read: (value, name) => parseSize(name, value),
};

/** What a letter behind a number of bytes stands for: 1 K is 1,024. */
const LETTERS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** `512M`, `1.5G`, or plain bytes. */
export function bytes(min: number, max: number): Kind<number> {
  const [least, most] = [`${min / LETTERS.M}M`, `${max / LETTERS.G}G`];
  return {
    placeholder: 'SIZE',
    expected: `a size from ${least} to ${most}, as 512M or 1G`,
    schema: {
      anyOf: [
        { type: 'integer', minimum: min, maximum: max },
        { type: 'string', pattern: '^[0-9.]+[KMG]$' },
      ],
    },
    range: `${least} to ${most}`,
    read: (value) => {
      const [, digits, letter] =
        /^\s*([\d.]+)\s*([KMG]?)(?:i?B)?\s*$/i.exec(typeof value === 'object' ? '' : String(value)) ?? [];
      const count = Math.floor(toNumber(digits) * LETTERS[letter?.toUpperCase() ?? '']);
      return count >= min && count <= max ? count : undefined;
    },
  };
}

/** A number, or a string that is a plain decimal number; everything else is NaN. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
    ? Number(value)
    : Number.NaN;
}
