import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raster } from '@tesserae/core/internal';
import { faceNotes } from '@tesserae/jobs/internal';

const target = (widths: readonly number[], cropWidth?: number) => ({
  ...{ raster: raster(1, 1), path: 'a', sha256: '', width: 1000, height: 1000 },
  faces: widths.map((w) => ({ x: 0, y: 0, w, h: w })),
  crop: cropWidth === undefined ? undefined : { x: 0, y: 0, width: cropWidth, height: 1000 },
});
const shape = (columns: number) => ({ kind: 'grid', columns, rows: 9, cell: [1, 1] }) as const;

test('small faces get the columns that show their eyes, the one in the middle counts', () => {
  const said = (widths: readonly number[], columns: number, crop?: number) =>
    faceNotes(target(widths, crop), shape(columns)).map(({ values }) => values);
  assert.deepEqual(said([0.125], 80), [{ cells: 10, columns: 120 }]);
  assert.deepEqual(said([0.01, 0.125, 0.9], 80), [{ cells: 10, columns: 120 }]);
  assert.deepEqual(said([0.125], 80, 800), [{ cells: 13, columns: 100 }], 'of the part that is imitated');
  // none; wide enough; so small that no number of columns is advice
  for (const widths of [[], [0.1875], [0.04]]) assert.deepEqual(said(widths, 80), []);
});
