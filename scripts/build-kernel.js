/**
 * Compiles packages/core/kernel (AssemblyScript) and puts the module, as base64, into a source file of core, so that it
 * needs no file at run time and no compiler but at build time. Does nothing while the sources stay the same.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './sources.js';

const folder = join(root, 'packages', 'core', 'kernel');
const output = join(root, 'packages', 'core', 'src', 'match', 'kernel-module.ts');

const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .sort();
const texts = [...sources.map((name) => join(folder, name)), import.meta.filename].map((path) =>
  readFileSync(path, 'utf8'),
);
const stamp = createHash('sha256').update(texts.join('\0')).digest('hex');
if (!existsSync(output) || !readFileSync(output, 'utf8').includes(stamp)) {
  const wasm = compile();
  writeFileSync(output, sourceOf(wasm));
  console.log(`kernel: ${wasm.length} bytes of WebAssembly.`);
}

/** @returns {Buffer} */
function compile() {
  const asc = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript')));
  const wasm = join(root, 'packages', 'core', 'dist', 'kernel.wasm');
  const options = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--outFile', wasm];
  execFileSync(process.execPath, [asc, join(folder, 'index.ts'), ...options], { stdio: 'inherit' });
  return readFileSync(wasm);
}

/** @returns {string} */
function sourceOf(/** @type {Buffer} */ wasm) {
  return `/** Made by scripts/build-kernel.js from packages/core/kernel (${stamp}); not to be edited. */

/** The kernel's WebAssembly module, in base64. */
export const KERNEL: string =
  '${wasm.toString('base64')}';
`;
}
