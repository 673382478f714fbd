import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { raster } from '@tesserae/core/internal';
import { fileSink } from '@tesserae/node/internal';
import { differences, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

const WIDTH = 4096;
/** Rows of a band, of which the picture is all made. */
const ROWS = 64;

/** Squares of 4 × 4 pixels in greys by chance: what WebP's quick encoder spends most on. */
function squares() {
  const band = raster(WIDTH, ROWS);
  let seed = 1;
  const greys = Uint8Array.from({ length: (WIDTH * ROWS) / 16 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 24;
  });
  for (let i = 0; i < WIDTH * ROWS; i++) {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const grey = greys[(y >> 2) * (WIDTH >> 2) + (x >> 2)];
    band.data.set([grey, grey, grey, 255], i * 4);
  }
  return band;
}

// the quick encoder alone fails here with "unable to encode": tried with sharp 0.35 at 4096 × 4096; it does 3584 × 3584
test('detail that WebP’s quick encoder cannot hold is written by the one that weighs', async (t) => {
  const band = squares();
  const path = join(temporaryFolder(t), 'detailed.webp');
  const sink = await fileSink(path, { width: WIDTH, height: WIDTH, quality: 88 });
  for (let y = 0; y < WIDTH; y += ROWS) await sink.write({ y, raster: band });
  await sink.close();

  const picture = sharp(path);
  const { format, width, height } = await picture.metadata();
  assert.deepEqual([format, width, height], ['webp', WIDTH, WIDTH]);
  const rows = await picture
    .extract({ left: 0, top: 20 * ROWS, width, height: ROWS })
    .ensureAlpha()
    .raw()
    .toBuffer();
  const each = differences(band, raster(width, ROWS, new Uint8ClampedArray(rows)));
  assert.ok(each.reduce((sum, one) => sum + one, 0) / each.length < 0.03);
});
