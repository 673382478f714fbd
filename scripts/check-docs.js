/**
 * Checks that every name a package lets out has a doc comment, that arrays say their shape, and that the list of public
 * names is the one in public-names.txt: a name is a promise, so adding or dropping one is done on purpose (`UPDATE=1`).
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docFaults, exportedNames, isIndex } from './doc-rules.js';
import { root, sourceFiles } from './sources.js';

const sources = sourceFiles();
const faults = docFaults(sources);

const names = sources
  .filter((source) => isIndex(source) && !source.path.startsWith('packages/testing/'))
  .flatMap((index) =>
    exportedNames(index).map(({ name, type }) => `${index.path.split('/')[1]} ${name}${type ? ' (type)' : ''}`),
  )
  .sort();
const list = join(root, 'scripts', 'public-names.txt');
const kept = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
if (process.env.UPDATE === '1') {
  writeFileSync(list, `${names.join('\n')}\n`);
} else {
  const again = 'UPDATE=1 npm run check keeps it so';
  for (const name of names) if (!kept.includes(name)) faults.push(`public-names.txt: ${name} is new; ${again}.`);
  for (const name of kept) if (!names.includes(name)) faults.push(`public-names.txt: ${name} is gone; ${again}.`);
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`docs: ${names.length} public names documented.`);
