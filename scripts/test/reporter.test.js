import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '@tesserae/testing';

const REPORTER = new URL('../reporter.js', import.meta.url).href;

/** Runs test files with the reporter, and answers with what it printed. */
function reportOn(/** @type {import('node:test').TestContext} */ t, /** @type {Record<string, string>} */ files) {
  const folder = temporaryFolder(t);
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n${text}`);
    return path;
  });
  // else Node takes the run for a part of this one
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const words = ['--test', `--test-reporter=${REPORTER}`, ...paths];
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: 'utf8' });
  return { status, stdout };
}

test('every skip has its reason, every failure is in full, and the runner’s own lines come last', (t) => {
  const { status, stdout } = reportOn(t, {
    'a.test.mjs': `
      test('good', () => console.log('said aside'));
      test('lacking', (t) => t.skip('needs a moon'));
      test('never', { skip: true }, () => {});
      test('wrong', () => assert.deepEqual({ a: 1 }, { a: 2 }));
      test('outside', async (t) => { await t.test('inside', () => { throw new Error('boom'); }); });`,
    'b.test.mjs': `import './nowhere.mjs';`,
    'c.test.mjs': `test('fine', () => {});`,
  });
  assert.equal(status, 1);
  assert.match(stdout, /^said aside$/m);
  assert.match(stdout, /^ +\d+\.\d s {4}1 passed, 2 FAILED, 2 skipped {2}a\.test\.mjs$/m);
  assert.match(stdout, /^ +\d+\.\d s {4}1 passed {2}c\.test\.mjs$/m);
  assert.match(stdout, /^Skipped: 2\n {2}lacking\n {4}a\.test\.mjs: needs a moon\n {2}never\n/m);

  const failures = stdout.slice(stdout.indexOf('Failed: 3'));
  assert.match(
    failures,
    /^ {2}wrong\n {4}a\.test\.mjs:\d+:\d+\n {4}AssertionError[\s\S]*\+ {3}a: 1\n[\s\S]*- {3}a: 2/m,
  );
  assert.match(failures, /^ {2}inside\n {4}a\.test\.mjs:\d+:\d+\n {4}Error: boom\n {8}at /m);
  assert.match(failures, /b\.test\.mjs:\d+:\d+\n[\s\S]*Cannot find module '.*nowhere\.mjs'/);
  assert.doesNotMatch(failures, /outside/);
  assert.match(
    stdout,
    /\n\n# tests \d+\n# suites 0\n# pass 2\n# fail \d+\n[\s\S]*# skipped 2\n# todo 0\n# duration_ms [\d.]+\n$/,
  );
});

test('when all is well there is little to read', (t) => {
  const { status, stdout } = reportOn(t, { 'a.test.mjs': `test('one', () => {}); test('two', () => {});` });
  assert.equal(status, 0);
  assert.match(stdout, /^ +\d+\.\d s {4}2 passed {2}a\.test\.mjs\n\n# tests 2\n[\s\S]*# fail 0\n/);
});
