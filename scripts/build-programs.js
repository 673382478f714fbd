/**
 * Bundles what the packages export and the program of the command line: `packages/NAME/dist`, one file a source, becomes
 * `packages/NAME/lib`, so that `make` reads some seventy files in place of five hundred. Packages stay apart, and what is
 * imported while running stays in files of its own.
 *
 * Imports from `devDependencies` become part of the bundle, since they are not installed beside it. Their licences go into
 * `lib/third-party.txt`.
 */

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './sources.js';
import { licencesOf } from './third-party.js';

/** The entry that is the script of a Web Worker. */
const WORKER = 'worker';

for (const name of ['core', 'viewer', 'web', 'node', 'jobs', 'cli']) {
  const folder = join(root, 'packages', name);
  removeStale(folder);
  await bundle(folder);
}

/** Bundles a package; what an earlier build has left goes. */
async function bundle(/** @type {string} */ folder) {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { bin, dependencies, optionalDependencies, peerDependencies } = JSON.parse(text);
  const exported = Array.from(text.matchAll(/"\.\/lib\/(.+)\.js"/g), ([, entry]) => String(entry));
  const entries = bin ? ['main'] : exported;
  const installed = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  // a Web Worker knows no import map: its script holds all that it needs
  const [alone, together] = [entries.filter((entry) => entry === WORKER), entries.filter((entry) => entry !== WORKER)];
  const files = [...(await write(folder, together, installed)), ...(await write(folder, alone, []))];
  const lib = join(folder, 'lib');
  const licences = licencesOf(files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
  const made = new Set(files.map(({ fileName }) => join(fileName)));
  if (licences !== '') {
    writeFileSync(join(lib, 'third-party.txt'), licences);
    made.add('third-party.txt');
  }
  for (const entry of readdirSync(lib, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !made.has(path.slice(lib.length + 1))) rmSync(path);
  }
}

/** Writes some entries of a package. @param {readonly string[]} installed  packages that stay apart */
async function write(
  /** @type {string} */ folder,
  /** @type {readonly string[]} */ entries,
  /** @type {readonly string[]} */ installed,
) {
  if (entries.length === 0) return [];
  const bundled = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(folder, 'dist', `${entry}.js`)])),
    platform: 'node',
    external: (id) => !isAbsolute(id) && installed.some((name) => id === name || id.startsWith(`${name}/`)),
    onLog: (_level, { message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundled.write({ dir: join(folder, 'lib'), chunkFileNames: 'parts/[name]-[hash].js' });
  await bundled.close();
  return output;
}

/** Removes what was compiled from sources that are gone: it would be packed. */
function removeStale(/** @type {string} */ folder) {
  for (const name of readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })) {
    const [, stem] = /^(.*)\.(?:d\.ts|js|js\.map|d\.ts\.map)$/.exec(name) ?? [];
    if (stem === undefined || stem.startsWith('page/')) continue; // the viewer's page, which Vite makes
    const alive = ['.ts', '.tsx'].some((ending) => existsSync(join(folder, 'src', stem + ending)));
    if (!alive || name.endsWith('.d.ts.map')) rmSync(join(folder, 'dist', name));
  }
}
