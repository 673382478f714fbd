/**
 * Bundles packages/viewer into one script and one style sheet, which stand in the pages of deep zooms. Does nothing while the
 * sources stay the same.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './sources.js';

const viewer = join(root, 'packages', 'viewer');
const built = join(viewer, 'dist', 'page');
const stampFile = join(viewer, 'dist', '.page-stamp');

const sources = readdirSync(join(viewer, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(tsx?|css)$/.test(name))
  .sort()
  .map((name) => join(viewer, 'src', name));
const inputs = [
  ...sources,
  join(viewer, 'vite.config.js'),
  join(viewer, 'package.json'),
  // these name their parts by what is in them
  join(root, 'packages', 'core', 'lib', 'internal.js'),
  join(root, 'packages', 'core', 'lib', 'errors.js'),
  import.meta.filename,
];
const stamp = createHash('sha256')
  .update(inputs.map((path) => readFileSync(path, 'utf8')).join('\0'))
  .digest('hex');

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  const vite = fileURLToPath(new URL('../../bin/vite.js', import.meta.resolve('vite')));
  execFileSync(process.execPath, [vite, 'build'], { cwd: viewer, stdio: 'inherit' });
  const script = readFileSync(join(built, 'page.js'), 'utf8');
  // it stands in a script element, which these would end or confuse
  if (/<\/script|<!--/i.test(script))
    throw new Error('page.js: holds </script or <!--, which no inline script can hold.');
  writeFileSync(stampFile, stamp);
  console.log(`viewer: ${Math.round(script.length / 1000)} kB of script.`);
}
