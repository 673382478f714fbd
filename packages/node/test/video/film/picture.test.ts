import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, layoutOf, type PhotoSource, render, type Shape } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import { blurredPicture, mosaicPicture } from '@tesserae/node/internal';
import { loosePlan, syntheticPhoto } from '@tesserae/testing';

const photos: PhotoSource = {
  thumbnails: () => Promise.reject(new Error('not asked for')),
  view: async ({ photo }, width, height) => syntheticPhoto(photo, width, height),
};

for (const kind of ['grid', 'brick'] as const) {
  test(`a film's pictures of a ${kind} are windows of what is drawn, tinted and blended, at every size`, async () => {
    const shape: Shape = { kind, columns: 5, rows: 4, cell: [3, 2] };
    const target = syntheticPhoto(9, 150, 80);
    const layout = layoutOf(shape, 150, 80);
    const cells = layout.classOf.length;
    const plan = loosePlan(
      layout,
      Uint32Array.from({ length: cells }, (_, cell) => cell % 3),
      3,
      {
        overlay: 20,
        tint: Float32Array.from({ length: cells * 3 }, (_, i) => (i % 7 === 0 ? 1.2 : 1)),
      },
    );
    const picture = mosaicPicture({ plan, photos, target });
    for (const size of [0, 1, 2, 5]) {
      const { width, height } = picture.sizes[size];
      const part = { x: width >> 2, y: height >> 2, w: width >> 1, h: height >> 1 };
      const { rgb } = await picture.draw(size, part);
      const whole = await collect(render(plan, photos, { cell: 2 ** size, target }), width, height);
      for (let i = 0; i < rgb.length; i++) {
        const [x, y] = [Math.floor(i / 3) % part.w, Math.floor(i / 3 / part.w)];
        const byte = whole.data[((part.y + y) * width + part.x + x) * 4 + (i % 3)];
        assert.equal(rgb[i], byte, `cells of ${2 ** size} px, pixel ${x} ${y}`);
      }
    }
  });
}

test('a blurred mosaic has its colours, region by region, and none of its contours', async () => {
  const layout = layoutOf({ kind: 'grid', columns: 48, rows: 24, cell: [1, 1] }, 48, 24);
  const sides = Uint32Array.from({ length: 48 * 24 }, (_, cell) => (cell % 48 < 24 ? 0 : 1));
  const plain: PhotoSource = {
    ...photos,
    view: async ({ photo }, width, height) =>
      raster(width, height, new Uint8ClampedArray(width * height * 4).fill(photo === 0 ? 40 : 200)),
  };
  const picture = blurredPicture({ plan: loosePlan(layout, sides, 2), photos: plain });
  assert.deepEqual(picture.sizes, [{ width: 24, height: 12 }]);
  const { rgb, width } = await picture.draw(0, { x: 0, y: 0, w: 24, h: 12 });
  for (let x = 0; x < width; x++) {
    if (Math.abs(x - 11.5) > 3) assert.ok(Math.abs(rgb[x * 3] - (x < 12 ? 40 : 200)) <= 2, `${x}: ${rgb[x * 3]}`);
  }
});
