/** How large an installation is. */

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What it may take, bytes. */
const MOST_BYTES = 75e6;

/**
 * Prints the size, and the packages that take most.
 *
 * @param {string} modules  a folder node_modules
 * @returns {string[]} what is too much
 */
export function sizeFaults(modules) {
  const bytes = bytesBelow(modules);
  const packages = readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : name,
    )
    .map((name) => /** @type {const} */ ([name, bytesBelow(join(modules, name))]))
    .sort(([, a], [, b]) => b - a);
  const largest = packages.slice(0, 6).map(([name, size]) => `${name} ${megabytes(size)}`);
  console.log(`       ${megabytes(bytes)} in ${packages.length} packages: ${largest.join(', ')}`);
  return bytes <= MOST_BYTES ? [] : [`expected at most ${megabytes(MOST_BYTES)}, received ${megabytes(bytes)}`];
}

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Bytes of the files below a folder; links are not followed. */
function bytesBelow(/** @type {string} */ folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}
