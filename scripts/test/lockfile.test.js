/** The lockfile is complete: `npm ci` refuses one that lacks a package, and `npm install` would change one that lacks a field. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../sources.js';

/** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string>, os?: string[], libc?: string[] }> }} */
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const paths = Object.keys(packages);

test('each package for another system or processor is in the lockfile', () => {
  let platforms = 0;
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      const found = paths.find((other) => other.endsWith(`node_modules/${name}`));
      assert.ok(found, `${path} wants ${name}`);
      if (packages[found].os) platforms++;
    }
  }
  assert.ok(platforms > 30, `${platforms} packages name a system`);
});

// npm 10, which comes with Node 20, drops this field from the file, and npm 11 does not put it back
test('the lockfile has no field that one npm writes and another removes', () => {
  assert.deepEqual(
    paths.filter((path) => packages[path].libc !== undefined),
    [],
  );
});
