/**
 * Bundles what the packages export and the program of the command line: `packages/NAME/dist`, one file a source, becomes
 * `packages/NAME/lib`, so that `make` reads some seventy files in place of five hundred. Packages stay apart, and what is
 * imported while running stays in files of its own.
 */

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './sources.js';

for (const name of ['core', 'node', 'jobs', 'cli']) {
  const folder = join(root, 'packages', name);
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const exported = Array.from(manifest.matchAll(/"\.\/lib\/(.+)\.js"/g), ([, entry]) => String(entry));
  await bundle(folder, name === 'cli' ? ['main'] : exported);
}

/** Bundles a package; what an earlier build has left goes. */
async function bundle(/** @type {string} */ folder, /** @type {readonly string[]} */ entries) {
  const bundled = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry, join(folder, 'dist', `${entry}.js`)])),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    onLog: (_level, { message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundled.write({ dir: join(folder, 'lib'), chunkFileNames: 'parts/[name]-[hash].js' });
  const made = new Set(output.map(({ fileName }) => join(fileName)));
  const there = readdirSync(join(folder, 'lib'), { recursive: true, encoding: 'utf8' });
  await bundled.close();
  for (const path of there) if (path.endsWith('.js') && !made.has(path)) rmSync(join(folder, 'lib', path));
}
