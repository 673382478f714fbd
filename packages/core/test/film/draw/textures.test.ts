import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyTextures, halveRows, randomFrom, raster, setTexture, textureBytes } from '@tesserae/core/internal';
import fc from 'fast-check';
import { sizesOf, texturesOf } from './sprite-oracle.js';

const texels = fc.integer({ min: 1, max: 11 });

test('a texture and its smaller sizes stand one after the other, each half of the one before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texels, texels), { minLength: 1, maxLength: 4 }), (sizes) => {
      const random = randomFrom(sizes.length);
      const textures = texturesOf(sizes, () => random() * 256);
      assert.equal(
        textures.rgb.length,
        sizes.reduce((sum, [width, height]) => sum + textureBytes(width, height), 0),
      );
      for (const texture of sizes.keys()) {
        const all = sizesOf(textures, texture);
        assert.deepEqual([all[all.length - 1].width, all[all.length - 1].height], [1, 1]);
        for (const [i, { width, height, start }] of all.entries()) {
          const end = i + 1 < all.length ? all[i + 1].start : (textures.starts[texture + 1] ?? textures.rgb.length);
          assert.equal(end - start, width * height * 3);
          if (i === 0) continue;
          const before = all[i - 1];
          const halved = new Uint8Array(width * height * 3);
          for (let y = 0; y < height; y++) {
            const upper = before.start + 2 * y * before.width * 3;
            const lower = 2 * y + 1 < before.height ? upper + before.width * 3 : upper;
            halveRows({ rgb: textures.rgb, width: before.width, upper, lower }, halved, y * width * 3);
          }
          assert.deepEqual(textures.rgb.slice(start, start + width * height * 3), halved);
        }
      }
    }),
  );
});

test('a view of another size than its texture is refused', () => {
  const textures = emptyTextures(Uint16Array.of(4), Uint16Array.of(3));
  assert.throws(() => setTexture(textures, 0, raster(3, 4)), {
    subject: 'view',
    expected: '4×3 pixels',
    received: '3×4',
  });
});
