/** One problem, solved in a process of its own: `node one.js JSON` prints what came out as JSON. */

import { readFileSync } from 'node:fs';
import { inlinePool } from '@tesserae/core';
import { type AssignmentResult, assign, certificateOf, type Problem, randomFrom } from '@tesserae/core/internal';
import { openPool } from '@tesserae/node';
import { type Exact, exactCost } from './exact.js';
import { realProblem, type Size } from './rows.js';

/** What a process is asked. */
export interface Order {
  readonly samples: string;
  readonly library: string;
  readonly size: Size;
  readonly effort: { readonly k: number; readonly delta: number; readonly sweeps: number };
  readonly workers: number;
  /** The Python that has scipy; only then is the exact optimum looked for. */
  readonly python: string | undefined;
}

/** What it answers. */
export interface Answer {
  readonly certificate: ReturnType<typeof certificateOf>;
  /** Cells whose photo repeats too near, or photos out of their bounds. */
  readonly breaches: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly peakRss: number;
  readonly checksum: number;
  readonly exact: Exact | undefined;
}

async function main(order: Order): Promise<Answer> {
  const { size, effort, workers, python } = order;
  const problem = await realProblem(order.samples, order.library, size);
  const pool = workers > 1 ? openPool(workers) : inlinePool();
  const begun = performance.now();
  const before = cpuSeconds();
  const refinement = { sweeps: 1, yielding: 0, seek: [0], repulsion: 0, crowding: 0 };
  const assigned = await assign(
    problem,
    { ...effort, depth: 1, refinement, proof: 'quick' },
    { pool, random: randomFrom(1) },
  );
  const cpu = cpuSeconds() - before;
  const seconds = (performance.now() - begun) / 1000;
  const peakRss = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1024;
  await pool.close();
  if (assigned === undefined) throw new Error('no arrangement was found');
  return {
    certificate: certificateOf(assigned.cost, assigned),
    breaches: breaches(problem, assigned),
    seconds,
    cpu,
    peakRss,
    checksum: assigned.assignment.reduce((sum, view, cell) => (sum + view * (cell + 1)) % 2 ** 31, 0),
    exact: python === undefined ? undefined : await exactCost(python, problem),
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function breaches({ rules, layout, views, groups }: Problem, { assignment }: AssignmentResult): number {
  const uses = new Uint32Array(rules.maxUses.length);
  const photos = assignment.map((view) => views.owner[view]);
  for (const photo of photos) uses[photo]++;
  let count = uses.reduce((sum, n, i) => sum + (n > rules.maxUses[i] || n < rules.minUses[i] ? 1 : 0), 0);
  const d = rules.spacing;
  const { columns } = layout.shape;
  photos.forEach((photo, cell) => {
    for (let dy = 0; dy <= d; dy++) {
      for (let dx = dy === 0 ? 1 : -d; dx <= d; dx++) {
        const column = (cell % columns) + dx;
        const other = cell + dy * columns + dx;
        if (column < 0 || column >= columns || other >= photos.length) continue;
        if (groups[photos[other]] === groups[photo]) count++;
      }
    }
  });
  return count;
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2]))));
