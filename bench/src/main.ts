/**
 * `npm run bench`: times the command line beside other programs, in turn, and prints a table.
 *
 *     npm run bench                       all cases, five runs of each
 *     npm run bench -- --runs 3 index     only the cases whose name has the word
 *     npm run bench -- --save 0.1.0       also appends a row a case to bench/history.csv
 */

import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samplesFolder } from '@tesserae/testing';
import { type Case, mainJobCases } from './cases.js';
import { median, type Run, runCommand } from './run-command.js';

const root = join(import.meta.dirname, '..', '..');

/** What a case took. */
interface Row {
  readonly name: string;
  readonly reach: string;
  readonly ours: number;
  readonly other: number | null;
  /** The other's time over ours, run by run: its median. */
  readonly ratio: number | null;
  readonly otherName: string;
  readonly peakRss: number;
  readonly checksum: string;
}

async function runCase(it: Case, runs: number): Promise<Row> {
  for (const command of it.given ?? []) await runCommand(command);
  const ours: Run[] = [];
  const others: number[] = [];
  let peakRss = 0;
  // one uncounted run of each first: caches warm for both, and memory looked at
  for (let run = -1; run < runs; run++) {
    it.before?.();
    const mine = await runCommand(it.ours, { watched: run < 0 });
    peakRss = Math.max(peakRss, mine.peakRss);
    let seconds = 0;
    it.before?.();
    for (const command of it.others ?? []) seconds += (await runCommand(command)).seconds;
    if (run < 0) continue;
    ours.push(mine);
    others.push(seconds);
  }
  const checksums = new Set(ours.map(({ stdout }) => it.checksum(stdout)));
  if (checksums.size > 1) throw new Error(`${it.name}: runs differ: ${[...checksums].join(' / ')}`);
  const compared = it.others !== undefined;
  return {
    name: it.name,
    reach: it.reach,
    ours: median(ours.map(({ seconds }) => seconds)),
    other: compared ? median(others) : null,
    ratio: compared ? median(ours.map(({ seconds }, i) => others[i] / seconds)) : null,
    otherName: it.otherName ?? '',
    peakRss,
    checksum: [...checksums][0],
  };
}

/** The whole table, and a compact one for the README. */
function printTables(rows: readonly Row[], runs: number): void {
  const machine = `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}`;
  console.log(`Medians of ${runs} runs in turn after one uncounted; ${machine}; \`npm run bench\`.\n`);
  printTable(
    ['work', 'asked', 'ours', 'other program', 'times as fast', 'peak memory', 'checksum'],
    rows.map((row) => [
      row.name,
      row.reach,
      seconds(row.ours),
      otherOf(row),
      ratioOf(row),
      memoryOf(row),
      row.checksum,
    ]),
  );
  console.log('\nFor the README:\n');
  printTable(
    ['work', 'Tesserae', 'another program', 'times as fast', 'peak memory'],
    rows.map((row) => [row.name, seconds(row.ours), otherOf(row), ratioOf(row), memoryOf(row)]),
  );
  console.log(`\n(\`npm run bench\`: medians of ${runs} runs in turn, start-up included; ${machine})`);
}

function printTable(heads: readonly string[], lines: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
  line(heads);
  console.log(`|${'---|'.repeat(heads.length)}`);
  for (const cells of lines) line(cells);
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function otherOf({ other, otherName }: Row): string {
  return other === null ? '' : `${seconds(other)} (${otherName})`;
}

function ratioOf({ ratio }: Row): string {
  return ratio === null ? '' : `${ratio.toFixed(1)}×`;
}

function memoryOf({ peakRss }: Row): string {
  return `${Math.round(peakRss / 1e6)} MB`;
}

function save(version: string, rows: readonly Row[]): void {
  const file = join(root, 'bench', 'history.csv');
  if (!existsSync(file))
    appendFileSync(file, 'date,version,node,cpu,case,seconds,other_seconds,ratio,peak_mb,checksum\n');
  const date = new Date().toISOString().slice(0, 10);
  for (const { name, ours, other, ratio, peakRss, checksum } of rows) {
    const cells = [
      date,
      version,
      process.version,
      cpus()[0].model,
      name,
      ours.toFixed(3),
      other?.toFixed(3) ?? '',
      ratio?.toFixed(2) ?? '',
      Math.round(peakRss / 1e6),
      checksum,
    ];
    appendFileSync(file, `${cells.map((cell) => (/[",]/.test(String(cell)) ? `"${cell}"` : cell)).join(',')}\n`);
  }
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, save: { type: 'string' } },
  allowPositionals: true,
});
const samples = samplesFolder();
if (samples === undefined) {
  console.error('The bench needs the sample photos: set TESSERAE_SAMPLES to their folder.');
  process.exit(1);
}
const scratch = mkdtempSync(join(tmpdir(), 'tesserae-bench-'));
try {
  const places = {
    tesserae: join(root, 'packages', 'cli', 'bin', 'tesserae.js'),
    photos: join(samples, 'photos'),
    target: join(samples, 'targets', '01-mona-lisa.png'),
    scratch,
  };
  const wanted = mainJobCases(places).filter(
    ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
  );
  const rows: Row[] = [];
  for (const it of wanted) {
    console.error(`${it.name} …`);
    rows.push(await runCase(it, Number(values.runs)));
  }
  printTables(rows, Number(values.runs));
  if (values.save !== undefined) save(values.save, rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
