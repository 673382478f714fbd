import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  beside,
  cellAspect,
  cellAt,
  cellName,
  cellNamed,
  cellPixels,
  cellRect,
  cellsIn,
  cellsNamed,
  centreIn,
  drawnSize,
  groundRect,
  lastName,
  layoutOf,
  place,
  placeName,
  type Shape,
  sidesIn,
  windowRows,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

const shapes: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom('grid', 'brick'),
  columns: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 9 }),
  cell: fc.constantFrom([1, 1] as const, [3, 2] as const, [2, 5] as const),
});
const scales = fc.integer({ min: 1, max: 13 });

test('at every scale the cells cover each pixel once, in drawing order', () => {
  fc.assert(
    fc.property(shapes, scales, (shape, scale) => {
      const { width, height, boxes } = place(shape, scale);
      assert.deepEqual({ width, height }, drawnSize(shape, scale));
      assert.equal(boxes.length, cellsIn(shape) * 4);
      const covered = new Uint8Array(width * height);
      for (let i = 0, before = 0; i < boxes.length; i += 4) {
        const [left, top, w, h] = boxes.subarray(i, i + 4);
        assert.ok(left >= 0 && left + w <= width && top >= before && top + h <= height);
        before = top;
        for (let y = top; y < top + h; y++) for (let x = left; x < left + w; x++) covered[y * width + x]++;
      }
      assert.ok(covered.every((times) => times === 1));
    }),
  );
});

test('all cells of a class have the same pixels where halves of a cell are whole ones, else they differ by one', () => {
  fc.assert(
    fc.property(shapes, scales, (shape, scale) => {
      const { boxes } = place(shape, scale);
      const { classOf } = layoutOf(shape, 100, 100);
      const whole = cellPixels(shape, scale);
      for (let cell = 0; cell < classOf.length; cell++) {
        const [w, h] = boxes.subarray(cell * 4 + 2, cell * 4 + 4);
        assert.equal(h, whole.height);
        if (classOf[cell] === 0) assert.equal(w, whole.width);
        else assert.ok(scale % 2 === 0 ? w === scale / 2 : Math.abs(w - scale / 2) === 0.5);
      }
    }),
  );
});

test('drawn boxes are those of the layout, rounded, and those of the ground', () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(6, 30), (shape, scale) => {
      const { width, height, boxes } = place(shape, scale);
      const layout = layoutOf(shape, width, height);
      const ground = groundRect(shape);
      for (let i = 0; i < boxes.length; i += 4) {
        const { left, top, right, bottom } = sidesIn(shape, i / 4, { x: 0, y: 0, w: width, h: height });
        const rect = cellRect(shape, i / 4);
        const centre = centreIn(shape, i / 4, ground);
        assert.ok(Math.abs(rect.w / rect.h / cellAspect(shape, i / 4) - 1) < 1e-12);
        assert.ok(Math.hypot(centre.x - rect.x - rect.w / 2, centre.y - rect.y - rect.h / 2) < 1e-12);
        for (const [k, side] of [left, top, right - left, bottom - top].entries()) {
          assert.ok(Math.abs(side - boxes[i + k]) < 1e-9);
          assert.ok(Math.abs(layout.boxes[i + k] - boxes[i + k]) < 1, 'cells are rounded to whole pixels in height');
        }
      }
    }),
  );
});

test('a window has the cells that its pixels lie in, and a row for each that begins in it', () => {
  fc.assert(
    fc.property(shapes, scales, evenly(0, 0.999), evenly(0, 0.999), fc.nat(), (shape, scale, u, v, seed) => {
      const placed = place(shape, scale);
      const [x, y] = [Math.floor(u * placed.width), Math.floor(v * placed.height)];
      const w = 1 + (seed % (placed.width - x));
      const h = 1 + ((seed >> 8) % (placed.height - y));
      const { tops, from, cells } = windowRows(placed, { x, y, w, h });
      const seen = new Set<number>();
      for (let cell = 0; cell < placed.boxes.length / 4; cell++) {
        const [left, top, across, down] = placed.boxes.subarray(cell * 4, cell * 4 + 4);
        if (Math.max(left, x) < Math.min(left + across, x + w) && Math.max(top, y) < Math.min(top + down, y + h)) {
          seen.add(cell);
        }
      }
      assert.deepEqual([...cells], [...seen]);
      assert.deepEqual([tops[0], tops[tops.length - 1]], [y, y + h]);
      assert.equal(from.length, tops.length);
      for (let row = 0; row + 1 < from.length; row++) {
        for (const cell of cells.subarray(from[row], from[row + 1])) {
          const [, top, , down] = placed.boxes.subarray(cell * 4, cell * 4 + 4);
          assert.ok(top < tops[row + 1] && top + down > tops[row]);
        }
      }
    }),
  );
});

test('names and places read back as their cells, and nothing else does', () => {
  fc.assert(
    fc.property(shapes, evenly(0, 0.999), evenly(0, 0.999), (shape, u, v) => {
      const cells = cellsIn(shape);
      for (let cell = 0; cell < cells; cell++) {
        assert.equal(cellNamed(cellName(cell, shape), shape), cell);
        assert.equal(cellNamed(placeName(cell, shape), shape), cell);
        const { left, top, right, bottom } = sidesIn(shape, cell, { x: 0, y: 0, w: 1, h: 1 });
        const [x, y] = [left + (right - left) * (0.001 + 0.998 * u), top + (bottom - top) * (0.001 + 0.998 * v)];
        assert.equal(cellAt(shape, x, y), cell);
      }
      assert.equal(lastName(shape), cellName(cells - 1, shape));
      assert.equal(cellNamed(`r${shape.rows + 1}c1`, shape), -1);
      assert.equal(cellNamed(`r1c${shape.columns + 1}`, shape), -1);
      assert.equal(cellNamed(`r2c${shape.columns + 2}`, shape), -1);
      assert.deepEqual(cellsNamed(`r1c1:${lastName(shape)}`, shape).length <= cells, true);
      for (const [x, y] of [
        [-1e-9, 0.5],
        [1, 0.5],
        [0.5, -1e-9],
        [0.5, 1],
        [Number.NaN, 0],
      ]) {
        assert.equal(cellAt(shape, x, y), -1);
      }
    }),
  );
});

test('the names of a rectangle are the cells between its corners, as far as rows have them', () => {
  const shape: Shape = { kind: 'brick', columns: 3, rows: 4, cell: [1, 1] };
  const names = (name: string) => cellsNamed(name, shape).map((cell) => cellName(cell, shape));
  assert.deepEqual(names('r1c2:r2c4'), ['r1c2', 'r1c3', 'r2c2', 'r2c3', 'r2c4']);
  assert.deepEqual(names('r4c1:r3c2'), ['r3c1', 'r3c2', 'r4c1', 'r4c2']);
  assert.deepEqual(names('r1c1:r1c4'), []);
});

test('ways lead to cells that touch, and back, and stop at the edge', () => {
  const back = { left: 'right', right: 'left', up: 'down', down: 'up' } as const;
  fc.assert(
    fc.property(shapes, (shape) => {
      for (let cell = 0; cell < cellsIn(shape); cell++) {
        const at = sidesIn(shape, cell, { x: 0, y: 0, w: 1, h: 1 });
        for (const way of ['left', 'right', 'up', 'down'] as const) {
          const next = beside(shape, cell, way);
          const there = sidesIn(shape, next, { x: 0, y: 0, w: 1, h: 1 });
          assert.ok(there.left <= at.right + 1e-9 && there.right >= at.left - 1e-9, 'it touches');
          const isHalf = cellAspect(shape, cell) < cellAspect(shape, 0);
          if (next !== cell && !(isHalf && (way === 'up' || way === 'down'))) {
            assert.equal(beside(shape, next, back[way]), cell, `${way} from ${cellName(cell, shape)}`);
          }
        }
        const first = beside(shape, cell, 'first');
        assert.equal(sidesIn(shape, first, { x: 0, y: 0, w: 1, h: 1 }).left, 0);
        assert.equal(sidesIn(shape, beside(shape, cell, 'last'), { x: 0, y: 0, w: 1, h: 1 }).right, 1);
      }
    }),
  );
});
