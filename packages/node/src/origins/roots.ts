import { type BytePath, folderOf } from '../files/byte-path.js';

/** Files and folders that were asked for, however many there are. */
export interface Roots {
  /** The nearest of them that a path is or lies in. */
  above(path: BytePath): BytePath | undefined;
}

/** @param paths  absolute */
export function rootsOf(paths: Iterable<BytePath>): Roots {
  const roots = new Set(paths);
  return {
    above(path) {
      for (let at = path; ; at = folderOf(at)) {
        if (roots.has(at)) return at;
        if (at === '/') return undefined;
      }
    },
  };
}
