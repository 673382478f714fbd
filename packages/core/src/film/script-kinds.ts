/** What may stand at a place of a film's script. One description gives the reader and the JSON Schema. */

import { MosaicError } from '../errors.js';

/** A kind of value: its schema, and how it is read. Reading throws MosaicError `not-a-script` naming the path of the fault. */
export interface Kind<T> {
  readonly schema: object;
  readonly read: (json: unknown, path: string) => T;
}

/** A kind with more in its schema: a description, a default. */
export function about<T>(kind: Kind<T>, description: string, more: object = {}): Kind<T> {
  return { ...kind, schema: { ...kind.schema, description, ...more } };
}

/** A number, `whole` or any, from the least to the most. */
export function numberFrom(minimum: number, maximum: number, whole = false): Kind<number> {
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
export function text(form: RegExp, expected: string): Kind<string> {
  return {
    schema: { type: 'string', pattern: form.source },
    read: (json, path) => {
      if (typeof json === 'string' && form.test(json)) return json;
      throw wrong(path, expected, json);
    },
  };
}

/** One of some values. */
export function oneOf<T>(values: readonly T[], expected: string = values.join(' or ')): Kind<T> {
  return {
    schema: { enum: values },
    read: (json, path) => {
      const value = values.find((one) => one === json);
      if (value === undefined) throw wrong(path, expected, json);
      return value;
    },
  };
}

/** A list of 1 to so many. */
export function listOf<T>(items: Kind<T>, most: number): Kind<T[]> {
  return {
    schema: { type: 'array', minItems: 1, maxItems: most, items: items.schema },
    read: (json, path) => {
      if (!Array.isArray(json) || json.length < 1 || json.length > most)
        throw wrong(path, `a list of 1 to ${most}`, json);
      return json.map((item, i) => items.read(item, `${path}[${i}]`));
    },
  };
}

/** An object that has no other fields than these: a slip of the finger is told, not passed over. */
export function object<T>(
  fields: { readonly [name in keyof T]-?: Kind<NonNullable<T[name]>> },
  required: readonly (keyof T)[],
  description: string,
): Kind<T> {
  // the names of `fields` are those of T
  const kinds = Object.entries(fields) as [keyof T & string, Kind<unknown>][];
  const properties = Object.fromEntries(kinds.map(([name, { schema }]) => [name, schema]));
  return {
    schema: { type: 'object', description, required, additionalProperties: false, properties },
    read: (json, path) => {
      if (!isObject(json)) throw wrong(path, 'an object', json);
      const other = Object.keys(json).find((name) => !Object.hasOwn(fields, name));
      if (other !== undefined) throw wrong(path, `no field but ${Object.keys(fields).join(', ')}`, other);
      const known = kinds.filter(([name]) => json[name] !== undefined || required.includes(name));
      // every field is of its kind
      return Object.fromEntries(
        known.map(([name, { read }]) => [name, read(json[name], path === '' ? name : `${path}.${name}`)]),
      ) as T;
    },
  };
}

/** Whether a value is an object; its fields are still unknown. */
export function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The refusal of what stands at a path. */
export function wrong(path: string, expected: string, value: unknown): MosaicError {
  return new MosaicError('not-a-script', { subject: path || 'the script', expected, received: said(value) });
}

/** A value in a sentence; what is nested may be nested very deep, and is named only. */
function said(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
