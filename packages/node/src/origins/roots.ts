import type { ByteName } from './byte-name.js';
import { foldersAbove } from './path.js';

/** The nearest of some names that a name is or lies in. */
export type RootAbove = (name: ByteName) => ByteName | undefined;

/** @param names  absolute paths, or keys of other origins, however many there are */
export function rootsOf(names: Iterable<ByteName>): RootAbove {
  const roots = new Set(names);
  return (name) => {
    if (roots.has(name)) return name;
    for (const folder of foldersAbove(name)) if (roots.has(folder)) return folder;
    return undefined;
  };
}
