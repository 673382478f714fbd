/** The sources that the gates read, and what a file imports. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** @typedef {{ path: string, text: string }} Source  `path` is relative to the repository, with slashes */
/**
 * `names` as the other file calls them, `*` for all; `when` the other file is loaded: never for types alone.
 *
 * @typedef {{ specifier: string, names: string[], when: 'at once' | 'later' | 'never' }} Import
 */

/** The repository. */
export const root = dirname(import.meta.dirname);

const LEFT_OUT = new Set(['node_modules', 'dist', 'dist-test', 'lib', 'out', '.git']);

/** @returns {Source[]} every .ts and .js file of ours, sorted by path */
export function sourceFiles() {
  return ['packages', 'bench', 'demo', 'scripts']
    .map((name) => join(root, name))
    .filter(existsSync)
    .flatMap(walk)
    .filter((path) => /\.[jt]sx?$/.test(path))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** @returns {string[]} the files below `folder` */
function walk(/** @type {string} */ folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/**
 * The imports of a file: static ones, re-exports, types only, and dynamic ones. Reads the text as Biome formats it.
 *
 * @returns {Import[]}
 */
export function importsOf(/** @type {string} */ text) {
  /** @type {Import[]} */
  const found = [];
  for (const [, clause, specifier] of text.matchAll(/^(?:import|export)\s([^'";]*?)\s*from\s+'([^']+)'/gm)) {
    found.push({ specifier, names: namesOf(clause), when: /^type\b/.test(clause) ? 'never' : 'at once' });
  }
  for (const [, specifier] of text.matchAll(/^import\s+'([^']+)'/gm)) {
    found.push({ specifier, names: [], when: 'at once' });
  }
  for (const [, specifier] of text.matchAll(/\bimport\(\s*'([^']+)'/g)) {
    found.push({ specifier, names: ['*'], when: 'later' });
  }
  return found;
}

/** @returns {string[]} the names a clause takes: `a, { b as c, type D }` gives *, b, D */
function namesOf(/** @type {string} */ clause) {
  const braced = /\{([^}]*)\}/.exec(clause);
  const outside = clause.replace(/\{[^}]*\}/, '').replace(/^type\b/, '');
  const names = braced
    ? braced[1].split(',').map(
        (name) =>
          name
            .trim()
            .replace(/^type\s+/, '')
            .split(/\s+as\s+/)[0],
      )
    : [];
  return [...(/[\w*$]/.test(outside) ? ['*'] : []), ...names.filter(Boolean)];
}
