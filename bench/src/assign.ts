/**
 * `npm run bench:assign`: the assignment of real rows, beside the exact solver of scipy, in one run.
 *
 *     npm run bench:assign                         up to 10,000 cells
 *     npm run bench:assign -- --long               the large ones too: some minutes each
 *     npm run bench:assign -- --only "4,096"       rows whose name has that in it; `--python python3`: one that has scipy
 *     npm run bench:assign -- --beside TREE        the processor time of another build in turn with this one's, five runs of each
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { indexPhotos, openLibrary } from '@tesserae/node';
import { samplesFolder } from '@tesserae/testing';
import type { Answer, Order } from './assignment/one.js';
import type { Size } from './assignment/rows.js';
import { median } from './run-command.js';

/** One line of the table. */
interface Row {
  readonly name: string;
  readonly reach: string;
  readonly size: Size;
  readonly delta: number;
  readonly exact?: boolean;
  readonly long?: boolean;
}

/** Each photo once at most; a square grid. */
const square = (side: number, photos: number): Size => ({
  columns: side,
  rows: side,
  photos,
  minUses: 0,
  maxUses: 1,
  spacing: 0,
});

const capped = (side: number, photos: number, maxUses: number): Size => ({ ...square(side, photos), maxUses });

const ROWS: readonly Row[] = [
  { name: '1,024 × 1,024', reach: 'gap ≤ .1 %', size: square(32, 1024), delta: 0.001, exact: true },
  {
    name: '4,096 × 4,096',
    reach: 'gap ≤ .2 %, certified ≤ 1 %, CPU ≤ 1/10',
    size: square(64, 4096),
    delta: 0.005,
    exact: true,
  },
  { name: '10,000 × 10,000', reach: 'certified ≤ 1 %, CPU ≤ 1/2', size: square(100, 10_000), delta: 0.005 },
  {
    name: '10,000 × 1,024, at most 12',
    reach: 'certified ≤ .1 %, CPU ≤ 1/15',
    size: capped(100, 1024, 12),
    delta: 0.001,
  },
  {
    name: '10,000 × 2,800, at most 8, spacing 2',
    reach: '',
    size: { ...capped(100, 2800, 8), spacing: 2 },
    delta: 0.001,
  },
  { name: '10,000 × 2,800, spacing 6', reach: '', size: { ...capped(100, 2800, 10_000), spacing: 6 }, delta: 0.001 },
  // four times the cells and photos each: how it grows
  { name: 'growth: 2,500 × 700, at most 4', reach: '', size: capped(50, 700, 4), delta: 0.001 },
  { name: 'growth: 10,000 × 2,800, at most 4', reach: '', size: capped(100, 2800, 4), delta: 0.001 },
  { name: 'growth: 40,000 × 11,200, at most 4', reach: '', size: capped(200, 11_200, 4), delta: 0.001 },
  {
    name: '10,000 × 100,000, at most 1',
    reach: 'certified ≤ 2 %, ≤ 180 s, ≤ 1.5 GB',
    size: square(100, 100_000),
    delta: 0.01,
    long: true,
  },
  {
    name: '100,000 × 100,000, at most 2, spacing 2',
    reach: 'certified ≤ 5 %, 0 breaches, ≤ 900 s, ≤ 3 GB',
    size: { columns: 400, rows: 250, photos: 100_000, minUses: 0, maxUses: 2, spacing: 2 },
    delta: 0.01,
    long: true,
  },
];

/** Where the problem comes from. */
type Places = Pick<Order, 'samples' | 'library'>;

const HERE = join(import.meta.dirname, '..', '..');

/** Of each build, with --beside. */
const RUNS = 5;

/** Photos listed for a cell. */
const K = 32;

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    python: { type: 'string', default: '/usr/bin/python3' },
    beside: { type: 'string' },
  },
});
const samples = samplesFolder();
if (samples === undefined) throw new Error('needs the samples beside the repository');
const hasScipy = spawnSync(values.python, ['-c', 'import scipy.optimize']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'tesserae-assign-'));
try {
  const library = join(folder, 'samples.tesserae');
  const file = await openLibrary(library, { create: true });
  const { photos } = await indexPhotos(file, [join(samples, 'photos')]);
  file.close();
  console.log(`${photos} photos and their parts, four targets; ${cpus()[0].model}, ${availableParallelism()} cores,`);
  console.log(`Node ${process.version}. CPU is that of all threads.\n`);
  const heads =
    values.beside === undefined
      ? [
          'cells × photos',
          'reach',
          'gap',
          'certified',
          'breaches',
          'CPU s',
          'wall s',
          'peak RSS',
          'checksum',
          'of scipy’s CPU for 4,096',
        ]
      : ['cells × photos', 'CPU s', 'other', 'ratio', 'checksum', 'other'];
  console.log(`| ${heads.join(' | ')} |\n|---|${'--:|'.repeat(heads.length - 1)}`);
  let reference: number | undefined;
  for (const row of ROWS) {
    if ((row.long && !values.long) || !row.name.includes(values.only)) continue;
    if (values.beside !== undefined) {
      console.log(besideOther({ samples, library }, row, resolve(values.beside)));
      continue;
    }
    const answer = solve({ samples, library }, row);
    if (row.size.photos === 4096) reference = answer.exact?.cpu;
    console.log(line(row, answer, reference));
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Both builds in turn: medians of processor time, and whether they found the same. */
function besideOther(places: Places, row: Row, tree: string): string {
  const [ours, others]: [Answer[], Answer[]] = [[], []];
  const other = { ...places, library: join(folder, 'other.tesserae') };
  // a build reads the libraries of its own format
  const program = join(tree, 'packages', 'cli', 'bin', 'tesserae.js');
  spawnSync(process.execPath, [program, 'index', join(places.samples, 'photos'), '--library', other.library]);
  for (let run = 0; run < RUNS; run++) {
    ours.push(solve(places, { ...row, exact: false }));
    others.push(solve(other, { ...row, exact: false }, tree));
  }
  const [cpu, otherCpu] = [ours, others].map((answers) => median(answers.map((answer) => answer.cpu)).toFixed(2));
  const ratio = median(ours.map((answer, i) => answer.cpu / others[i].cpu)).toFixed(3);
  return `| ${[row.name, cpu, otherCpu, ratio, ours[0].checksum, others[0].checksum].join(' | ')} |`;
}

/** Solves a row in a process of its own: its memory is nobody else's. */
function solve(places: Places, { size, delta, exact, long }: Row, tree: string = HERE): Answer {
  const order: Order = {
    ...places,
    size,
    effort: { k: K, delta, sweeps: 1 },
    workers: long ? 2 : 1,
    python: exact && hasScipy ? values.python : undefined,
  };
  const program = join(tree, 'bench', 'dist', 'assignment', 'one.js');
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, JSON.stringify(order)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function line({ name, reach }: Row, answer: Answer, reference: number | undefined): string {
  const { certificate, exact, cpu, seconds, peakRss, breaches, checksum } = answer;
  const gap = exact === undefined ? '' : percent(certificate.cost / exact.cost - 1);
  const share = reference === undefined ? '' : `1/${(reference / cpu).toFixed(1)}`;
  const cells = [
    name,
    reach,
    gap,
    percent(certificate.gap),
    breaches,
    cpu.toFixed(2),
    seconds.toFixed(1),
    `${Math.round(peakRss / 2 ** 20)} MB`,
    checksum,
    share,
  ];
  const judged = exact === undefined ? '' : `\n| scipy on the same | | 0 | | | ${exact.cpu.toFixed(2)} | | | | |`;
  return `| ${cells.join(' | ')} |${judged}`;
}
