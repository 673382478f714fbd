/** Fields of a plan file. Each is described once: how it is read, or refused by its name, and its JSON Schema. */

import { MosaicError } from '../../errors.js';

/** What the lengths and ranges of columns follow from. */
export interface Sizes {
  readonly photos: number;
  readonly cells: number;
}

/** As many as there can be: for schemas, which know of no plan, and for what is read before its sizes are known. */
export const LARGEST: Sizes = { photos: 2 ** 31, cells: 2 ** 32 - 1 };

/** One field. */
export interface Field<T> {
  readonly schema: object;
  /** It may be absent. */
  readonly optional?: boolean;
  /** @throws MosaicError `not-a-plan` naming the field */
  read(value: unknown, name: string, sizes: Sizes): T;
}

/** What numbers a field may hold. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Whole numbers from `least` to `most`. */
export function whole(least: number, most: number): Range {
  return { least, most, whole: true };
}

/** A field whose value can be told at sight. */
function scalar<T>(schema: object, expected: string, is: (value: unknown) => value is T): Field<T> {
  return {
    schema,
    read: (value, name) => {
      if (is(value)) return value;
      throw wrong(name, expected, value);
    },
  };
}

type Json = Readonly<Record<string, unknown>>;

/** A string. */
export const TEXT: Field<string> = scalar({ type: 'string' }, 'a string', (value) => typeof value === 'string');
/** True or false. */
export const BOOLEAN: Field<boolean> = scalar(
  { type: 'boolean' },
  'true or false',
  (value) => typeof value === 'boolean',
);
/** Any number; JSON has none that is infinite. */
export const NUMBER: Field<number> = scalar({ type: 'number' }, 'a number', isNumber);
/** A positive whole number that counts something. */
export const COUNT: Field<number> = scalar(
  { type: 'integer', minimum: 1 },
  'a positive integer',
  (value): value is number => isNumber(value) && Number.isSafeInteger(value) && value >= 1,
);
/** An object with any fields. */
export const OBJECT: Field<Json> = scalar(
  { type: 'object' },
  'an object',
  (value): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value),
);

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

/** One of some words. */
export function word<Word extends string>(words: readonly Word[]): Field<Word> {
  const expected = words.map((each) => `"${each}"`).join(' or ');
  return scalar({ enum: words }, expected, (value): value is Word => words.some((each) => each === value));
}

/** An object of numbers by name. */
export const NUMBERS: Field<Readonly<Record<string, number>>> = {
  schema: { type: 'object', additionalProperties: NUMBER.schema },
  read: (value, name, sizes) => {
    const entries = Object.entries(OBJECT.read(value, name, sizes));
    return Object.fromEntries(entries.map(([key, each]) => [key, NUMBER.read(each, `${name}.${key}`, sizes)]));
  },
};

/** A list of strings. */
export const TEXTS: Field<readonly string[]> = {
  schema: { type: 'array', items: TEXT.schema },
  read: (value, name, sizes) => {
    if (!Array.isArray(value)) throw wrong(name, 'a list of strings', value);
    return value.map((item) => TEXT.read(item, name, sizes));
  },
};

/** A number in a range. */
export function number(range: (sizes: Sizes) => Range): Field<number> {
  return {
    schema: rangeSchema(range(LARGEST)),
    read: (value, name, sizes) => numberIn(value, name, range(sizes)),
  };
}

/** A column of numbers in a range: a typed array. One number stands for all of them. @param length  how many there must be */
export function column<T>(
  columns: { from(numbers: readonly number[]): T },
  length: (sizes: Sizes) => number,
  range: (sizes: Sizes) => Range,
): Field<T> {
  const item = rangeSchema(range(LARGEST));
  return {
    schema: { anyOf: [item, { type: 'array', items: item }] },
    read: (value, name, sizes) => {
      const [count, limits] = [length(sizes), range(sizes)];
      if (typeof value === 'number') return columns.from(new Array(count).fill(numberIn(value, name, limits)));
      if (!Array.isArray(value) || value.length !== count) throw wrong(name, `${count} numbers`, value);
      return columns.from(value.map((item) => numberIn(item, name, limits)));
    },
  };
}

function rangeSchema({ least, most, whole }: Range): object {
  return { type: whole ? 'integer' : 'number', minimum: least, maximum: most };
}

function numberIn(value: unknown, name: string, { least, most, whole }: Range): number {
  if (isNumber(value) && value >= least && value <= most && !(whole && !Number.isInteger(value))) return value;
  throw wrong(name, `a number ${whole ? 'that is whole, ' : ''}from ${least} to ${most}`, value);
}

/** An object with these fields; others are passed over. */
export function record<Fields extends Readonly<Record<string, Field<unknown>>>>(fields: Fields): Field<Values<Fields>> {
  const entries = Object.entries(fields);
  return {
    schema: {
      type: 'object',
      required: entries.flatMap(([key, { optional }]) => (optional ? [] : [key])),
      properties: Object.fromEntries(entries.map(([key, { schema }]) => [key, schema])),
    },
    read: (value, name, sizes) => {
      const json = OBJECT.read(value, name === '' ? 'the file' : name, sizes);
      const values = entries.flatMap(([key, { read, optional }]) => {
        if (optional && json[key] === undefined) return [];
        return [[key, read(json[key], name === '' ? key : `${name}.${key}`, sizes)]];
      });
      // each value was read by the field of its name
      return Object.fromEntries(values) as Values<Fields>;
    },
  };
}

type Values<Fields> = { readonly [Name in keyof Fields]: Fields[Name] extends Field<infer T> ? T : never };

/** A field that may be absent. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return { ...field, optional: true };
}

/** A field that may be null. */
export function nullable<T>(field: Field<T>): Field<T | null> {
  return {
    schema: { anyOf: [{ type: 'null' }, field.schema] },
    read: (value, name, sizes) => (value === null ? null : field.read(value, name, sizes)),
  };
}

/** The same field, and what its schema says of it. */
export function about<T>(description: string, field: Field<T>): Field<T> {
  return { ...field, schema: { ...field.schema, description } };
}

/** The refusal of a field. */
export function wrong(name: string, expected: string, value: unknown): MosaicError {
  const received = Array.isArray(value) ? `a list of ${value.length}` : (JSON.stringify(value) ?? 'nothing');
  return new MosaicError('not-a-plan', { subject: name, expected, received: received.slice(0, 60) });
}
