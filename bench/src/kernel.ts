/**
 * `npm run bench:kernel`: the search for candidates beside the plain loop and beside BLAS, in turn, in one run.
 *
 *     npm run bench:kernel                 five rounds; BLAS if /usr/bin/python3 has numpy (Debian: python3-numpy libopenblas0)
 *     npm run bench:kernel -- --runs 9 --python python3
 */

import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { inlinePool, type Pool } from '@tesserae/core';
import { openSearch, queryRows, randomFrom, viewTable } from '@tesserae/core/internal';
import { openPool } from '@tesserae/node';
import { type Blas, openBlas } from './blas.js';
import { median } from './run-command.js';

const DIMS = 48;
/** A coordinate's spread, as in real pyramids: the mean, the quarters, the sixteenths. */
const SPREADS = Array.from({ length: DIMS }, (_, i) => (i < 3 ? [1500, 500, 500][i] : i < 12 ? 300 : 120));

/** What one thread is measured by: other work on the machine counts least. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const wallSeconds = (): number => performance.now() / 1000;

/** One line of the table. */
interface Entrant {
  readonly name: string;
  /** Pairs of a query and a view that a round looks at. */
  readonly pairs: number;
  /** Does the work once: seconds, and a number that would change if it were done wrongly. */
  run(): Promise<{ readonly seconds: number; readonly checksum: number }>;
}

/** Seeded rows; the views of a photo are like it. */
function problem(queries: number, rows: number, viewsEach: number) {
  const random = randomFrom(rows);
  const noise = () => random() + random() + random() - 1.5;
  const photos = Math.ceil(rows / viewsEach);
  const base = Float32Array.from({ length: photos * DIMS }, (_, i) => noise() * SPREADS[i % DIMS]);
  const owner = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / viewsEach));
  const own = viewsEach > 1 ? 0.4 : 0;
  const data = Float32Array.from({ length: rows * DIMS }, (_, i) => {
    const [row, c] = [Math.floor(i / DIMS), i % DIMS];
    return Math.round(base[owner[row] * DIMS + c] + own * noise() * SPREADS[c]);
  });
  const cells = Float32Array.from({ length: queries * DIMS }, (_, i) => Math.round(noise() * SPREADS[i % DIMS]));
  return { views: { rows, dims: DIMS, data, owner }, cells: { rows: queries, dims: DIMS, data: cells } };
}

type Problem = ReturnType<typeof problem>;

/** The classic loop: the nearest row, by the definition. */
function plainLoop({ views, cells }: Problem, queries: number): Entrant {
  return {
    name: `plain JS loop over Float32Array (${queries} of the queries)`,
    pairs: queries * views.rows,
    async run() {
      const begun = cpuSeconds();
      let checksum = 0;
      for (let query = 0; query < queries; query++) {
        let best = -1;
        let least = Number.POSITIVE_INFINITY;
        for (let row = 0; row < views.rows; row++) {
          let sum = 0;
          for (let i = 0; i < DIMS; i++) {
            const d = cells.data[query * DIMS + i] - views.data[row * DIMS + i];
            sum += d * d;
          }
          if (sum < least) {
            least = sum;
            best = row;
          }
        }
        checksum += best;
      }
      return { seconds: cpuSeconds() - begun, checksum };
    },
  };
}

/** The search of the library. */
async function ours(name: string, { views, cells }: Problem, k: number, pool: Pool): Promise<Entrant> {
  const table = await viewTable(views);
  const queries = queryRows(cells);
  const search = openSearch(table, pool);
  return {
    name,
    pairs: cells.rows * views.rows,
    async run() {
      const now = pool.separateMemory ? wallSeconds : cpuSeconds;
      const begun = now();
      const { rows } = await search.find(queries, table.norms, k);
      return { seconds: now() - begun, checksum: rows.reduce((sum, row) => sum + row, 0) };
    },
  };
}

/** numpy's product and argmin, on the same rows. */
function theirs(name: string, blas: Blas, withArgmin: boolean, pairs: number): Entrant {
  return {
    name,
    pairs,
    async run() {
      const { product, all, checksum } = await blas.round();
      return { seconds: withArgmin ? all : product, checksum };
    },
  };
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, python: { type: 'string', default: '/usr/bin/python3' } },
});
const runs = Number(values.runs);
const single = problem(1536, 16_384, 1);
const crops = problem(6400, 26_942, 38);
const [inline, workers] = [inlinePool(), openPool(2)];
const blas = await openBlas(values.python, single.cells.data, single.views.data, DIMS);

const pairs = single.cells.rows * single.views.rows;
const reference = await ours('kernel, nearest of 16,384, 1,536 queries', single, 1, inline);
const entrants: readonly Entrant[] = [
  reference,
  ...(blas ? [theirs('sgemm alone', blas, false, pairs), theirs('sgemm + argmin', blas, true, pairs)] : []),
  plainLoop(single, 192),
  await ours('kernel, 32 nearest', single, 32, inline),
  await ours('kernel, nearest, 2 workers, wall time', single, 1, workers),
  await ours('kernel, nearest of 26,942 (38 a photo), 6,400 queries', crops, 1, inline),
  await ours('kernel, 32 best photos of those', crops, 32, inline),
  await ours('kernel, 32 best photos of those, 2 workers, wall time', crops, 32, workers),
];

const rates = new Map<Entrant, number[]>(entrants.map((each) => [each, []]));
const checksums = new Map<Entrant, number>();
for (let round = -1; round < runs; round++) {
  for (const each of entrants) {
    const { seconds, checksum } = await each.run();
    if (checksums.has(each) && checksums.get(each) !== checksum) throw new Error(`${each.name}: rounds differ`);
    checksums.set(each, checksum);
    // two operations a coordinate; the first round warms up
    if (round >= 0) rates.get(each)?.push((each.pairs * DIMS * 2) / seconds / 1e9);
  }
}
blas?.close();
await workers.close();

console.log(
  `Medians of ${runs} rounds in turn; ${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}.`,
);
console.log(`BLAS, one thread: ${blas?.library ?? `none (${values.python} has no numpy)`}.\n`);
const table = [
  ['48 coordinates', 'G op/s', 'to the first', 'checksum'],
  ...entrants.map((each) => {
    const mine = rates.get(each) ?? [];
    // round by round: what else the machine does meets both
    const ratio = median(mine.map((rate, i) => rate / (rates.get(reference)?.[i] ?? rate)));
    return [each.name, median(mine).toFixed(1), ratio.toFixed(3), String(checksums.get(each))];
  }),
];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
const line = (cells: readonly string[]) =>
  `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
const rule = `|${widths.map((width, i) => '-'.repeat(width + (i === 0 ? 2 : 1)) + (i === 0 ? '' : ':')).join('|')}|`;
console.log([line(table[0]), rule, ...table.slice(1).map(line)].join('\n'));
