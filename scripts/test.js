/**
 * Runs the compiled tests: `npm test`, `npm test -- layers greedy` (files whose path contains one of the words),
 * `npm test -- --test-name-pattern=spacing` (options go to node; `--test-reporter=tap` in place of `reporter.js`).
 *
 * Node 20 takes no globs, and Node 24, given a folder, runs its index.js and reports a pass: so the files are listed here,
 * and an empty list is a failure. A compiled test whose source is gone is left out.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = dirname(import.meta.dirname);

/** Workspace → the tests that can run: compiled ones that still have a source, and plain JavaScript ones. */
const testsOf = (/** @type {string} */ workspace) => [
  ...filesBelow(join(workspace, 'dist-test')).filter((path) => existsSync(sourceOf(workspace, path))),
  ...filesBelow(join(workspace, 'test')),
];

/** @returns {string[]} the `.test.js` files below a folder, which need not exist */
function filesBelow(/** @type {string} */ folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => join(folder, name));
}

/** @returns {string} the TypeScript file a compiled test was made from */
function sourceOf(/** @type {string} */ workspace, /** @type {string} */ compiled) {
  return join(workspace, 'test', relative(join(workspace, 'dist-test'), compiled).replace(/\.js$/, '.ts'));
}

const given = process.argv.slice(2);
const options = given.filter((word) => word.startsWith('-'));
const words = given.filter((word) => !word.startsWith('-'));
const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
const tests = [...packages, join(root, 'bench'), join(root, 'scripts'), join(root, 'demo')]
  .flatMap(testsOf)
  .map((path) => relative(root, path))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort();

if (tests.length === 0) {
  console.error(
    words.length === 0
      ? 'There are no compiled tests: npm run build.'
      : `No test file has ${words.join(' or ')} in its path.`,
  );
  process.exit(1);
}
const reporter = options.some((option) => option.startsWith('--test-reporter'))
  ? []
  : [`--test-reporter=${new URL('./reporter.js', import.meta.url).href}`];
// two at a time: tests start workers and programs of their own
const run = spawnSync(
  process.execPath,
  [
    '--import',
    new URL('./fixed-seed.js', import.meta.url).href,
    '--test',
    '--test-concurrency=2',
    ...reporter,
    ...options,
    ...tests,
  ],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (run.error) throw run.error;
process.exit(run.status ?? 1);
