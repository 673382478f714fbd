import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  cellName,
  cellNamed,
  type ErrorFields,
  infeasibleReason,
  inlinePool,
  type Problem,
  placeName,
  randomFrom,
  squareGrid,
  UNLIMITED,
  widestSpacing,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { latticeProblem } from '../support/lattice-problem.js';
import { walker } from '../support/steps.js';

const GRID = { columns: 9, rows: 7 };
const NAMED = squareGrid(GRID.columns, GRID.rows);
const CELLS = GRID.columns * GRID.rows;
const OWN_EFFORT = { ...EFFORT, k: 16, refinement: { ...EFFORT.refinement, sweeps: 2 } };

interface Wishes {
  readonly photos: number;
  readonly max: number;
  readonly spacing: number;
  readonly pins: readonly (readonly [cell: number, photo: number])[];
  readonly bans: readonly number[];
}

function problemOf({ photos, max, spacing, pins, bans }: Wishes): Problem {
  const problem = latticeProblem({ ...GRID, photos, dims: 6, max, spacing });
  for (const photo of bans) problem.rules.maxUses[photo % photos] = 0;
  for (const [cell, photo] of pins) problem.rules.pinned[cell] = photo % photos;
  return problem;
}

/** Whether the pins alone break a rule: every pair and every photo looked at. */
function pinsClash({ rules, layout }: Problem): boolean {
  const cells = [...rules.pinned.keys()].filter((cell) => rules.pinned[cell] >= 0);
  const walk = walker(layout);
  const near = (a: number, b: number): boolean => walk(a, rules.spacing).has(b);
  const overused = cells.some((cell) => {
    const photo = rules.pinned[cell];
    return cells.filter((other) => rules.pinned[other] === photo).length > rules.maxUses[photo];
  });
  return overused || cells.some((a) => cells.some((b) => a < b && rules.pinned[a] === rules.pinned[b] && near(a, b)));
}

const wishes = fc.record({
  photos: fc.integer({ min: 20, max: 50 }),
  max: fc.constantFrom(4, 6, UNLIMITED),
  spacing: fc.integer({ min: 0, max: 2 }),
  pins: fc.array(fc.tuple(fc.integer({ min: 0, max: CELLS - 1 }), fc.nat(200)), { maxLength: 8 }),
  bans: fc.array(fc.nat(200), { maxLength: 3 }),
});

test('pinned photos stand where they are pinned, banned ones nowhere; clashes are refused beforehand', async () => {
  let solved = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async (given) => {
      const problem = problemOf(given);
      const { rules } = problem;
      const sentence = infeasibleReason(rules, problem.groups, problem.layout);
      if (pinsClash(problem)) {
        refused++;
        assert.ok(['pin', 'spacing', 'minUses'].includes(sentence?.subject ?? ''), String(sentence?.subject));
        assert.ok((sentence?.waysOut ?? []).length > 0);
        return;
      }
      assert.equal(sentence, undefined);
      const found = await assign(problem, OWN_EFFORT, { pool: inlinePool(), random: randomFrom(1) });
      if (found === undefined) return assert.ok(rules.spacing > 0);
      solved++;
      const photos = Array.from(found.assignment, (view) => problem.views.owner[view]);
      rules.pinned.forEach((photo, cell) => {
        if (photo >= 0) assert.equal(photos[cell], photo, cellName(cell, NAMED));
      });
      for (const photo of photos) assert.ok(rules.maxUses[photo] > 0, `photo ${photo} is banned`);
      assert.ok(found.lowerBound <= found.cost);
    }),
    { numRuns: 120 },
  );
  assert.ok(solved > 40 && refused > 10, `${solved} solved, ${refused} refused: the test says little`);
});

test('the refusal names the cells, the photo’s bounds and the nearest way', () => {
  const given = { photos: 30, max: 2, spacing: 2, bans: [] };
  const refusal = (wished: Partial<Wishes>): ErrorFields | undefined => {
    const problem = problemOf({ ...given, pins: [], ...wished });
    return infeasibleReason(problem.rules, problem.groups, problem.layout);
  };
  const roomy = { max: 9 };
  assert.equal(refusal(roomy), undefined);
  assert.deepEqual(
    refusal({
      max: 3,
      pins: [
        [0, 4],
        [4, 4],
        [8, 4],
        [40, 4],
      ],
    }),
    {
      subject: 'pin',
      expected: 'at most 3 cells for the photo of r1c1, as often as it may be used',
      received: 4,
      waysOut: [{ set: 'maxUses', atLeast: 4 }, { use: 'fewer cells for it' }],
    },
  );
  assert.deepEqual(refusal({ ...roomy, bans: [4], pins: [[10, 4]] }), {
    subject: 'pin',
    expected: 'a photo that may be used in r2c2',
    received: 'one that is banned',
    waysOut: [{ omit: 'ban' }, { omit: 'pin' }],
  });
  assert.deepEqual(
    refusal({
      ...roomy,
      pins: [
        [0, 4],
        [20, 4],
        [21, 4],
      ],
    }),
    {
      subject: 'spacing',
      expected: 'at most 0, as the same photo is pinned to r3c3 and r3c4',
      received: 2,
      waysOut: [{ set: 'spacing', to: 0 }, { use: 'another cell for one of the two' }],
    },
  );
  // r1c1 and r3c3 are two apart: spacing 1 keeps them
  const problem = problemOf({
    ...given,
    ...roomy,
    pins: [
      [0, 4],
      [20, 4],
    ],
  });
  assert.equal(widestSpacing(problem.rules, problem.groups, problem.layout), 1);
  const needy = problemOf({
    ...given,
    max: 9,
    pins: Array.from({ length: 50 }, (_, i) => [i, i % 10] as const),
    spacing: 0,
  });
  needy.rules.minUses.fill(1);
  const { subject, expected, received } = infeasibleReason(needy.rules, needy.groups, needy.layout) ?? {};
  assert.deepEqual([subject, received], ['minUses', 20]);
  assert.match(String(expected), /^at most 13 uses/);
});

test('a cell’s name reads back as the cell, and nothing else does', () => {
  for (let cell = 0; cell < CELLS; cell++) assert.equal(cellNamed(cellName(cell, NAMED), NAMED), cell);
  // and as on paper, beyond one and two letters
  const tall = squareGrid(3, 1000);
  for (let cell = 0; cell < 3000; cell++) assert.equal(cellNamed(placeName(cell, tall), tall), cell);
  assert.equal(cellNamed('aa-2', tall), 26 * 3 + 1);
  for (const name of ['r0c1', 'r1c0', 'r8c1', 'r1c10', 'r1', 'c1r1', 'r1c1 ', 'r-1c1', '', 'r1.5c1']) {
    assert.equal(cellNamed(name, NAMED), -1, name);
  }
});
