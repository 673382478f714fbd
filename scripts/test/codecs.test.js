import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codecFaults } from '../codec-rules.js';

const NODE = 'packages/node/src';

/** Path and text of each file, and what the sentences must say. */
const CASES = /** @type {[files: Record<string, string>, faults: RegExp[]][]} */ ([
  [{ 'codecs/a.ts': "import sharp from 'sharp';", 'index.ts': "export type { A } from './codecs/a.js';" }, []],
  [{ 'codecs/a.ts': "import sharp from 'sharp';", 'index.ts': "const { a } = await import('./codecs/a.js');" }, []],
  [{ 'library/a.ts': "import type { Sharp } from 'sharp';" }, []],
  [{ 'library/a.ts': "import sharp from 'sharp';" }, [/library\/a\.ts: loads sharp; only/]],
  [{ 'library/a.ts': "const sharp = await import('sharp');" }, [/library\/a\.ts: loads sharp; only/]],
  [
    {
      'codecs/a.ts': "import sharp from 'sharp';",
      'photos/b.ts': "import { a } from '../codecs/a.js';",
      'index.ts': "export { b } from './photos/b.js';",
    },
    [/index\.ts: loads sharp at once, through index\.ts → b\.ts → a\.ts\./],
  ],
  [
    { 'work/worker.ts': "import '../codecs/a.js';", 'codecs/a.ts': "import sharp from 'sharp';" },
    [/worker\.ts → a\.ts/],
  ],
  [{ 'codecs/a.ts': "import { b } from '../files/b.js';\nimport { c } from './c.js';" }, []],
  [{ 'codecs/a.ts': "import type { B } from '../library/b.js';" }, [/codecs\/a\.ts: imports \.\.\/library\/b\.js/]],
  [{ 'decoders/operations/a.ts': "import { b } from '../../codecs/b.js';\nimport { c } from '../process/c.js';" }, []],
  [{ 'decoders/operations/a.ts': "import type { B } from '../decoder-pool.js';" }, [/imports \.\.\/decoder-pool\.js/]],
  [{ 'codecs/a.ts': "import type { B } from '../decoders/b.js';" }, [/imports \.\.\/decoders\/b\.js/]],
]);

for (const [files, expected] of CASES) {
  const texts = Object.entries(files);
  test(`${texts.map(([path, text]) => `${path}: ${text}`).join(' | ')}: ${expected.length} faults`, () => {
    const faults = codecFaults(texts.map(([path, text]) => ({ path: `${NODE}/${path}`, text: `${text}\n` })));
    assert.equal(faults.length, expected.length, faults.join('\n'));
    for (const [i, pattern] of expected.entries()) assert.match(faults[i], pattern);
  });
}
