/** The programs that `npm run release:check` works with: exact versions, installed into a folder of their own when it runs. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { platform, arch } = process;

/** Package → what it is installed from. Those of one platform are named directly: the usual ones fetch them in install scripts. */
const TOOLS = {
  'node-20': `npm:node-${platform === 'win32' ? 'win' : platform}-${arch}@20.20.2`,
  'node-22': `npm:node-${platform === 'win32' ? 'win' : platform}-${arch}@22.23.5`,
  'node-24': `npm:node-${platform === 'win32' ? 'win' : platform}-${arch}@24.22.3`,
  bun: `npm:@oven/bun-${platform === 'win32' ? 'windows' : platform}-${arch === 'arm64' ? 'aarch64' : arch}@1.4.5`,
  deno: `npm:@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}@2.9.6`,
  pnpm: '10.34.8',
  yarn: 'npm:@yarnpkg/cli-dist@4.18.1',
  publint: '0.3.25',
  '@arethetypeswrong/cli': '0.18.5',
  typescript: '7.0.2',
};

/** A runtime of JavaScript, and how it is called. */
/** @typedef {{ name: string, command: readonly string[] }} Runtime */

/**
 * Installs the tools, if these versions are not there.
 *
 * @param {string} folder
 * @returns {{ runtimes: readonly Runtime[], pnpm: string, yarn: string, publint: string, attw: string, tsc: string }}
 *   paths of programs: those of the last five are JavaScript
 */
export function installTools(folder) {
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ private: true, dependencies: TOOLS });
  const done = join(folder, 'installed.json');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== manifest) {
    writeFileSync(join(folder, 'package.json'), manifest);
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
    writeFileSync(done, manifest);
  }
  const inside = (/** @type {readonly string[]} */ ...names) => join(folder, 'node_modules', ...names);
  const program = platform === 'win32' ? '.exe' : '';
  const nodes = ['node-20', 'node-22', 'node-24'].map((name) => ({
    name,
    command: [inside(name, 'bin', `node${program}`)],
  }));
  return {
    runtimes: [
      ...nodes,
      { name: 'bun', command: [inside('bun', 'bin', `bun${program}`)] },
      { name: 'deno', command: [inside('deno', `deno${program}`), 'run', '-A'] },
    ],
    pnpm: inside('pnpm', 'bin', 'pnpm.cjs'),
    yarn: inside('yarn', 'bin', 'yarn.js'),
    publint: inside('publint', 'src', 'cli.js'),
    attw: inside('@arethetypeswrong', 'cli', 'dist', 'index.js'),
    tsc: inside('typescript', 'lib', 'tsc.js'),
  };
}
