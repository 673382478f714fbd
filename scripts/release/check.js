/**
 * Tries the packages as their users will get them: `npm run release:check`. It packs them, installs the tarballs into empty
 * folders by npm, pnpm and Yarn, and runs what the README shows from there on three versions of Node, Bun and Deno. publint and
 * are-the-types-wrong look at the tarballs, the compiler at their types. It installs programs from a registry and takes minutes.
 *
 * `npm run release:check -- deno pnp` tries only what has one of the words in its name.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typeFaults } from './declarations.js';
import { historyFaults } from './history.js';
import { packAll } from './pack.js';
import { installProjects } from './projects.js';
import { sizeFaults } from './size.js';
import { installTools } from './tools.js';
import { useProject } from './uses.js';

const words = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tesserae-release-'));
console.log(`Everything happens in ${folder}`);
const tools = installTools(join(tmpdir(), 'tesserae-release-tools'));
const packages = packAll(folder);
const projects = installProjects(
  folder,
  Object.fromEntries(packages.map(({ name, tarball }) => [name, tarball])),
  tools,
);
const [{ folder: byNpm }] = projects;

/** @type {(readonly [name: string, check: () => string[] | Promise<string[]>])[]} */
const checks = [
  ['history', () => historyFaults(packages[0].version)],
  ['size', () => sizeFaults(join(byNpm, 'node_modules'))],
  ['types', () => typeFaults(byNpm, packages, tools.tsc)],
  ...packages.flatMap(({ name, tarball, typed, untyped }) => [
    /** @type {const} */ ([`publint ${name}`, () => programFaults([tools.publint, 'run', tarball, '--strict'])]),
    /** @type {const} */ ([
      `attw ${name}`,
      () =>
        typed.length === 0
          ? []
          : programFaults([tools.attw, tarball, '--profile', 'esm-only', '--exclude-entrypoints', ...untyped]),
    ]),
  ]),
  ...projects.flatMap((project) =>
    runtimesFor(project).map(
      (runtime) => /** @type {const} */ ([`${project.manager}, ${runtime.name}`, () => useProject(project, runtime)]),
    ),
  ),
];

let failed = 0;
for (const [name, check] of checks) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const faults = await check();
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  for (const fault of faults) console.log(fault.replace(/^/gm, '       '));
  if (faults.length > 0) failed++;
}
if (failed === 0) rmSync(folder, { recursive: true });
console.log(failed === 0 ? 'All is well.' : `${failed} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** Managers that lay files into node_modules differ in little: one runtime is enough for the others than npm. */
function runtimesFor(/** @type {import('./projects.js').Project} */ { manager }) {
  if (manager === 'npm') return tools.runtimes;
  return tools.runtimes.filter(({ name }) => name === 'node-20' || (manager === 'yarn-pnp' && name.startsWith('node')));
}

/** @returns {string[]} what a program in JavaScript says if it fails */
function programFaults(/** @type {readonly string[]} */ line) {
  try {
    execFileSync(process.execPath, line, { cwd: folder, stdio: 'pipe' });
    return [];
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: Buffer, stderr: Buffer }} */ (error);
    return [`${stdout}${stderr}`];
  }
}
