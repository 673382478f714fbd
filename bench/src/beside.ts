/**
 * `npm run bench:beside -- TREE`: times this build beside another one in turn, and prints time, processor time and memory.
 *
 *     npm run bench:beside -- TREE                    all cases, seven runs of each
 *     npm run bench:beside -- TREE --runs 3 index     only the cases whose name has the word
 *
 * TREE is another checkout of this repository, built; `npm run compare -- COMMIT --keep FOLDER` leaves one in `FOLDER/COMMIT/tree`.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { samplesFolder } from '@tesserae/testing';
import { median, type Run, runCommand } from './run-command.js';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string' } } });
const [tree, ...words] = positionals;
const samples = samplesFolder();
if (tree === undefined) throw new Error('Say which build to compare with: npm run bench:beside -- TREE');
if (samples === undefined) throw new Error('The photos of ../shared/samples are needed.');

const TARGET = join(samples, 'targets', '10-parrots-kodim23.png');
/** Command lines after `tesserae`; each side has a folder of its own. `new` is a library that is not there yet. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  index: ['index', join(samples, 'photos'), '--library', 'new.tesserae'],
  make: [
    'make',
    TARGET,
    '--library',
    'l.tesserae',
    '--columns',
    '80',
    '--cell',
    '40',
    '-o',
    'a.png',
    '-y',
    '--plan',
    'a.plan.json',
  ],
  'make, limits': [
    ...['make', TARGET, '--library', 'l.tesserae', '--columns', '60', '--cell', '24', '-o', 'b.png', '-y'],
    ...['--max-uses', '12', '--spacing', '4', '--min-uses', '1'],
  ],
  render: ['render', 'a.plan.json', '--library', 'l.tesserae', '--cell', '100', '-o', 'c.png', '-y'],
};

const sides = [join(import.meta.dirname, '..', '..'), tree].map((build) => {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-beside-'));
  return { folder, program: join(resolve(build), 'packages', 'cli', 'bin', 'tesserae.js') };
});
type Side = (typeof sides)[number];
const HEADS = ['work', 's', 'other', 'ratio', 'CPU s', 'other', 'ratio', 'peak MB', 'other'];

try {
  for (const side of sides) {
    await runOne(side, ['index', join(samples, 'photos'), '--library', 'l.tesserae']);
    await runOne(side, CASES.make);
  }
  console.log(`| ${HEADS.join(' | ')} |\n|---|${'--:|'.repeat(HEADS.length - 1)}`);
  for (const [name, args] of Object.entries(CASES)) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    console.log(`| ${name} | ${(await inTurn(args, Number(values.runs ?? 7))).join(' | ')} |`);
  }
} finally {
  for (const { folder } of sides) rmSync(folder, { recursive: true, force: true });
}

/** Cells of a row: medians of both sides, and medians of the ratios run by run. Memory is looked at in one more run of each, which is not timed. */
async function inTurn(args: readonly string[], runs: number): Promise<string[]> {
  const [first, second] = [await runOne(sides[0], args, true), await runOne(sides[1], args, true)];
  const [ours, others]: [Run[], Run[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    // who goes first changes from run to run
    for (const i of run % 2 === 0 ? [0, 1] : [1, 0]) [ours, others][i].push(await runOne(sides[i], args));
  }
  const columns = (of: (run: Run) => number) => [
    median(ours.map(of)).toFixed(2),
    median(others.map(of)).toFixed(2),
    median(ours.map((run, i) => of(run) / of(others[i]))).toFixed(3),
  ];
  const memory = [first, second].map(({ peakRss }) => (peakRss / 1e6).toFixed(0));
  return [...columns(({ seconds }) => seconds), ...columns(({ cpuSeconds }) => cpuSeconds), ...memory];
}

function runOne({ folder, program }: Side, args: readonly string[], watched = false): Promise<Run> {
  rmSync(join(folder, 'new.tesserae'), { force: true });
  return runCommand([process.execPath, program, ...args], { watched, folder });
}
