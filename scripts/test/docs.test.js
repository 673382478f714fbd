import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docFaults, exportedNames } from '../doc-rules.js';

/** @returns {string[]} the faults of a package that lets `names` of one file out */
function faultsOf(/** @type {string} */ names, /** @type {string} */ text) {
  return docFaults([
    { path: 'packages/core/src/index.ts', text: `export { ${names} } from './a.js';\n` },
    { path: 'packages/core/src/a.ts', text },
  ]);
}

test('reads the names an index lets out', () => {
  const text = "export { a, type B, c as d } from './a.js';\nexport type {\n  E,\n} from './b/e.js';\n";
  assert.deepEqual(
    exportedNames({ path: 'packages/x/src/index.ts', text }).map(({ name, type, from }) => `${name} ${type} ${from}`),
    [
      'a false packages/x/src/a.ts',
      'B true packages/x/src/a.ts',
      'c false packages/x/src/a.ts',
      'E true packages/x/src/b/e.ts',
    ],
  );
});

/** What a file declares, and what the sentence must say; null where nothing is wrong. */
const CASES = /** @type {[text: string, fault: RegExp | null][]} */ ([
  ['/** Adds. */\nexport function it(a: number): number {\n}', null],
  ['export function it(a: number): number {\n}', /no doc comment/],
  ['/** Of another. */\nconst other = 1;\nexport const it = 1;', /no doc comment/],
  ['// a comment, but no doc comment\nexport const it = 1;', /no doc comment/],
  ['/** One. */\nexport async function it(): Promise<void> {\n}', null],
  ['/** One. */\nexport class it {\n}', null],
  ['/** One. */\n// biome-ignore lint/a/b: why\nexport class it {\n}', null],
  ['/** Other. */\nexport const item = 1;', /not declared here/],
  ['/** Adds. */\nexport function it(data: Float32Array): number {\n}', /the array data/],
  ['/** Adds `data`, n floats. */\nexport function it(data: Float32Array): number {\n}', null],
  [
    '/**\n * Adds.\n *\n * @param b  n bytes\n */\nexport function it(\n  a: (x: number, y: Map<string, number>) => void,\n  b: Uint8ClampedArray,\n): number {\n}',
    null,
  ],
  [
    '/** Adds. */\nexport function it(a: (x: number, y: Map<string, number>) => void, b = 1, c: readonly Uint8Array[]): number {\n}',
    /the array c/,
  ],
  ['/** Rows. */\nexport interface it {\n  readonly data: Float32Array;\n}', /it\.data is an array/],
  ['/** Rows. */\nexport interface it {\n  /** rows × dims. */\n  readonly data: Float32Array;\n}', null],
  ['/** Rows: width × height × 4 bytes. */\nexport interface it {\n  readonly data: Float32Array;\n}', null],
  [
    '/** Rows. */\nexport interface it {\n  /** rows × dims. */\n  readonly data: Float32Array;\n  readonly owner?: Uint32Array;\n}',
    /it\.owner is an array/,
  ],
]);

for (const [text, fault] of CASES) {
  test(`${JSON.stringify(text)} ${fault ? 'is a fault' : 'is fine'}`, () => {
    const faults = faultsOf('it', text);
    if (fault === null) assert.deepEqual(faults, []);
    else assert.match(faults.join('\n'), fault);
  });
}

test('a name that means three things is a fault', () => {
  assert.match(faultsOf('tileSize', '/** Size. */\nexport const tileSize = 1;').join('\n'), /say photo, target, cell/);
});
