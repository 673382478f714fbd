/**
 * `npm run bench:quality`: mosaics as the command line makes them, under several settings, as the independent judge sees
 * them (`tools/score.py` beside the samples), and its recolor beside ours.
 *
 *     npm run bench:quality                                   all settings, the four targets of the table
 *     npm run bench:quality -- --targets 03,11 tint           other targets; the settings whose name has the word
 *     npm run bench:quality -- --flags '--tint 1.3'           settings of one's own
 *     npm run bench:quality -- --keep FOLDER                  leaves the mosaics there, to be looked at
 */

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasSecondJudge, SECOND_JUDGE, samplesFolder, secondJudgeOfFiles } from '@tesserae/testing';
import { runCommand } from './run-command.js';

/** Flags of `make`, by what they show. */
const SETTINGS: Readonly<Record<string, string>> = {
  classic: '--match mean --space srgb --spacing 0 --views whole',
  'whole photos, unrefined': '--views whole --no-refine',
  unrefined: '--no-refine',
  defaults: '',
  'effort fast': '--effort fast',
  'effort best': '--effort best',
  'tint 1.08': '--tint 1.08',
  'tint 1.15': '--tint 1.15',
  'tint 1.3': '--tint 1.3',
  'overlay 10': '--overlay 10',
  'overlay 20': '--overlay 20',
  '38 views, little variety': '--views all --spacing 2 --variety 29',
  'max-uses 16, 38 views': '--views all --max-uses 16',
};

const LAUNCHER = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'tesserae.js');

/** What a mosaic came to. */
interface Row {
  readonly far_dE: number;
  readonly far_enc: number;
  readonly edge: number;
  readonly edge_near: number;
  readonly C_near: number;
  readonly grain: number;
  readonly pop: number;
  readonly echo: number;
  readonly variety: number;
  /** Ours alone, like those that follow: the judge does not know them. */
  readonly twins: number;
  readonly top50: number;
  readonly shown: number;
  readonly recolor: number;
  /** Ours over the judge's, less 1; 0 where nothing is recoloured. */
  readonly recolorOff: number;
  readonly leak: number;
  /** Σ of squared distances a cell: comparable only where the descriptor is the same. */
  readonly cost: number;
  readonly gap: number;
  readonly seconds: number;
}

async function tesserae(...args: string[]): Promise<{ readonly done: Done; readonly seconds: number }> {
  const { stdout, seconds } = await runCommand([process.execPath, LAUNCHER, ...args, '--json']);
  const events = stdout.trim().split('\n');
  return { done: JSON.parse(events[events.length - 1]), seconds };
}

/** What is read of the event `done`. */
interface Done {
  readonly columns: number;
  readonly rows: number;
  readonly photos: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly certificate?: { readonly cost: number; readonly gap: number };
}

async function judged(target: string, flags: string, folder: string, library: string): Promise<Row> {
  const path = (name: string) => join(folder, name);
  const words = flags.split(' ').filter((word) => word !== '');
  const files = ['-o', path('mosaic.png'), '--plan', path('plan.json'), '--placements', path('placements.json')];
  const made = await tesserae('make', target, '--library', library, '--cell', '40', ...words, ...files, '--force');
  const { columns, rows, photos, metrics, certificate } = made.done;
  const untouched = path('untouched.png');
  await tesserae('render', path('plan.json'), '--tint', '1', '--overlay', '0', '-o', untouched, '--force');
  const theirs = await secondJudgeOfFiles({
    ...{ target, mosaic: path('mosaic.png'), untouched, columns, rows },
    placements: path('placements.json'),
    count: photos,
  });
  const of = (name: string) => Number(theirs[name] ?? Number.NaN);
  const { twins, top50, shown } = metrics;
  return {
    ...{ far_dE: of('far_dE'), far_enc: of('far_enc'), edge: of('edge'), edge_near: of('edge_near') },
    ...{ C_near: of('C_near'), grain: of('grain'), pop: of('pop'), echo: of('echo'), variety: of('variety') },
    ...{ twins, top50, shown, recolor: of('recolor'), leak: of('leak') },
    recolorOff: of('recolor') === 0 ? metrics.recolor : metrics.recolor / of('recolor') - 1,
    cost: certificate ? certificate.cost / (columns * rows) : Number.NaN,
    gap: certificate?.gap ?? Number.NaN,
    seconds: made.seconds,
  };
}

/** The columns of the table: a heading, and how a mosaic's number is written. */
const COLUMNS: readonly (readonly [heading: string, write: (row: Row) => string])[] = [
  ['far_dE', ({ far_dE }) => far_dE.toFixed(2)],
  ['far_enc', ({ far_enc }) => far_enc.toFixed(2)],
  ['edge', ({ edge }) => edge.toFixed(3)],
  ['edge_near', ({ edge_near }) => edge_near.toFixed(3)],
  ['C_near', ({ C_near }) => C_near.toFixed(2)],
  ['grain', ({ grain }) => grain.toFixed(2)],
  ['pop', ({ pop }) => pop.toFixed(1)],
  ['echo', ({ echo }) => echo.toFixed(3)],
  ['variety', ({ variety }) => variety.toFixed(3)],
  ['twins', ({ twins }) => twins.toFixed(2)],
  ['top50', ({ top50 }) => top50.toFixed(2)],
  ['shown', ({ shown }) => shown.toFixed(2)],
  ['recolor', ({ recolor }) => recolor.toFixed(2)],
  ['ours off by', ({ recolorOff }) => `${(recolorOff * 100).toFixed(2)} %`],
  ['leak', ({ leak }) => leak.toFixed(2)],
  ['cost a cell', ({ cost }) => cost.toFixed(0)],
  ['gap', ({ gap }) => `${(gap * 100).toFixed(1)} %`],
  ['make', ({ seconds }) => `${seconds.toFixed(1)} s`],
];

function line(name: string, target: string, row: Row): string {
  return `| ${name} | ${target} | ${COLUMNS.map(([, write]) => write(row)).join(' | ')} |`;
}

function meanOf(rows: readonly Row[]): Row {
  // all numbers: the mean of each
  const keys = Object.keys(rows[0]) as (keyof Row)[];
  const means = keys.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0) / rows.length]);
  return Object.fromEntries(means);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      targets: { type: 'string', default: '01,05,07,10' },
      flags: { type: 'string' },
      keep: { type: 'string' },
    },
  });
  const samples = samplesFolder();
  if (samples === undefined || !hasSecondJudge()) throw new Error(`needs ${SECOND_JUDGE}`);
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'tesserae-quality-'));
  const library = join(folder, 'library.tesserae');
  const names = readdirSync(join(samples, 'targets')).filter((name) =>
    values.targets.split(',').includes(name.slice(0, 2)),
  );
  const chosen = Object.entries(values.flags === undefined ? SETTINGS : { [values.flags]: values.flags }).filter(
    ([name]) =>
      values.flags !== undefined || positionals.length === 0 || positionals.some((word) => name.includes(word)),
  );
  try {
    mkdirSync(folder, { recursive: true });
    await tesserae('index', join(samples, 'photos'), '--library', library);
    console.log(`${cpus()[0].model}, Node ${process.version}; 80 columns, 40-px cells.\n`);
    console.log(`| settings | target | ${COLUMNS.map(([heading]) => heading).join(' | ')} |`);
    console.log(`|---|---|${COLUMNS.map(() => '--:|').join('')}`);
    for (const [name, flags] of chosen) {
      const rows: Row[] = [];
      for (const target of names) {
        const place = join(folder, `${name.replaceAll(/[^a-z0-9.]+/g, '-')}-${target.slice(0, 2)}`);
        mkdirSync(place, { recursive: true });
        rows.push(await judged(join(samples, 'targets', target), flags, place, library));
        console.log(line(name, target.slice(0, 2), rows[rows.length - 1]));
      }
      console.log(line(`**${name}**`, '**mean**', meanOf(rows)));
    }
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

await main();
