/** The packages as they would be published. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sources.js';

/**
 * A packed package, and what can be imported from it: with types, and without (modules that threads and processes begin with).
 *
 * @typedef {{ name: string, version: string, tarball: string, typed: readonly string[], untyped: readonly string[] }} Packed
 */

/** The folders of the packages that are published; those that others need come first. */
const PUBLISHED = ['core', 'viewer', 'web', 'node', 'jobs', 'cli'];

/** Packs them, which builds them first. @returns {readonly Packed[]} */
export function packAll(/** @type {string} */ destination) {
  return PUBLISHED.map((folder) => {
    const cwd = join(root, 'packages', folder);
    const line = ['pack', '--json', '--pack-destination', destination];
    const said = execFileSync('npm', line, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [{ name, version, filename }] = JSON.parse(said.slice(said.indexOf('[\n')));
    /** @type {{ exports: Record<string, string | { types: string }> }} */
    const { exports } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
    const paths = Object.keys(exports);
    const typed = paths.filter((path) => typeof exports[path] === 'object');
    return {
      name,
      version,
      tarball: join(destination, filename),
      typed,
      untyped: paths.filter((path) => !typed.includes(path)),
    };
  });
}
