import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerFaults } from '../layer-rules.js';
import { importsOf } from '../sources.js';

/** @returns {string[]} the faults of one file */
const faultsOf = (/** @type {string} */ path, /** @type {string} */ text) => layerFaults([{ path, text }]);

test('reads every way to import', () => {
  const text = [
    "import { a, type B } from './a.js';",
    "import type { C as D } from './c.js';",
    "import * as fs from 'node:fs';",
    "import sharp, { type Sharp } from 'sharp';",
    "import './effect.js';",
    "export { e } from './e.js';",
    "export * from './f.js';",
    'import {',
    '  g,',
    '  h as i,',
    "} from './g.js';",
    "const { j } = await import('./j.js');",
    " * import { no } from './comment.js';",
  ].join('\n');
  assert.deepEqual(
    importsOf(text).map(({ specifier, names }) => `${specifier}: ${names.join(' ')}`),
    [
      './a.js: a B',
      './c.js: C',
      'node:fs: *',
      'sharp: * Sharp',
      './e.js: e',
      './f.js: *',
      './g.js: g h',
      './effect.js: ',
      './j.js: *',
    ],
  );
});

/** Path, text, and what the sentence must say; null where nothing is wrong. */
const CASES = /** @type {[path: string, text: string, fault: RegExp | null][]} */ ([
  ['packages/core/src/assign/space/greedy.ts', "import { a } from '../pixels/area.js';\n", null],
  ['packages/core/src/assign/space/greedy.ts', "import { a } from './rules.js';\n", null],
  [
    'packages/core/src/assign/space/greedy.ts',
    "import type { Plan } from '../../plan/plan.js';\n",
    /assign stands before plan/,
  ],
  ['packages/core/src/errors.ts', "import { a } from './runtime/random.js';\n", /errors\.ts stands before runtime/],
  ['packages/core/src/pixels/area.ts', "import { a } from '../extra/a.js';\n", /no place in CORE_ORDER/],
  ['packages/core/src/extra/a.ts', "import { a } from '../errors.js';\n", /no place in CORE_ORDER/],
  ['packages/core/src/plan/make.ts', "import { join } from 'node:path';\n", /core imports nothing outside/],
  ['packages/core/src/plan/make.ts', "import { a } from '../../../node/src/a.js';\n", /outside its package/],
  ['packages/node/src/library/scan.ts', "import { a } from '@tesserae/core';\n", null],
  ['packages/node/src/library/scan.ts', "import { a } from '@tesserae/testing';\n", /node may import @tesserae\/core/],
  ['packages/node/src/library/scan.ts', "import { a } from 'tesserae';\n", /node may import @tesserae\/core/],
  ['packages/web/src/a.ts', "import { a } from '@tesserae/node';\n", /web may import @tesserae\/core/],
  ['packages/new/src/a.ts', '\n', /not in scripts\/layers\.js/],
  ['packages/core/test/a.test.ts', "import { a } from '../dist/pixels/area.js';\n", /imports packages by name/],
  ['packages/cli/test/a.test.ts', "import { a } from '../dist/run.js';\n", null],
  ['packages/core/test/a.test.ts', "import { a } from '@tesserae/core/internal';\n", null],
  ['packages/core/test/plan/a.test.ts', "import { a } from '../oracle.js';\n", null],
  ['packages/core/test/a.test.ts', "import { a } from '../src/pixels/area.js';\n", /imports packages by name/],
  ['packages/cli/src/utils.ts', '\n', /names no idea/],
  ['packages/node/src/common/read.ts', '\n', /names no idea/],
  ['packages/node/src/plan-types.ts', '\n', null],
  ['packages/node/src/long.ts', 'x\n'.repeat(300), null],
  ['packages/node/src/long.ts', 'x\n'.repeat(301), /has 301 lines/],
  ['packages/node/test/long.test.ts', 'x\n'.repeat(301), /has 301 lines/],
  ['packages/core/src/layout/a.ts', 'const { columns } = shape;\n', null],
  ['packages/core/src/film/a.ts', 'const { columns, rows } = plan.layout.shape;\n', /reads \{ columns, rows \}/],
  ['packages/jobs/src/a.ts', 'return shape.columns;\n', /reads shape\.columns/],
  ['packages/jobs/src/a.ts', 'const { columns } = latticeOf(shape);\n', null],
  ['packages/node/src/a.ts', "import { openSync, readFileSync } from 'node:fs';\n", null],
  ['packages/node/src/a.ts', "import { readFileSync, rmSync } from 'node:fs';\n", /uses rmSync/],
  ['packages/node/src/a.ts', "import { writeFile as put } from 'node:fs/promises';\n", /uses writeFile/],
  ['packages/node/src/a.ts', "import * as fs from 'node:fs';\n", /uses all of node:fs/],
  ['packages/node/src/a.ts', "import { promises } from 'node:fs';\n", /uses all of node:fs/],
  ['packages/node/src/a.ts', "const file = openSync(path, 'w');\n", /open for writing/],
  ['packages/node/src/a.ts', "const file = openSync(path, 'r');\n", null],
  ['packages/node/src/a.ts', 'const flags = constants.O_RDWR;\n', /a flag of open/],
  ['packages/node/src/files/output.ts', "import { rename } from 'node:fs/promises';\n", null],
  ['packages/testing/src/folder.ts', "import { rmSync } from 'node:fs';\n", null],
  [
    'packages/node/test/a.test.ts',
    'const begun = performance.now();\n',
    /asks for performance\.now; tests measure no time/,
  ],
  ['packages/core/test/plan/a.test.ts', 'const own = process.memoryUsage.rss();\n', /asks for memoryUsage/],
  ['packages/testing/src/a.ts', 'const { user } = process.cpuUsage();\n', /asks for cpuUsage/],
  ['packages/node/test/a.test.ts', "t.mock.method(Date, 'now', () => 7);\n", null],
  ['packages/node/src/a.ts', 'const begun = performance.now();\n', null],
]);

for (const [path, text, fault] of CASES) {
  test(`${path} with ${JSON.stringify(text.slice(0, 60))} ${fault ? 'is a fault' : 'is fine'}`, () => {
    const faults = faultsOf(path, text);
    if (fault === null) assert.deepEqual(faults, []);
    else assert.match(faults.join('\n'), fault);
  });
}

test('a folder holds at most 20 files', () => {
  const files = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, i) => ({ path: `packages/node/src/print/a${i}.ts`, text: '\n' }));
  assert.deepEqual(layerFaults(files(20)), []);
  assert.match(layerFaults(files(21))[0], /print: has 21 files/);
});
