/**
 * Compiles packages/core/kernel (AssemblyScript) and puts its modules, as base64, into source files of core, so that they
 * need no file at run time and no compiler but at build time. Does nothing while the sources stay the same.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './sources.js';

const folder = join(root, 'packages', 'core', 'kernel');
const sources = join(root, 'packages', 'core', 'src');

/** Entry → the source file that holds its module. */
const MODULES = [
  { entry: 'index.ts', output: join(sources, 'match', 'kernel-module.ts') },
  { entry: 'field.ts', output: join(sources, 'assign', 'refine', 'field-module.ts') },
  { entry: 'film.ts', output: join(sources, 'film', 'draw', 'film-module.ts') },
  { entry: 'judge.ts', output: join(sources, 'judge', 'judge-module.ts') },
  { entry: 'thumbnail.ts', output: join(sources, 'library', 'thumbnail-module.ts') },
];

const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const paths = [...names.sort().map((name) => join(folder, name)), import.meta.filename];
const stamp = createHash('sha256')
  .update(paths.map((path) => readFileSync(path, 'utf8')).join('\0'))
  .digest('hex');
for (const { entry, output } of MODULES) {
  if (existsSync(output) && readFileSync(output, 'utf8').includes(stamp)) continue;
  const wasm = compile(entry);
  writeFileSync(output, sourceOf(wasm));
  console.log(`${entry}: ${wasm.length} bytes of WebAssembly.`);
}

/** @returns {Buffer} */
function compile(/** @type {string} */ entry) {
  const asc = fileURLToPath(new URL('../bin/asc.js', import.meta.resolve('assemblyscript')));
  const wasm = join(root, 'packages', 'core', 'dist', 'kernel.wasm');
  const options = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--outFile', wasm];
  execFileSync(process.execPath, [asc, join(folder, entry), ...options], { stdio: 'inherit' });
  return readFileSync(wasm);
}

/** @returns {string} */
function sourceOf(/** @type {Buffer} */ wasm) {
  return `/** Made by scripts/build-kernel.js from packages/core/kernel (${stamp}); not to be edited. */

/** A WebAssembly module, in base64. */
export const MODULE: string =
  '${wasm.toString('base64')}';
`;
}
