/** Kinds of JSON values. One description gives the reader and the JSON Schema. */

import { type ErrorCode, errorData, MosaicError } from '../errors.js';
import { said } from './said.js';

/** A kind of value. */
export interface JsonKind<T> {
  readonly schema: object;
  /** As a field it may be absent. */
  readonly optional?: boolean;
  /** What then stands in its place. */
  readonly otherwise?: T;
  /** Throws what `wrong` makes. @param path  of the value in the whole */
  readonly read: (json: unknown, path: string) => T;
}

/** Reads a whole. @param name  what an error calls it @throws MosaicError of this code, naming the path of the fault */
export function readAs<T>(kind: JsonKind<T>, json: unknown, code: ErrorCode, name: string): T {
  try {
    return kind.read(json, '');
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code !== 'usage') throw error;
    throw new MosaicError(code, { ...errorData(error), subject: error.subject || name });
  }
}

/** A kind with more in its schema: a description, a default. */
export function about<T>(kind: JsonKind<T>, description: string, more: object = {}): JsonKind<T> {
  return { ...kind, schema: { ...kind.schema, description, ...more } };
}

/** The same for a field that may be absent. */
export function optional<T>(kind: JsonKind<T>): JsonKind<T | undefined> {
  return { ...kind, optional: true };
}

/** A field that may be absent: then it has this value. */
export function otherwise<T>(kind: JsonKind<T>, value: T): JsonKind<T> {
  return { ...kind, optional: true, otherwise: value };
}

/** A value of the kind, or null. */
export function nullable<T>(kind: JsonKind<T>): JsonKind<T | null> {
  return {
    schema: { anyOf: [{ type: 'null' }, kind.schema] },
    read: (json, path) => (json === null ? null : kind.read(json, path)),
  };
}

/** A kind whose values can be told at sight. */
function plain<T>(schema: object, expected: string, is: (json: unknown) => json is T): JsonKind<T> {
  return {
    schema,
    read: (json, path) => {
      if (is(json)) return json;
      throw wrong(path, expected, json);
    },
  };
}

/** Any string. */
export const TEXT: JsonKind<string> = plain({ type: 'string' }, 'a string', (json) => typeof json === 'string');
/** True or false. */
export const BOOLEAN: JsonKind<boolean> = plain(
  { type: 'boolean' },
  'true or false',
  (json) => typeof json === 'boolean',
);
/** Any number; JSON has none that is infinite. */
export const NUMBER: JsonKind<number> = plain({ type: 'number' }, 'a number', (json) => typeof json === 'number');
/** A positive whole number that counts something. */
export const COUNT: JsonKind<number> = plain(
  { type: 'integer', minimum: 1 },
  'a positive integer',
  (json): json is number => typeof json === 'number' && Number.isSafeInteger(json) && json >= 1,
);
/** An object with any fields. */
export const OBJECT: JsonKind<Readonly<Record<string, unknown>>> = plain({ type: 'object' }, 'an object', isObject);

/** A number, `whole` or any, from the least to the most. */
export function numberFrom(minimum: number, maximum: number, whole = false): JsonKind<number> {
  return {
    schema: { type: whole ? 'integer' : 'number', minimum, maximum },
    read: (json, path) => {
      if (typeof json !== 'number' || !(json >= minimum && json <= maximum)) {
        throw wrong(path, `a number from ${minimum} to ${maximum}`, json);
      }
      if (whole && !Number.isInteger(json)) throw wrong(path, 'a whole number', json);
      return json;
    },
  };
}

/** A string of a form. @param expected  as an error says it */
export function text(form: RegExp, expected: string): JsonKind<string> {
  const fits = (json: unknown): json is string => typeof json === 'string' && form.test(json);
  return plain({ type: 'string', pattern: form.source }, expected, fits);
}

/** One of some values. */
export function oneOf<const T>(values: readonly T[], expected: string = values.join(' or ')): JsonKind<T> {
  return plain({ enum: values }, expected, (json): json is T => values.some((one) => one === json));
}

/** A list of so many. */
export function listOf<T>(items: JsonKind<T>, least: number, most: number = Number.MAX_SAFE_INTEGER): JsonKind<T[]> {
  const bounded = most < Number.MAX_SAFE_INTEGER;
  return {
    schema: { type: 'array', minItems: least, ...(bounded ? { maxItems: most } : {}), items: items.schema },
    read: (json, path) => {
      if (Array.isArray(json) && json.length >= least && json.length <= most)
        return Array.from(json, (item, i) => items.read(item, `${path}[${i}]`)); // holes, too
      throw wrong(path, bounded ? `a list of ${least} to ${most}` : `a list of at least ${least}`, json);
    },
  };
}

/** An object of values by any names. */
export function mapOf<T>(values: JsonKind<T>): JsonKind<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', additionalProperties: values.schema },
    read: (json, path) => {
      const entries = Object.entries(OBJECT.read(json, path));
      return Object.fromEntries(entries.map(([name, value]) => [name, values.read(value, within(path, name))]));
    },
  };
}

/** An object with these fields; others are passed over. */
export function open<Fields extends Readonly<Record<string, JsonKind<unknown>>>>(
  fields: Fields,
): JsonKind<Values<Fields>> {
  const kinds = Object.entries(fields);
  return {
    schema: {
      type: 'object',
      required: kinds.flatMap(([name, { optional }]) => (optional ? [] : [name])),
      properties: Object.fromEntries(kinds.map(([name, { schema }]) => [name, schema])),
    },
    read: (json, path) => {
      const values = OBJECT.read(json, path);
      const known = kinds.flatMap(([name, { optional, otherwise, read }]) => {
        if (!optional || values[name] !== undefined) return [[name, read(values[name], within(path, name))]];
        return otherwise === undefined ? [] : [[name, otherwise]];
      });
      // every field is of its kind
      return Object.fromEntries(known) as Values<Fields>;
    },
  };
}

/** An object that has no other fields than these: a slip of the finger is told, not passed over. */
export function closed<Fields extends Readonly<Record<string, JsonKind<unknown>>>>(
  fields: Fields,
  description: string,
): JsonKind<Values<Fields>> {
  const { schema, read } = open(fields);
  return {
    schema: { ...schema, description, additionalProperties: false },
    read: (json, path) => {
      const other = Object.keys(OBJECT.read(json, path)).find((name) => !Object.hasOwn(fields, name));
      if (other !== undefined) throw wrong(path, `no field but ${Object.keys(fields).join(', ')}`, other);
      return read(json, path);
    },
  };
}

type Values<Fields> = { readonly [Name in keyof Fields]: Fields[Name] extends JsonKind<infer T> ? T : never };

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Whether a value is an object; its fields are still unknown. */
export function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The refusal of what stands at a path. */
export function wrong(path: string, expected: string, value: unknown): MosaicError {
  return new MosaicError('usage', { subject: path, expected, received: said(value) });
}
