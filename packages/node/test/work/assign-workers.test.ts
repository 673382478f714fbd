import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlinePool, layoutOf } from '@tesserae/core';
import { assign, type Problem, randomFrom } from '@tesserae/core/internal';
import { openPool } from '@tesserae/node/internal';

/** Seeded rows of few values, so that ties decide. */
function problemOf(maxUses: number): Problem {
  const [columns, rows, photos, each, dims] = [22, 19, 230, 3, 8];
  const random = randomFrom(4);
  const rowsOf = (count: number) => Float32Array.from({ length: count * dims }, () => Math.floor(random() * 5) * 40);
  return {
    cells: { rows: columns * rows, dims, data: rowsOf(columns * rows) },
    views: {
      rows: photos * each,
      dims,
      data: rowsOf(photos * each),
      owner: Uint32Array.from({ length: photos * each }, (_, row) => Math.floor(row / each)),
      starts: Uint32Array.of(0, photos * each),
    },
    layout: layoutOf({ kind: 'grid', columns, rows, cell: [1, 1] }, columns, rows),
    rules: {
      minUses: new Uint32Array(photos).fill(1),
      maxUses: new Uint32Array(photos).fill(maxUses),
      spacing: 2,
      pinned: new Int32Array(columns * rows).fill(-1),
    },
    groups: Uint32Array.from({ length: photos }, (_, photo) => photo),
  };
}

for (const maxUses of [2, 7]) {
  test(`the same assignment from this thread and from 1, 2 and 5 workers, at most ${maxUses} uses`, async () => {
    const effort = {
      k: 16,
      delta: 0.001,
      sweeps: 2,
      depth: 1,
      proof: 'quick' as const,
      refinement: { sweeps: 2, yielding: 1, seek: [0, 1], repulsion: 0.5, crowding: 0.05 },
    };
    const alone = await assign(problemOf(maxUses), effort, { pool: inlinePool(), random: randomFrom(9) });
    assert.ok(alone !== undefined);
    for (const workers of [1, 2, 5]) {
      const pool = openPool(workers);
      try {
        assert.deepEqual(await assign(problemOf(maxUses), effort, { pool, random: randomFrom(9) }), alone);
      } finally {
        await pool.close();
      }
    }
  });
}
