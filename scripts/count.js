/**
 * `npm run count`: lines of product source, without blank ones and comments; `npm run count -- COMMIT` of a commit.
 *
 * Product source is what git knows in the `src` of every package, but for those that are no product, or have a budget of their own.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.js';

const LEFT_OUT = new Set(['testing', 'studio', 'web', 'fleet']);

/** @typedef {{ files: number, code: number, comments: number }} Count */

const commit = process.argv[2];
const listed = commit ? git('ls-tree', '-r', '--name-only', commit) : git('ls-files', '-co', '--exclude-standard');
/** @type {Map<string, Count>} */
const counts = new Map();
for (const path of new Set(listed.split('\n'))) {
  const [, name] = /^packages\/([^/]+)\/src\/.*\.(?:[jt]sx?|css|html)$/.exec(path) ?? [];
  if (!name || LEFT_OUT.has(name)) continue;
  const text = textOf(path);
  if (text !== undefined) add(name, linesOf(text));
}

console.log(row('package', 'files', 'code', 'comments'));
for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) print(name, count);
print('total', sum([...counts.values()]));

/** @returns {string} */
function git(/** @type {string[]} */ ...words) {
  return execFileSync('git', ['-C', root, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** @returns {string | undefined} undefined of a file that is deleted, but not yet for git */
function textOf(/** @type {string} */ path) {
  if (commit) return git('show', `${commit}:${path}`);
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Counts the lines of a file as Biome formats it: a comment that takes more than a line begins its line.
 *
 * @returns {Count}
 */
export function linesOf(/** @type {string} */ text) {
  const count = { files: 1, code: 0, comments: 0 };
  let inside = false;
  for (const line of text.split('\n')) {
    const begins = /^\s*(?:\{\s*)?\/\*/.test(line);
    if (inside || begins) {
      const end = line.indexOf('*/', inside ? 0 : line.indexOf('/*') + 2);
      inside = end < 0;
      const behind = inside ? '' : line.slice(end + 2).replace(/^\s*\}/, '');
      if (/\S/.test(behind)) count.code++;
      else count.comments++;
    } else if (/^\s*\/\//.test(line)) count.comments++;
    else if (/\S/.test(line)) count.code++;
  }
  return count;
}

function add(/** @type {string} */ name, /** @type {Count} */ count) {
  counts.set(name, sum([counts.get(name), count].filter((one) => one !== undefined)));
}

/** @returns {Count} */
function sum(/** @type {Count[]} */ all) {
  const total = { files: 0, code: 0, comments: 0 };
  for (const { files, code, comments } of all) {
    total.files += files;
    total.code += code;
    total.comments += comments;
  }
  return total;
}

function print(/** @type {string} */ name, /** @type {Count} */ { files, code, comments }) {
  console.log(row(name, ...[files, code, comments].map((number) => number.toLocaleString('en'))));
}

/** @returns {string} */
function row(/** @type {string[]} */ ...cells) {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(10))).join('');
}
