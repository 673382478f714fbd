/** Patterns that name files of a library. */

import { resolve } from 'node:path';
import { type BytePath, bytePath, liesBelow } from '../files/byte-path.js';

/** Whether a path of the library fits. */
export type PathTest = (path: BytePath) => boolean;

/**
 * The ways to read a pattern, to be tried in turn until something fits: from the working directory (or from the root, if
 * it begins there), then, unless it says where it begins (`/`, `./`, `../`), anywhere, as in a .gitignore: `kodak/13.jpg`
 * is any file of that name in any folder `kodak`.
 *
 * A pattern fits a file, or a folder with all below it: `*` and `?` stand for what has no slash, `**` for anything.
 */
export function globTests(glob: string): readonly PathTest[] {
  const absolute = bytePath(resolve(glob));
  const whole = new RegExp(`^${patternOf(absolute)}(/|$)`, 's');
  const fromHere: PathTest = (path) => liesBelow(path, absolute) || whole.test(path);
  if (/^\.{0,2}\/|^\.{0,2}$/.test(glob)) return [fromHere];
  const part = new RegExp(`/${patternOf(bytePath(glob.replace(/\/+$/, '')))}(/|$)`, 's');
  return [fromHere, (path) => part.test(path)];
}

function patternOf(glob: BytePath): string {
  return glob.replace(/\*\*\/|\*\*|[*?]|[\\^$.|+()[\]{}]/g, (part) => GLOB_PARTS[part] ?? `\\${part}`);
}

const GLOB_PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
