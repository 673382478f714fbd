/** The judge: scipy's exact solver, in a process of its own, on the same whole numbers. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@tesserae/core/internal';

const PROGRAM = `
import sys, time
import numpy as np
from scipy.optimize import linear_sum_assignment
folder, dims, uses = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
a = np.fromfile(folder + '/cells', np.float32).reshape(-1, dims).astype(np.float64)
b = np.fromfile(folder + '/views', np.float32).reshape(-1, dims).astype(np.float64)
costs = (a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * (a @ b.T)
if uses > 1: costs = np.repeat(costs, uses, axis=1)
begun = time.process_time()
rows, columns = linear_sum_assignment(costs)
print(time.process_time() - begun, repr(float(costs[rows, columns].sum())))
`;

/** An optimum, and the CPU seconds it took. */
export interface Exact {
  readonly cost: number;
  readonly cpu: number;
}

/** The least cost when each view may be used as often as `maxUses[0]` says, and the CPU seconds it took to find. */
export async function exactCost(python: string, { cells, views, rules }: Problem): Promise<Exact> {
  const folder = await mkdtemp(join(tmpdir(), 'tesserae-exact-'));
  try {
    await writeFile(join(folder, 'cells'), cells.data);
    await writeFile(join(folder, 'views'), views.data);
    const args = ['-c', PROGRAM, folder, String(cells.dims), String(rules.maxUses[0])];
    const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    for await (const chunk of child.stdout) text += chunk;
    const [cpu, cost] = text.trim().split(' ').map(Number);
    if (!Number.isFinite(cost)) throw new Error(`${python}: expected two numbers, received "${text}"`);
    return { cost, cpu };
  } finally {
    await rm(folder, { recursive: true });
  }
}
