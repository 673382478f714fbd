/** Patterns of names. */

import { resolve } from 'node:path';
import { type ByteName, byteName, liesBelow } from './byte-name.js';

/** Whether a name fits. */
export type NameTest = (name: ByteName) => boolean;

/**
 * The ways to read a pattern, to be tried in turn until something fits: from the working directory (or from the root, if
 * it begins there), then, unless it says where it begins (`/`, `./`, `../`), anywhere, as in a .gitignore: `kodak/13.jpg`
 * is any file of that name in any folder `kodak`.
 *
 * A pattern fits a file, or a folder with all below it: `*` and `?` stand for what has no slash, `**` for anything.
 */
export function globTests(glob: string): readonly NameTest[] {
  const absolute = byteName(resolve(glob));
  const whole = new RegExp(`^${patternOf(absolute)}(/|$)`, 's');
  const fromHere: NameTest = (path) => liesBelow(path, absolute) || whole.test(path);
  if (/^\.{0,2}\/|^\.{0,2}$/.test(glob)) return [fromHere];
  const part = new RegExp(`/${patternOf(byteName(glob.replace(/\/+$/, '')))}(/|$)`, 's');
  return [fromHere, (path) => part.test(path)];
}

/** Those whose names fit a pattern, read in the first way in which any fits. */
export function fitting<T>(glob: string, all: readonly T[], namesOf: (each: T) => readonly ByteName[]): T[] {
  for (const test of globTests(glob)) {
    const found = all.filter((each) => namesOf(each).some(test));
    if (found.length > 0) return found;
  }
  return [];
}

function patternOf(glob: ByteName): string {
  return glob.replace(/\*\*\/|\*\*|[*?]|[\\^$.|+()[\]{}]/g, (part) => GLOB_PARTS[part] ?? `\\${part}`);
}

const GLOB_PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
