import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conflictingCells, emptyBoard, photoAt, placeView, randomFrom, repeatsNear } from '@tesserae/core/internal';
import { latticeProblem } from '../support/lattice-problem.js';

for (const [columns, rows, spacing] of [
  [1, 1, 2],
  [7, 5, 1],
  [9, 11, 2],
  [3, 20, 4],
]) {
  test(`repeats on ${columns} × ${rows} within ${spacing} are those of comparing all pairs`, async () => {
    const photos = 6;
    const problem = latticeProblem({ columns, rows, photos, dims: 3, spacing });
    problem.groups[5] = 0;
    const state = emptyBoard(problem);
    const random = randomFrom(3);
    // some cells stay empty, some are changed and emptied again
    for (let i = 0; i < columns * rows * 3; i++) {
      placeView(state, Math.floor(random() * columns * rows), Math.floor(random() * (photos + 1)) - 1);
    }
    const crowded = new Set(await conflictingCells(state));
    const uses = new Uint32Array(photos);
    for (let a = 0; a < columns * rows; a++) {
      const photo = photoAt(state, a);
      if (photo >= 0) uses[photo]++;
      for (let group = 0; group < 5; group++) {
        let near = 0;
        for (let b = 0; b < columns * rows; b++) {
          const dx = Math.abs((a % columns) - (b % columns));
          const dy = Math.abs(Math.floor(a / columns) - Math.floor(b / columns));
          const other = photoAt(state, b);
          if (b !== a && Math.max(dx, dy) <= spacing && other >= 0 && other % 5 === group) near++;
        }
        assert.equal(repeatsNear(state, a, group), near);
        if (photo >= 0 && photo % 5 === group) assert.equal(crowded.has(a), near > 0);
      }
    }
    assert.deepEqual(state.uses, uses);
  });
}
