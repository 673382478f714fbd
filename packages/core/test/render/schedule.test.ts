import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomFrom, type Schedule, schedule } from '@tesserae/core/internal';
import fc from 'fast-check';

/** A few rows of cells over a few views, and room for some. */
const cases = (most: number) =>
  fc
    .record({
      columns: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: most }),
      views: fc.integer({ min: 1, max: 6 }),
      capacity: fc.integer({ min: 0, max: 7 }),
      seed: fc.nat(),
    })
    .map(({ columns, rows, views, capacity, seed }) => {
      const random = randomFrom(seed);
      const ofCell = Uint32Array.from({ length: columns * rows }, () => Math.floor(random() * views));
      return { ofCell, rows, views, capacity };
    });

const rowOf = (ofCell: Uint32Array, rows: number, row: number): Set<number> => {
  const columns = ofCell.length / rows;
  return new Set(ofCell.subarray(row * columns, (row + 1) * columns));
};

/** Offsets of equal rows. */
const rowsFrom = (ofCell: Uint32Array, rows: number): Uint32Array =>
  Uint32Array.from({ length: rows + 1 }, (_, row) => (row * ofCell.length) / rows);

const distinct = (ofCell: Uint32Array): number => new Set(ofCell).size;

/** Carries a schedule out; says which views are held at each row. */
function held(plan: Schedule, rows: number): Set<number>[] {
  const now = new Set<number>();
  return Array.from({ length: rows }, (_, row) => {
    for (const view of plan.loads[row]) {
      assert.ok(!now.has(view), `row ${row}: view ${view} is loaded while it is held`);
      now.add(view);
    }
    const during = new Set(now);
    for (const view of plan.drops[row]) {
      assert.ok(now.delete(view), `row ${row}: view ${view} is dropped without being held`);
    }
    if (row === rows - 1) assert.equal(now.size, 0, 'views are held after the last row');
    return during;
  });
}

test('every row has its views, and no more are held than fit', () => {
  fc.assert(
    fc.property(cases(9), ({ ofCell, rows, views, capacity }) => {
      const plan = schedule(ofCell, rowsFrom(ofCell, rows), views, capacity);
      held(plan, rows).forEach((during, row) => {
        const needed = rowOf(ofCell, rows, row);
        for (const view of needed) assert.ok(during.has(view), `row ${row}: view ${view} is missing`);
        assert.ok(during.size <= Math.max(capacity, needed.size), `row ${row}: ${during.size} are held`);
      });
    }),
    { numRuns: 500 },
  );
});

test('every view is loaded once when all fit, and dropped after its last row', () => {
  fc.assert(
    fc.property(cases(9), ({ ofCell, rows, views }) => {
      const plan = schedule(ofCell, rowsFrom(ofCell, rows), views, views);
      const loads = plan.loads.flatMap((views) => [...views]);
      assert.equal(loads.length, distinct(ofCell));
      assert.equal(loads.length, new Set(loads).size);
      held(plan, rows).forEach((during, row) => {
        const later = new Set(ofCell.subarray((ofCell.length / rows) * row));
        for (const view of during) assert.ok(later.has(view), `row ${row}: view ${view} is held for nothing`);
      });
    }),
  );
});

/** The fewest loads of all ways to choose what to keep from row to row. */
function fewestLoads(ofCell: Uint32Array, rows: number, capacity: number): number {
  let states = new Map<string, { kept: readonly number[]; loads: number }>([['', { kept: [], loads: 0 }]]);
  for (let row = 0; row < rows; row++) {
    const needed = rowOf(ofCell, rows, row);
    const next = new Map<string, { kept: readonly number[]; loads: number }>();
    for (const { kept, loads } of states.values()) {
      const others = kept.filter((view) => !needed.has(view));
      const cost = loads + [...needed].filter((view) => !kept.includes(view)).length;
      for (let choice = 0; choice < 2 ** others.length; choice++) {
        const chosen = others.filter((_, i) => (choice >> i) & 1);
        if (chosen.length + needed.size > capacity && chosen.length > 0) continue;
        const during = [...chosen, ...needed].sort();
        const known = next.get(during.join());
        if (!known || known.loads > cost) next.set(during.join(), { kept: during, loads: cost });
      }
    }
    states = next;
  }
  return Math.min(...[...states.values()].map(({ loads }) => loads));
}

test('no choice of what to keep needs fewer loads', () => {
  fc.assert(
    fc.property(cases(7), ({ ofCell, rows, views, capacity }) => {
      const { loads } = schedule(ofCell, rowsFrom(ofCell, rows), views, capacity);
      assert.equal(loads.flatMap((views) => [...views]).length, fewestLoads(ofCell, rows, capacity));
    }),
    { numRuns: 400 },
  );
});
