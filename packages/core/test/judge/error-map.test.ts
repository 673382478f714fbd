import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  drawnSize,
  ERROR_MAP_TOP,
  errorMap,
  FAR_SIDE,
  judge,
  LINEAR,
  onLattice,
  type Raster,
  type Shape,
  squareGrid,
} from '@tesserae/core/internal';
import { plainMosaic, syntheticPhoto } from '@tesserae/testing';

const GRID = { columns: 7, rows: 5 };
const target = syntheticPhoto(9, 140, 100);

function judged(mosaic: Raster, goal = target): { readonly far_dE: number; readonly far_samples: Float32Array } {
  const eye = judge({
    target: goal,
    shape: squareGrid(GRID.columns, GRID.rows),
    width: mosaic.width,
    height: mosaic.height,
    recolor: 'none',
    leak: false,
  });
  eye.mosaic({ y: 0, raster: mosaic });
  return eye.result();
}

test('the differences have the mean of the whole', () => {
  const photos = Array.from({ length: 30 }, (_, i) => syntheticPhoto(i, 16, 16));
  const { far_dE, far_samples } = judged(plainMosaic(target, photos, GRID).mosaic);
  assert.equal(far_samples.length, 35 * FAR_SIDE ** 2);
  const mean = far_samples.reduce((sum, value) => sum + value, 0) / far_samples.length;
  assert.ok(Math.abs(mean - far_dE) < 1e-4 && far_dE > 0);
});

test('a cell that is wrong is where the map is lightest', () => {
  // of one grey: what differs is the cell alone
  const grey = { ...target, data: target.data.slice().fill(128) };
  const mosaic = { ...target, data: grey.data.slice() };
  const [column, row] = [5, 1];
  for (let y = row * 20; y < row * 20 + 20; y++) {
    for (let x = column * 20; x < column * 20 + 20; x++) {
      mosaic.data.set([0, 255, 255], (y * 140 + x) * 4);
    }
  }
  const { far_samples } = judged(mosaic, grey);
  const worst = far_samples.indexOf(Math.max(...far_samples));
  const across = GRID.columns * FAR_SIDE;
  assert.deepEqual(
    [worst % across, Math.floor(worst / across)].map((at) => Math.floor(at / FAR_SIDE)),
    [column, row],
  );
  assert.equal(far_samples[4 * FAR_SIDE * across], 0);
});

const lightnessAt = ({ width, data }: Raster, x: number, y: number): number => {
  const [r, g, b] = data.subarray((y * width + x) * 4);
  return 0.2126 * LINEAR[r] + 0.7152 * LINEAR[g] + 0.0722 * LINEAR[b];
};

test('every cell has one colour, lighter the larger its difference, and the last above the top', () => {
  const shape: Shape = { kind: 'grid', columns: 4, rows: 3, cell: [3, 2] };
  const differences = new Float32Array(12 * FAR_SIDE ** 2);
  const samples = onLattice(shape, FAR_SIDE);
  for (let cell = 0; cell < 12; cell++) {
    const [x, y] = samples.boxes.subarray(cell * 4);
    // their mean is what counts
    for (const [i, share] of [0.5, 1.5, 1, 1].entries()) {
      differences[(y + (i >> 1)) * samples.width + x + (i & 1)] = (share * cell * ERROR_MAP_TOP) / 10;
    }
  }
  const map = errorMap(shape, differences);
  assert.deepEqual({ width: map.width, height: map.height }, drawnSize(shape, 320));
  const [w, h] = [320, map.height / 3];
  let before = -1;
  for (let cell = 0; cell < 12; cell++) {
    const [x, y] = [(cell % 4) * w, Math.floor(cell / 4) * h];
    const light = lightnessAt(map, x, y);
    assert.equal(lightnessAt(map, x + w - 1, y + h - 1), light);
    assert.ok(cell <= 10 ? light > before : light === before, `cell ${cell}`);
    before = light;
  }
  const many = errorMap({ ...shape, columns: 2000, rows: 1 }, new Float32Array(2000 * FAR_SIDE ** 2));
  assert.deepEqual([many.width, many.data[3]], [2000, 255]);
});
