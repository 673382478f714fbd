/** Empty projects that install the packed packages, each by a package manager. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A project with the packages in it. The functions give the line that runs a script, or the program `tesserae`, under a runtime.
 *
 * @typedef {{ manager: string, folder: string, script(runtime: readonly string[], path: string): readonly string[],
 *   tesserae(runtime: readonly string[]): readonly string[] }} Project
 */

/** What the README's examples import, and the program. */
const WANTED = ['tesserae', '@tesserae/core', '@tesserae/node', '@tesserae/jobs'];

/**
 * Installs the packages by npm, pnpm, and Yarn with and without node_modules.
 *
 * @param {string} folder  where the projects go, one a manager
 * @param {Readonly<Record<string, string>>} tarballs  package → path
 * @param {{ pnpm: string, yarn: string }} programs
 * @returns {readonly Project[]}
 */
export function installProjects(folder, tarballs, { pnpm, yarn }) {
  // the packages ask each other for a version that is in no registry yet: all are named, in each manager's way
  const files = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]));
  const dependencies = Object.fromEntries(WANTED.map((name) => [name, files[name]]));
  const node = process.execPath;
  const install = (/** @type {string} */ manager, /** @type {object} */ manifest, /** @type {string[]} */ command) => {
    const project = join(folder, manager);
    mkdirSync(project, { recursive: true });
    const text = JSON.stringify({ private: true, type: 'module', dependencies, ...manifest }, undefined, 2);
    writeFileSync(join(project, 'package.json'), text);
    const linker = manager === 'yarn-pnp' ? 'pnp' : 'node-modules';
    writeFileSync(
      join(project, '.yarnrc.yml'),
      `nodeLinker: ${linker}\nenableScripts: false\nenableTelemetry: false\n`,
    );
    writeFileSync(join(project, 'yarn.lock'), '');
    execFileSync(command[0], command.slice(1), { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
    return project;
  };
  const yarnInstall = [node, yarn, 'install', '--no-immutable'];
  const program = join('node_modules', 'tesserae', 'bin', 'tesserae.js');
  const plain = (/** @type {string} */ project) => ({
    folder: project,
    script: (/** @type {readonly string[]} */ runtime, /** @type {string} */ path) => [...runtime, path],
    tesserae: (/** @type {readonly string[]} */ runtime) => [...runtime, join(project, program)],
  });
  return [
    {
      manager: 'npm',
      ...plain(install('npm', { dependencies: files }, ['npm', 'install', '--ignore-scripts', '--no-audit'])),
    },
    {
      manager: 'pnpm',
      ...plain(install('pnpm', { pnpm: { overrides: files } }, [node, pnpm, 'install', '--ignore-scripts'])),
    },
    { manager: 'yarn', ...plain(install('yarn', { resolutions: files }, yarnInstall)) },
    {
      manager: 'yarn-pnp',
      folder: install('yarn-pnp', { resolutions: files }, yarnInstall),
      script: (runtime, path) => [...runtime, yarn, 'node', path],
      tesserae: (runtime) => [...runtime, yarn, 'run', 'tesserae'],
    },
  ];
}
