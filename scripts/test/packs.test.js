/** What `npm pack` would put into the packages that are published. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../sources.js';

for (const name of ['core', 'viewer', 'web', 'node', 'jobs', 'cli']) {
  test(`the package ${name} holds what it needs and nothing that leads nowhere`, () => {
    const folder = join(root, 'packages', name);
    const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    /** @type {readonly { files: readonly { path: string }[] }[]} */
    const packs = JSON.parse(json);
    const files = packs.flatMap((pack) => pack.files.map(({ path }) => path));
    for (const wanted of ['package.json', 'README.md', 'LICENSE']) assert.ok(files.includes(wanted), wanted);
    const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
    for (const [, target] of manifest.matchAll(/"\.\/((?:lib|dist)\/[^"]+\.(?:js|d\.ts))"/g))
      assert.ok(files.includes(target), target);
    if (name === 'cli') assert.ok(files.includes('lib/main.js'));
    const stray = files.filter(
      (path) =>
        !/^(package\.json|README\.md|LICENSE|NOTICE|bin\/.*\.js|man\/tesserae\.1|lib\/.*\.js|lib\/third-party\.txt|dist\/.*\.d\.ts|dist\/page\/page\.(js|css))$/.test(
          path,
        ),
    );
    assert.deepEqual(stray, []);
    for (const copy of ['LICENSE', 'NOTICE'].filter((path) => files.includes(path))) {
      assert.equal(readFileSync(join(folder, copy), 'utf8'), readFileSync(join(root, copy), 'utf8'));
    }
    for (const path of files.filter((path) => /\.(js|d\.ts)$/.test(path))) {
      assert.doesNotMatch(readFileSync(join(folder, path), 'utf8'), /^\/\/# sourceMappingURL=/m, path);
    }
    if (name === 'node') {
      for (const wanted of ['NOTICE', 'lib/third-party.txt']) assert.ok(files.includes(wanted), wanted);
    }
  });
}
