/** What a user does first with the packages: the README's programs, and `tesserae make`. */

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPicture, writePhotos } from '@tesserae/testing';
import { root } from '../sources.js';

/** What the program makes: 60 × 40 cells of 48 pixels. */
const DRAWN = [60 * 48, 40 * 48];

/** @returns {string} the README's program in JavaScript */
export function readmeProgram() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const programs = Array.from(readme.matchAll(/```js\n([\s\S]*?)```/g), ([, text]) => text);
  if (programs.length !== 1) throw new Error(`README.md: expected one program, found ${programs.length}.`);
  return programs[0];
}

/**
 * Uses the packages of a project under a runtime, in a folder of its own.
 *
 * @param {import('./projects.js').Project} project
 * @param {import('./tools.js').Runtime} runtime
 * @returns {Promise<string[]>} what went wrong
 */
export async function useProject(project, { name, command }) {
  const folder = join(project.folder, `use-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'photos'), { recursive: true });
  await writePhotos(join(folder, 'photos'), 40, { seed: 1, width: 80, height: 60, format: 'jpg' });
  const [target] = await writePhotos(folder, 1, { seed: 99, width: 300, height: 200, format: 'jpg' });
  copyFileSync(target, join(folder, 'dolphin.jpg'));

  /** @type {string[]} */
  const faults = [];
  const attempt = async (
    /** @type {string} */ what,
    /** @type {readonly string[]} */ line,
    /** @type {string} */ made,
  ) => {
    const fault = run(folder, line) ?? (await faultOf(join(folder, made)));
    if (fault !== undefined) faults.push(`${what}: ${fault}`);
  };
  writeFileSync(join(folder, 'mosaic.js'), readmeProgram());
  await attempt('the program of README.md', project.script(command, 'mosaic.js'), 'mosaic.png');
  const words = 'make dolphin.jpg photos -o made.png --library made.tesserae --columns 60 --cell 48';
  await attempt('tesserae make', [...project.tesserae(command), ...words.split(' ')], 'made.png');
  return faults;
}

/** Runs a line. @returns what it said if it failed */
function run(/** @type {string} */ cwd, /** @type {readonly string[]} */ [command, ...args]) {
  try {
    execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 });
    return undefined;
  } catch (error) {
    const { message, stdout, stderr } = /** @type {Error & { stdout?: Buffer, stderr?: Buffer }} */ (error);
    return [message, stdout, stderr].map(String).join('\n').slice(0, 4000);
  }
}

async function faultOf(/** @type {string} */ path) {
  if (!existsSync(path)) return 'no picture was written';
  const { width, height } = await readPicture(path);
  return width === DRAWN[0] && height === DRAWN[1] ? undefined : `a picture of ${width} × ${height}`;
}
