/** Kinds of what JSON does not have: columns, functions and what else a public function takes. */

import { type JsonKind, NUMBER, open, wrong } from '../runtime/json-kinds.js';

/** A kind that only tells whether a value is of it. */
function told(expected: string, is: (value: unknown) => boolean): JsonKind<unknown> {
  return {
    schema: {},
    read: (value, path) => {
      if (is(value)) return value;
      throw wrong(path, expected, value);
    },
  };
}

/** A function. */
export const FUNCTION: JsonKind<unknown> = told('a function', (value) => typeof value === 'function');

/** What can be iterated with `for await`. */
export const ASYNC_ITERABLE: JsonKind<unknown> = told(
  'an async iterable',
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

/** An AbortSignal, of whatever realm. */
export const SIGNAL: JsonKind<unknown> = told(
  'an AbortSignal',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'aborted' in value &&
    typeof value.aborted === 'boolean' &&
    'addEventListener' in value &&
    typeof value.addEventListener === 'function',
);

/** A typed array. Its class is told by name: a page or a test may have classes of its own. */
export function column<Column extends Columns>(name: Column): JsonKind<InstanceType<(typeof globalThis)[Column]>> {
  return {
    schema: {},
    read: (value, path) => {
      // the name is that of the class
      if (ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === `[object ${name}]`)
        return value as InstanceType<(typeof globalThis)[Column]>;
      throw wrong(path, `a ${name}`, value);
    },
  };
}

type Columns = 'Uint8Array' | 'Uint8ClampedArray' | 'Uint32Array' | 'Int32Array' | 'Float32Array';

/** A kind whose parts must go together. @param agree  throws what `wrong` makes */
export function agreeing<T>(kind: JsonKind<T>, agree: (value: T, path: string) => void): JsonKind<T> {
  return {
    ...kind,
    read: (value, path) => {
      const read = kind.read(value, path);
      agree(read, path);
      return read;
    },
  };
}

/** Throws unless a column has this many numbers. */
export function requireLength({ length }: ArrayLike<unknown>, expected: number, path: string): void {
  if (length !== expected) throw wrong(path, `${expected} entries`, length);
}

/** Throws unless every number of a column is an index below a count, or −1 where that stands for none. */
export function requireIndexes(numbers: ArrayLike<number>, count: number, path: string, least: 0 | -1 = 0): void {
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] < least || numbers[i] >= count)
      throw wrong(`${path}[${i}]`, `a whole number from ${least} to ${count - 1}`, numbers[i]);
  }
}

/** A value of the kind, or nothing: in a list. */
export function maybe<T>(kind: JsonKind<T>): JsonKind<T | undefined> {
  return { schema: {}, read: (value, path) => (value === undefined ? undefined : kind.read(value, path)) };
}

/** An object that has these functions. */
export function withMethods(...names: readonly string[]): JsonKind<unknown> {
  return open(Object.fromEntries(names.map((name) => [name, FUNCTION])));
}

/** A number that may be infinite, but is one. */
export const MEASURED: JsonKind<number> = agreeing(NUMBER, (value, path) => {
  if (Number.isNaN(value)) throw wrong(path, 'a number', value);
});
