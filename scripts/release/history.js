/** `bench/history.csv` keeps what each release was measured at. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sources.js';

/** @returns {string[]} a fault if the version that is to be published has no rows */
export function historyFaults(/** @type {string} */ version) {
  const [, ...rows] = readFileSync(join(root, 'bench', 'history.csv'), 'utf8')
    .trim()
    .split('\n');
  if (rows.some((row) => row.split(',')[1] === version)) return [];
  return [`bench/history.csv: expected rows of ${version}, found none. Run npm run bench -- --save ${version}.`];
}
