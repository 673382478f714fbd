/** The licences of the packages whose code is in a bundle: they ask to be where the code is. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const FOLDER = `${sep}node_modules${sep}`;

/**
 * A text with name, version, home and licence of each package, sorted by name; empty if there is none.
 *
 * @param {readonly string[]} modules  paths of the modules in the bundle
 * @returns {string}
 */
export function licencesOf(modules) {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  return Array.from(folders, licenceOf)
    .sort()
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** The folder of the package that a module is in; undefined for our own. */
function packageFolder(/** @type {string} */ path) {
  const at = path.lastIndexOf(FOLDER);
  if (at < 0) return undefined;
  const [scope, name] = path.slice(at + FOLDER.length).split(sep);
  return join(path.slice(0, at), 'node_modules', scope, scope.startsWith('@') ? name : '');
}

function licenceOf(/** @type {string} */ folder) {
  const { name, version, license, author, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const home = String(repository?.url ?? repository ?? '').replace(/^git\+|\.git$/g, '');
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Copyright ${author?.name ?? author}` : readFileSync(join(folder, file), 'utf8');
  if (license === undefined && file === undefined) throw new Error(`${name}: no licence is found in ${folder}.`);
  return [`${name} ${version}`, `Licence: ${license ?? 'as below'}`, `Sources: ${home}`, '', text.trim()].join('\n');
}
