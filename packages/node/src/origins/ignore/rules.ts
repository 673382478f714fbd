/** Lines that say which files are left out, in the syntax of a .gitignore: https://git-scm.com/docs/gitignore */

import { type ByteName, composed } from '../byte-name.js';
import { baseName } from '../path.js';
import { type Pattern, wildPattern } from './wildmatch.js';

/** One line. */
export interface IgnoreRule {
  readonly pattern: Pattern;
  /** `!`: what fits is taken after all. */
  readonly takes: boolean;
  /** Ends in a slash: fits folders only. */
  readonly foldersOnly: boolean;
  /** Has a slash elsewhere: fits from the folder of the rules, not by the last name alone. */
  readonly fromHere: boolean;
}

/** The rules of some lines, in order. Empty lines, comments, and patterns that fit nothing have none. Letters are composed. */
export function ignoreRules(lines: ByteName): IgnoreRule[] {
  return lines.split('\n').flatMap((line) => ruleOf(composed(line)) ?? []);
}

function ruleOf(line: ByteName): IgnoreRule | undefined {
  const text = withoutTrailingSpaces(line.replace(/\r$/, ''));
  if (text === '' || text.startsWith('#')) return undefined;
  const takes = text.startsWith('!');
  const whole = takes ? text.slice(1) : text;
  const foldersOnly = whole.endsWith('/');
  const glob = foldersOnly ? whole.slice(0, -1) : whole;
  const pattern = wildPattern(glob.replace(/^\//, ''));
  return pattern && glob !== '' ? { pattern, takes, foldersOnly, fromHere: glob.includes('/') } : undefined;
}

/** Spaces at the end do not count, unless a backslash stands before them. */
function withoutTrailingSpaces(line: ByteName): ByteName {
  let end = line.length;
  while (line[end - 1] === ' ') end--;
  let slashes = 0;
  while (line[end - 1 - slashes] === '\\') slashes++;
  return line.slice(0, slashes % 2 === 1 ? end + 1 : end);
}

/** A file or a folder, seen from the folder of the rules. */
export interface Entry {
  /** Below that folder, without a slash at either end; its letters composed. */
  readonly path: ByteName;
  readonly isFolder: boolean;
}

/** What the rules say of an entry; the last that fits decides. Undefined: nothing. */
export function verdictOf(rules: readonly IgnoreRule[], { path, isFolder }: Entry): 'out' | 'in' | undefined {
  const name = baseName(path);
  for (let i = rules.length - 1; i >= 0; i--) {
    const { pattern, takes, foldersOnly, fromHere } = rules[i];
    if (foldersOnly && !isFolder) continue;
    if (pattern(fromHere ? path : name)) return takes ? 'in' : 'out';
  }
  return undefined;
}
