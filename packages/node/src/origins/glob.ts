/** Patterns of names. */

import { MosaicError } from '@tesserae/core/errors';
import { type ByteName, byteName, composed } from './byte-name.js';
import { MOST_PATTERN, type Pattern, wildPattern } from './ignore/wildmatch.js';
import { absolutePath, liesBelow, rootOf, slashed } from './path.js';

/**
 * The ways to read a pattern, to be tried in turn until something fits: from the working directory (or from the root, if
 * it begins there), then, unless it says where it begins (`/`, `./`, `../`), anywhere, as in a .gitignore: `kodak/13.jpg`
 * is any file of that name in any folder `kodak`.
 *
 * A pattern fits a file, or a folder with all below it: `*` and `?` stand for what has no slash, `**` for anything. It fits a name
 * however that writes its accents.
 *
 * @throws MosaicError `usage` for a pattern that is longer than any path
 */
export function globTests(glob: string): readonly Pattern[] {
  if (byteName(glob).length > MOST_PATTERN) {
    const received = `one of ${glob.length}, which begins with ${glob.slice(0, 40)}`;
    throw new MosaicError('usage', { expected: `a name or a pattern of at most ${MOST_PATTERN} letters`, received });
  }
  return testsOf(glob.normalize('NFC')).map((test) => (path) => test(composed(path)));
}

function testsOf(glob: string): readonly Pattern[] {
  const name = slashed(byteName(glob));
  const absolute = composed(absolutePath(name));
  const whole = /[*?]/.test(absolute) ? atOrBelow(absolute) : () => false;
  const fromHere: Pattern = (path) => liesBelow(path, absolute) || whole(path);
  if (rootOf(name) !== '' || /^\.{0,2}\/|^\.{0,2}$/.test(name)) return [fromHere];
  const part = withoutSlashes(name);
  if (!/[*?]/.test(part)) return [fromHere, (path) => `${path}/`.includes(`/${part}/`)];
  const fits = atOrBelow(`**/${part}`);
  return [fromHere, (path) => fits(path.slice(rootOf(path).length))];
}

function withoutSlashes(glob: string): string {
  let end = glob.length;
  while (glob[end - 1] === '/') end--;
  return glob.slice(0, end);
}

/** Those whose names fit a pattern, read in the first way in which any fits. */
export function fitting<T>(glob: string, all: readonly T[], namesOf: (each: T) => readonly ByteName[]): T[] {
  for (const test of globTests(glob)) {
    const found = all.filter((each) => namesOf(each).some(test));
    if (found.length > 0) return found;
  }
  return [];
}

/** Brackets and backslashes stand for themselves. */
function atOrBelow(glob: ByteName): Pattern {
  const text = glob.replace(/[\\[\]]/g, '\\$&');
  const patterns = [text, `${text}/**`].flatMap((each) => wildPattern(each, true) ?? []);
  return (name) => patterns.some((pattern) => pattern(name));
}
