/** Whether the types that the packages export stand by themselves: no type of a package that is not installed, no DOM. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Compiles a file that imports everything, with the declarations of the packages checked, too.
 *
 * @param {string} project  a folder with the packages in its node_modules
 * @param {readonly import('./pack.js').Packed[]} packages
 * @param {string} tsc
 * @returns {string[]} what the compiler finds
 */
export function typeFaults(project, packages, tsc) {
  const line = ['install', '--no-audit', '--no-fund', '@types/node@20.19.43'];
  execFileSync('npm', line, { cwd: project, stdio: 'ignore' });
  const entries = packages.flatMap(({ name, typed }) => typed.map((path) => name + path.slice(1)));
  const text = entries.map((entry, i) => `export * as entry${i} from '${entry}';\n`).join('');
  writeFileSync(join(project, 'all.ts'), text);
  const options = '--noEmit --strict --skipLibCheck false --target es2023 --lib es2023 --types node';
  const modules = '--module nodenext --moduleResolution nodenext';
  try {
    execFileSync(process.execPath, [tsc, ...`${options} ${modules} all.ts`.split(' ')], {
      cwd: project,
      stdio: 'pipe',
    });
    return [];
  } catch (error) {
    return [String(/** @type {{ stdout: Buffer }} */ (error).stdout)];
  }
}
