import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutOf, targetCrop } from '@tesserae/core/internal';
import fc from 'fast-check';

const walls = fc.record({
  columns: fc.integer({ min: 1, max: 12 }),
  rows: fc.integer({ min: 1, max: 9 }),
  width: fc.integer({ min: 20, max: 400 }),
  height: fc.integer({ min: 20, max: 400 }),
});

test('bricks cover what a grid of as many columns and rows shows, and no pixel twice', () => {
  fc.assert(
    fc.property(walls, ({ columns, rows, width, height }) => {
      const shape = { kind: 'brick', columns, rows, cell: [3, 2] } as const;
      const { boxes, classOf, classes } = layoutOf(shape, width, height);
      const crop = targetCrop(shape, width, height);
      const brick = crop.w / columns;
      let cell = 0;
      for (let row = 0; row < rows; row++) {
        let right = crop.x;
        for (let i = 0; i < columns + (row % 2); i++, cell++) {
          const [x, y, w, h] = boxes.subarray(cell * 4, cell * 4 + 4);
          const isHalf = row % 2 === 1 && (i === 0 || i === columns);
          near(x, right);
          near(y, crop.y + (row * crop.h) / rows);
          near(w, isHalf ? brick / 2 : brick);
          near(h, crop.h / rows);
          const [across, down] = classes[classOf[cell]].aspect;
          near(across / down, isHalf ? 0.75 : 1.5);
          right = x + w;
        }
        near(right, crop.x + crop.w);
      }
      assert.equal(cell * 4, boxes.length);
      assert.equal(classes.length, rows > 1 ? 2 : 1);
    }),
  );
});

/** Equal as far as 32-bit floats go. */
function near(a: number, b: number): void {
  assert.ok(Math.abs(a - b) < 1e-3, `${a} is not ${b}`);
}
