/** Formats that the decoder does not know, through everything that opens files. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLibrary, readLibrary } from '@tesserae/node';
import { syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';
import { indexPhotos, inspectFile, openPhotos, readTarget } from '../support/shared-decoders.js';
import { writeBmp } from '../support/writers/bmp.js';
import { writeHeic } from '../support/writers/heic.js';
import { noise, writeTiffLike } from '../support/writers/raw.js';

const { data } = syntheticPhoto(5, 480, 320);
const jpeg = await sharp(data, { raw: { width: 480, height: 320, channels: 4 } })
  .jpeg({ quality: 92 })
  .toBuffer();
const values = Array.from(
  { length: 480 * 320 },
  (_, i) => (data[i * 4] << 16) | (data[i * 4 + 1] << 8) | data[i * 4 + 2],
);

const FILES: Readonly<Record<string, readonly [format: string, file: Buffer, size: readonly [number, number]]>> = {
  'a.bmp': ['BMP', writeBmp({ bits: 24, header: 40 }, { width: 480, height: 320, values }), [480, 320]],
  'b.heic': ['HEIC', writeHeic({ turns: 1 }), [64, 96]],
  'c.nef': [
    'Nikon NEF (preview)',
    writeTiffLike([
      { fields: { 271: 'NIKON', 274: [6] }, jpeg },
      { fields: { 262: [32803] }, strips: [noise(1, 5000)] },
    ]),
    [320, 480],
  ],
};

test('such files are photos, targets, and can be looked into', async (t) => {
  const folder = temporaryFolder(t);
  for (const [name, [, file]] of Object.entries(FILES)) writeFileSync(join(folder, name), file);
  const file = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => file.close());
  const report = await indexPhotos(file, [folder]);
  assert.deepEqual([report.photos, report.refused], [3, 0]);
  for (const [name, [format, , size]] of Object.entries(FILES)) {
    const seen = await inspectFile(join(folder, name));
    assert.deepEqual([seen.state, seen.format], ['usable', format]);
    assert.deepEqual(Object.values(seen.header!.upright), size);
    const target = await readTarget(join(folder, name));
    assert.deepEqual([target.width, target.height], size);
  }
});

test('their views are drawn from the originals', async (t) => {
  const folder = temporaryFolder(t);
  const file = await openLibrary(join(folder, 'a.tesserae'), { create: true });
  t.after(() => file.close());
  for (const name of ['a.bmp', 'c.nef']) writeFileSync(join(folder, name), FILES[name][1]);
  await indexPhotos(file, [folder]);
  const { library } = readLibrary(file);
  const photos = openPhotos(file, library.ids, { onNotice: ({ reason }) => assert.fail(reason.code) });
  for (const photo of library.ids.keys()) {
    const [width, height] = library.sizes.subarray(photo * 2);
    const view = { photo, crop: { x: 0, y: 0, w: 1, h: 1 }, mirrored: false };
    const drawn = await photos.view(view, width, height);
    const upright = syntheticPhoto(5, 480, 320).data;
    let off = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        // orientation 6: stored rows are columns from the right
        const [u, v] = width === 480 ? [x, y] : [y, width - 1 - x];
        for (let c = 0; c < 3; c++)
          off += Math.abs(drawn.data[(y * width + x) * 4 + c] - upright[(v * 480 + u) * 4 + c]);
      }
    }
    assert.ok(off / (width * height * 3) < 3, `${width}×${height}`);
  }
});

test('a target that is cut short is refused, though a photo would be repaired', async (t) => {
  const folder = temporaryFolder(t);
  const bmp = FILES['a.bmp'][1];
  const path = join(folder, 'cut.bmp');
  writeFileSync(path, bmp.subarray(0, bmp.length - 5 * 480 * 3));
  assert.equal((await inspectFile(path)).state, 'repaired');
  await assert.rejects(readTarget(path), { code: 'truncated' });
});
