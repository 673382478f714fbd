import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { openMosaic } from '@tesserae/node/internal';
import { decodeReduced, readHeader } from '@tesserae/node/internal-codecs';
import { syntheticPhoto, temporaryFolder, writePicture } from '@tesserae/testing';
import sharp from 'sharp';
import { inspectFile, readTarget } from '../support/shared-decoders.js';

test('a target is read as it is, through a link too', async (t) => {
  const folder = temporaryFolder(t);
  const picture = syntheticPhoto(1, 91, 63);
  await writePicture(join(folder, 'a.png'), picture);
  symlinkSync('a.png', join(folder, 'link.png'));
  const target = await readTarget(join(folder, 'link.png'));
  assert.deepEqual(target.raster, picture);
  const sha256 = createHash('sha256')
    .update(readFileSync(join(folder, 'a.png')))
    .digest('hex');
  assert.deepEqual([target.path, target.sha256], [join(folder, 'link.png'), sha256]);
  assert.deepEqual([target.width, target.height], [91, 63]);
});

test('a large target is reduced in linear light', async () => {
  // black and white lines: half the light is 188 of 255, half the encoded value would be 128
  const side = 512;
  const lines = Uint8Array.from({ length: side * side }, (_, i) => (i % 2 ? 255 : 0));
  for (const format of ['png', 'jpeg'] as const) {
    const grey = sharp(lines, { raw: { width: side, height: side, channels: 1 } });
    const bytes = await grey.toFormat(format, { quality: 100 }).toBuffer();
    const reduced = await decodeReduced(bytes, await readHeader(bytes, true), (side / 4) ** 2);
    assert.deepEqual([reduced.width, reduced.height], [side / 4, side / 4]);
    const middle = (reduced.width * 64 + 64) * 3;
    for (const c of [0, 1, 2])
      assert.ok(Math.abs(reduced.rgb[middle + c] - 188) <= 3, `${format} ${reduced.rgb[middle + c]}`);
  }
});

test('a reduced target is upright, over white, and keeps its shape', async () => {
  for (const alpha of [0, 255]) {
    const data = new Uint8Array(60 * 90 * 4); // the lower half is black, or transparent
    data.fill(255, 0, 60 * 45 * 4);
    for (let i = 3; i < data.length; i += 4) data[i] = Math.max(data[i], alpha);
    const stored = sharp(data, { raw: { width: 60, height: 90, channels: 4 } }).withMetadata({ orientation: 6 });
    const bytes = await stored.png().toBuffer();
    const header = await readHeader(bytes, true);
    assert.deepEqual([header.width, header.height], [90, 60]);
    const reduced = await decodeReduced(bytes, header, 30 * 20);
    assert.deepEqual([reduced.width, reduced.height], [30, 20]);
    // turned clockwise, the lower half comes to the left
    for (let x = 0; x < 30; x++) {
      const value = reduced.rgb[(10 * 30 + x) * 3];
      if (x < 12) assert.equal(value, alpha === 0 ? 255 : 0);
      if (x > 17 || alpha === 0) assert.equal(value, 255);
    }
  }
});

test('reading a target can be aborted', async (t) => {
  const path = join(temporaryFolder(t), 'a.png');
  await writePicture(path, syntheticPhoto(1, 20, 20));
  await assert.rejects(readTarget(path, { signal: AbortSignal.abort() }), (error) => {
    return error instanceof MosaicError && error.code === 'aborted';
  });
});

test('a mosaic is read as it is stored, and one that would take too much memory is not', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.png');
  const picture = syntheticPhoto(3, 57, 91);
  await writePicture(path, picture);
  const mosaic = await openMosaic(path);
  assert.deepEqual([mosaic.width, mosaic.height], [57, 91]);
  for await (const { y, raster } of mosaic.bands()) assert.deepEqual([y, raster], [0, picture]);

  const bomb = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#777' } })
    .jpeg({ progressive: true })
    .toBuffer();
  const frame = bomb.indexOf(Buffer.from([0xff, 0xc2]));
  bomb.writeUInt16BE(30_000, frame + 5);
  bomb.writeUInt16BE(30_000, frame + 7);
  writeFileSync(path, bomb);
  await assert.rejects(openMosaic(path), {
    code: 'too-large',
    file: path,
    received: /^30000×30000 pixels, which would take/,
  });
});

test('what is wrong with a file is said once after its name, whatever that is', async (t) => {
  const folder = join(temporaryFolder(t), 'a: b');
  mkdirSync(join(folder, 'folder.jpg'), { recursive: true });
  symlinkSync('folder.jpg', join(folder, 'link.jpg'));
  for (const name of ['folder.jpg', 'link.jpg']) {
    const path = join(folder, name);
    const detail = 'a folder';
    assert.deepEqual(await inspectFile(path), { path, state: 'refused', code: 'special-file', detail });
    await assert.rejects(readTarget(path), { code: 'special-file', file: path, received: detail });
  }
  const path = join(folder, 'none.jpg');
  const { code, detail } = await inspectFile(path);
  assert.deepEqual([code, detail], ['not-found', '']);
});
