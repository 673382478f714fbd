/**
 * `npm run compare -- COMMIT [WORD…] [--keep FOLDER]`: whether today's build writes what the build of a commit wrote.
 *
 * The commit is built in a worktree of its own, with the node_modules of this one. Both builds run the cases whose names hold
 * one of the words, on the same inputs in the same folder, and every file that they write is compared (output-differences.js).
 * With --keep, the commit's build and outputs stay in the folder for the next run.
 */

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../sources.js';
import { CASES, SAMPLES, writeInputs } from './cases.js';
import { difference } from './output-differences.js';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } });
const [revision, ...words] = positionals;
if (revision === undefined) throw new Error('Say which commit to compare with: npm run compare -- COMMIT');
const commit = git('rev-parse', '--verify', `${revision}^{commit}`).trim();
const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'tesserae-compare-')) : join(values.keep, commit);
const inputs = join(folder, 'inputs');
const tree = join(folder, 'tree');

try {
  if (!existsSync(inputs)) await writeInputs(inputs);
  const runs = chosen().flatMap((one) => one.runs);
  const lines = runs.map(({ line }) => line).join('\n');
  const notes = join(folder, 'lines.txt');
  if (!existsSync(notes) || readFileSync(notes, 'utf8') !== lines) {
    if (!existsSync(tree)) build();
    rmSync(notes, { force: true });
    await runAll(tree, runs, 'before');
    writeFileSync(notes, lines);
  }
  await runAll(root, runs, 'after');
  process.exitCode = compareAll() ? 0 : 1;
} finally {
  if (values.keep === undefined) {
    if (existsSync(tree)) git('worktree', 'remove', '--force', tree);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {string} */
function git(/** @type {string[]} */ ...args) {
  return execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The cases that are asked for, and those they need. */
function chosen() {
  const wanted = CASES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  return CASES.filter(({ name }) => wanted.some((other) => other.name === name || other.name.startsWith(`${name}/`)));
}

/** Builds the commit. Its packages are linked to each other, all others are those of this working tree. */
function build() {
  git('worktree', 'add', '--detach', tree, commit);
  const modules = join(tree, 'node_modules');
  const ours = join(modules, '@tesserae');
  mkdirSync(ours, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@tesserae' && name !== 'tesserae') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const packages = readdirSync(join(tree, 'packages')).map((name) => join('packages', name));
  for (const path of [...packages, 'bench', 'scripts']) {
    const manifest = join(tree, path, 'package.json');
    if (!existsSync(manifest)) continue;
    /** @type {{ name: string }} */
    const { name } = JSON.parse(readFileSync(manifest, 'utf8'));
    symlinkSync(join(tree, path), join(modules, name));
  }
  console.log(`${commit.slice(0, 7)}: building …`);
  const { status } = spawnSync('npm', ['run', 'build'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${commit} cannot be built.`);
}

/** Runs command lines of one build, and leaves what they write in `folder/name`. */
async function runAll(
  /** @type {string} */ build,
  /** @type {{ line: string, json?: string }[]} */ runs,
  /** @type {string} */ name,
) {
  const out = join(inputs, 'out');
  rmSync(out, { recursive: true, force: true });
  for (const file of readdirSync(inputs)) if (/\.tesserae/.test(file)) rmSync(join(inputs, file));
  mkdirSync(out);
  const ends = [];
  for (const { line, json } of runs) {
    const since = performance.now();
    const { code, stdout, stderr } = await run(build, line);
    if (json !== undefined) writeFileSync(join(inputs, json), facts(stdout));
    ends.push(`${line}: exit code ${code}`);
    console.log(
      `${name.padEnd(7)} ${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s  ${line.slice(0, 100)}`,
    );
    if (code !== 0) console.log(stderr);
  }
  writeFileSync(join(out, 'ends.txt'), ends.join('\n'));
  rmSync(join(folder, name), { recursive: true, force: true });
  renameSync(out, join(folder, name));
}

/** @returns {Promise<{ code: number | string, stdout: string, stderr: string }>} */
function run(/** @type {string} */ build, /** @type {string} */ line) {
  const program = join(build, 'packages', 'cli', 'bin', 'tesserae.js');
  const args = line.split(' ').map((word) => word.replace(/^samples\//, `${SAMPLES}/`));
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: inputs, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

/** @returns {string} what a run found out, of the events it printed: nothing about times and memory */
function facts(/** @type {string} */ events) {
  const done = events.split('\n').find((event) => event.startsWith('{"t":"done"')) ?? '{}';
  const { metrics, certificate, violations, cells, photos } = JSON.parse(done);
  return JSON.stringify({ metrics, certificate, violations, cells, photos }, null, 1);
}

/** @returns {boolean} whether nothing differs but what may */
function compareAll() {
  const [before, after] = ['before', 'after'].map((name) => filesIn(join(folder, name)));
  const count = { same: 0, allowed: 0, different: 0 };
  for (const file of new Set([...before, ...after].sort())) {
    const { kind, detail } = !after.includes(file)
      ? { kind: /** @type {const} */ ('different'), detail: 'is no longer written' }
      : !before.includes(file)
        ? { kind: /** @type {const} */ ('different'), detail: 'was not written before' }
        : difference(join(folder, 'before', file), join(folder, 'after', file));
    count[kind]++;
    if (kind !== 'same') console.log(`${kind.padEnd(9)}  ${file}: ${detail}`);
  }
  console.log(`${count.same} files the same, ${count.allowed} differ as they may, ${count.different} differ.`);
  return count.different === 0 && count.same > 0;
}

/** @returns {string[]} the files below a folder */
function filesIn(/** @type {string} */ top) {
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)));
}
