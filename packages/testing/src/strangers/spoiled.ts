/** Arguments of public functions, spoiled: one thing in them is something else. */

import { MosaicError } from '@tesserae/core';
import fc from 'fast-check';

/** Where a value stands: names of fields, and numbers in lists. */
type Path = readonly (string | number)[];

/** Lists are looked into so far. */
const ITEMS = 3;

/** A function that stands where one is wanted must be one that its caller can bear. */
const refuse = (): never => {
  throw new MosaicError('failed');
};

/** What nobody should give, and what a slip gives. */
const GARBAGE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, Number.NaN, 0, -1, 0.5, 2 ** 31, 1e300, Number.POSITIVE_INFINITY),
  fc.constantFrom<unknown>('', 'x'.repeat(100), [], {}, 1n, Symbol('one'), refuse, Object.create(null)),
  fc.constantFrom<unknown>(new Float32Array(1), new Uint8Array(0), new Uint32Array([4_000_000_000]), new Date(0)),
  fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true, withSparseArray: true }),
);

/** Arguments in which one thing, however deep, was replaced. A failing test tells that thing alone. */
export function spoiled(given: readonly unknown[]): fc.Arbitrary<unknown[]> {
  return fc.tuple(fc.constantFrom(...pathsIn(given)), GARBAGE).map(([path, garbage]) =>
    // what stands in place of a list is a list
    Object.assign(replaced(given, path, garbage) as unknown[], {
      [fc.toStringMethod]: () => `${path.join('.')} = ${fc.stringify(garbage)}`,
    }),
  );
}

/** Any arguments. */
export const GARBAGE_ARGUMENTS: fc.Arbitrary<unknown[]> = fc.array(GARBAGE, { maxLength: 4 });

/** All places in plain data but the whole. */
function pathsIn(value: unknown): Path[] {
  return entriesOf(value).flatMap(([name, inner]) => [[name], ...pathsIn(inner).map((path) => [name, ...path])]);
}

function entriesOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()].slice(0, ITEMS);
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.entries(value) : [];
}

/** A copy with another value in one place. */
function replaced(value: unknown, [name, ...rest]: Path, garbage: unknown): unknown {
  if (name === undefined) return garbage;
  // entriesOf gives names of lists and plain objects alone
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[name] = replaced(copy[name], rest, garbage);
  return copy;
}

/** Calls a function and takes all that it gives: promises are awaited, generators run out. */
export async function outcomeOf(call: (...given: never[]) => unknown, given: readonly unknown[]): Promise<unknown> {
  const result: unknown = await call(...(given as never[]));
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return result;
  for await (const _ of result as AsyncIterable<unknown>);
  return result;
}
