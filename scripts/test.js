/**
 * Runs the compiled tests: `npm test`, `npm test -- layers greedy` (files whose path contains one of the words),
 * `npm test -- --test-name-pattern=spacing` (options go to node; `--test-reporter=tap` in place of `reporter.js`).
 * `npm test -- --times` runs one file after the other and says what each takes of the processors.
 *
 * Node 20 takes no globs, and Node 24, given a folder, runs its index.js and reports a pass: so the files are listed here,
 * and an empty list is a failure. A compiled test whose source is gone is left out.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
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

/**
 * What each file takes of the processors, the most first: what the whole machine has worked meanwhile, so that no process is
 * forgotten. It should do nothing else.
 *
 * @returns {number} the exit code
 */
function measure(/** @type {readonly string[]} */ paths) {
  const worked = () => cpus().reduce((sum, { times: { user, nice, sys } }) => sum + user + nice + sys, 0) / 1000;
  const rows = paths.map((path) => {
    const before = worked();
    const { status } = spawnSync(process.execPath, ['--import', FIXED_SEED, path], { cwd: root, stdio: 'ignore' });
    return { path, status, seconds: worked() - before };
  });
  for (const { path, status, seconds } of rows.sort((a, b) => b.seconds - a.seconds)) {
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${path}${status === 0 ? '' : ' FAILED'}`);
  }
  console.log(`${rows.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(0)} CPU seconds in ${rows.length} files`);
  return rows.every(({ status }) => status === 0) ? 0 : 1;
}

const FIXED_SEED = new URL('./fixed-seed.js', import.meta.url).href;
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
if (options.includes('--times')) process.exit(measure(tests));
const reporter = options.some((option) => option.startsWith('--test-reporter'))
  ? []
  : [`--test-reporter=${new URL('./reporter.js', import.meta.url).href}`];
// two at a time: tests start workers and programs of their own; one that never ends fails
const run = spawnSync(
  process.execPath,
  [
    '--import',
    FIXED_SEED,
    '--test',
    '--test-concurrency=2',
    '--test-timeout=600000',
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
