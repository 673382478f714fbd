import { type ByteName, folderOf } from './byte-name.js';

/** Names that were asked for, however many there are. */
export interface Roots {
  /** The nearest of them that a name is or lies in. */
  above(name: ByteName): ByteName | undefined;
}

/** @param names  absolute paths, or keys of other origins */
export function rootsOf(names: Iterable<ByteName>): Roots {
  const roots = new Set(names);
  return {
    above(name) {
      for (let at = name, next = ''; ; at = next) {
        if (roots.has(at)) return at;
        next = folderOf(at);
        if (next === at) return undefined;
      }
    },
  };
}
