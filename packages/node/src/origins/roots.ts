import { type ByteName, folderOf } from './byte-name.js';

/** The nearest of some names that a name is or lies in. */
export type RootAbove = (name: ByteName) => ByteName | undefined;

/** @param names  absolute paths, or keys of other origins, however many there are */
export function rootsOf(names: Iterable<ByteName>): RootAbove {
  const roots = new Set(names);
  return (name) => {
    for (let at = name, next = ''; ; at = next) {
      if (roots.has(at)) return at;
      next = folderOf(at);
      if (next === at) return undefined;
    }
  };
}
