import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assignmentCost,
  conflictingCells,
  ejectNeighbours,
  emptyBoard,
  emptyPriceTable,
  fillGreedily,
  inlinePool,
  nearestByScan,
  openClassSearch,
  queryRows,
  randomFrom,
  refreshLists,
  shortlists,
  UNLIMITED,
  viewTables,
} from '@tesserae/core/internal';
import { latticeProblem } from '../support/lattice-problem.js';

const [columns, rows, photos] = [20, 14, 50];

/** Fills a board greedily, ejects, checks that the rules are kept. @returns what it costs before and after */
async function ejected({ min, max, spacing }: { min: number; max: number; spacing: number }, depth: number) {
  const problem = latticeProblem({ columns, rows, photos, min, max, spacing });
  const filled = emptyBoard(problem);
  await fillGreedily(
    filled,
    (cells, cell, allowed) => nearestByScan(problem.views, cells, cell, allowed),
    randomFrom(1),
    {},
  );
  const isObeyed = async () =>
    (await conflictingCells(filled)).length === 0 &&
    filled.uses.every((uses) => uses <= max && (uses >= min || min === 2));
  assert.ok(await isObeyed());
  const usesBefore = filled.uses.slice();

  const tables = await viewTables(problem.views);
  const { find } = openClassSearch(tables, problem.layout.classOf, inlinePool());
  const cells = columns * rows;
  const pinned = new Int32Array(cells).fill(-1);
  const market = {
    tables,
    owner: problem.views.owner,
    queries: queryRows(problem.cells),
    priceTable: emptyPriceTable(tables, problem.views, photos),
    cells,
    all: Uint32Array.from(pinned.keys()),
    find,
    pinned,
    pinnedCosts: new Float64Array(cells),
  };
  const lists = shortlists(cells, 24);
  await refreshLists(lists, market, market.all, { prices: new Float64Array(photos) });
  const before = assignmentCost(problem, filled.views);
  await ejectNeighbours(filled, lists, { sweeps: 10, depth }, {});
  assert.ok(await isObeyed());
  // a photo at or above its minimum stays so
  for (let photo = 0; photo < photos; photo++) assert.ok(filled.uses[photo] >= Math.min(usesBefore[photo], min));
  return { before, after: assignmentCost(problem, filled.views) };
}

for (const [min, max, spacing] of [
  [0, UNLIMITED, 2],
  [0, 9, 1],
  [2, 12, 2],
]) {
  test(`ejection breaks nothing and costs less the deeper it goes: uses ${min}…${max}, spacing ${spacing}`, async () => {
    const rules = { min, max, spacing };
    const once = await ejected(rules, 0);
    assert.ok(once.after < once.before);
    const deeper = await ejected(rules, 1);
    assert.ok(
      deeper.after < once.after || (max < UNLIMITED && deeper.after === once.after),
      `${deeper.after}, ${once.after}`,
    );
    const deepest = await ejected(rules, 2);
    assert.ok(deepest.after <= deeper.after, `${deepest.after}, ${deeper.after}`);
  });
}
