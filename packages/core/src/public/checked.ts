/** Public functions look at what they are given before they do anything: what is inside may trust it. */

import { type JsonKind, readAs } from '../runtime/json-kinds.js';

/** The parameters of a function, in order, by the names that errors have for them. */
export type Parameters = Readonly<Record<string, JsonKind<unknown>>>;

/**
 * A function that refuses arguments of another kind, and else is the given one. An async function rejects; an async
 * generator throws when it is first asked.
 *
 * @param agree  looks at arguments that must go together; throws what `wrong` makes
 * @returns throws MosaicError `shape`, which names the argument and the field
 */
export function checked<Given extends readonly unknown[], Result>(
  call: (...given: Given) => Result,
  parameters: Parameters,
  agree: (...given: Given) => void = () => undefined,
): (...given: Given) => Result {
  const kinds = Object.entries(parameters);
  const check = (given: Given): void => {
    const read = (): void => {
      for (const [i, [name, kind]] of kinds.entries())
        if (given[i] !== undefined || !kind.optional) kind.read(given[i], name);
      agree(...given);
    };
    readAs({ schema: {}, read }, given, 'shape', 'arguments');
  };
  // what it is says how it must fail; each gives what the function itself gives
  switch (Object.prototype.toString.call(call)) {
    case '[object AsyncFunction]':
      return (async (...given: Given) => {
        check(given);
        return await call(...given);
      }) as typeof call;
    case '[object AsyncGeneratorFunction]':
      return async function* (...given: Given) {
        check(given);
        yield* call(...given) as AsyncIterable<unknown>;
      } as typeof call;
    default:
      return (...given) => {
        check(given);
        return call(...given);
      };
  }
}
