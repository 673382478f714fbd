/** The kinds of values that options have besides those of settings. */

import { type Kind, RATIO, type Ratio } from '@tesserae/core/settings';

export { choice, FLAG, type Kind } from '@tesserae/core/settings';

/** A text that is not looked at further: a name, a pattern. @param placeholder  in help texts */
export function text(placeholder: string, expected = 'a text'): Kind<string> {
  return {
    placeholder,
    expected,
    schema: { type: 'string' },
    read: (value) => (typeof value === 'string' ? value : undefined),
  };
}

/** A line of text to be set. */
export const CAPTION: Kind<string> = {
  ...text('TEXT', 'a text of 1 to 200 letters'),
  schema: { type: 'string', pattern: '^(?=.*\\S).{1,200}$' },
  read: (value) => (typeof value === 'string' && /^(?=.*\S).{1,200}$/.test(value) ? value : undefined),
};

/** The path of a file. */
export const FILE: Kind<string> = text('FILE', 'the name of a file');

/** Texts, any number of them. */
export function texts(placeholder: string): Kind<readonly string[]> {
  return {
    placeholder,
    expected: 'a list of texts',
    schema: { type: 'array', items: { type: 'string' } },
    repeats: true,
    read: (value) =>
      Array.isArray(value) && value.every((each): each is string => typeof each === 'string') ? value : undefined,
  };
}

/** A range of whole numbers, and what may stand behind them. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** A unit that may be typed. */
  readonly unit?: string;
  /** What is expected, where "an integer from min to max" does not say it. */
  readonly expected?: string;
}

/** A whole number. */
export function whole(placeholder: string, { min, max, unit = '', expected }: Range): Kind<number> {
  const digits = new RegExp(`^(\\d{1,9})(?:${unit})?$`);
  return {
    placeholder,
    expected: expected ?? `an integer from ${min} to ${max}`,
    schema: { type: 'integer', minimum: min, maximum: max },
    read: (value) => {
      const number = typeof value === 'string' ? Number(digits.exec(value)?.[1]) : value;
      return typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max
        ? number
        : undefined;
    },
  };
}

/** The proportions of a part, or of the size that is asked for. */
export const CROP: Kind<Ratio | 'size'> = {
  placeholder: 'W:H',
  expected: `"size", or ${RATIO.expected}`,
  schema: { anyOf: [RATIO.schema, { const: 'size' }] },
  read: (value, name) => (value === 'size' ? value : RATIO.read(value, name)),
};

/** A point of a picture, shares of its width and height: `.3,.4` or `30%,40%`. */
export const POINT: Kind<readonly [x: number, y: number]> = {
  placeholder: 'X,Y',
  expected: 'two shares from the left and the top, as 30%,40% or .3,.4',
  schema: {
    anyOf: [
      { type: 'array', items: { type: 'number', minimum: 0, maximum: 1 }, minItems: 2, maxItems: 2 },
      { type: 'string', pattern: '^[0-9.]{1,9}%?,[0-9.]{1,9}%?$' },
    ],
  },
  read: (value) => {
    const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
    const [x, y] = parts.map(shareOf);
    return parts.length === 2 && x >= 0 && x <= 1 && y >= 0 && y <= 1 ? [x, y] : undefined;
  },
};

/** NaN for what is none. */
function shareOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const [, digits, percent] = /^\s*(\d{1,9}\.?\d{0,9}|\.\d{1,9})\s*(%?)\s*$/.exec(String(value)) ?? [];
  return Number(digits) / (percent === '%' ? 100 : 1);
}

const SECONDS = { '': 1, s: 1, m: 60, h: 3600 } as const;

/** A time in seconds: a number, or as it is typed: `30s`, `10m`, `1h`. */
export const TIME: Kind<number> = {
  placeholder: 'TIME',
  expected: 'a time as 30s, 10m or 1h',
  schema: {
    anyOf: [
      { type: 'number', minimum: 0 },
      { type: 'string', pattern: '^[0-9]{1,9}([.][0-9]{1,9})?[smh]?$' },
    ],
  },
  read: (value) => {
    if (typeof value === 'number') return value >= 0 ? value : undefined;
    const [, number, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(s|m|h|)$/.exec(typeof value === 'string' ? value : '') ?? [];
    // the pattern lets through these units alone
    return number === undefined ? undefined : Number(number) * SECONDS[unit as keyof typeof SECONDS];
  },
};
