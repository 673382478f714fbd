import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { raster } from '@tesserae/core/internal';
import { fileSink } from '@tesserae/node';
import { canRun, hasCommand, readPicture, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

test('a pyramid holds the picture and its halves, at any size', async (t) => {
  const folder = temporaryFolder(t);
  for (const [width, height] of [
    [1, 1],
    [512, 512],
    [513, 511],
    [1500, 1101],
    [37, 2100],
  ] as const) {
    const picture = syntheticPhoto(width, width, height);
    const path = join(folder, `${width}x${height}.tif`);
    const sink = await fileSink(path, { width, height, pyramid: true, dpi: 240 });
    for (let y = 0; y < height; y += 97) {
      const rows = Math.min(97, height - y);
      await sink.write({ y, raster: raster(width, rows, picture.data.slice(y * width * 4, (y + rows) * width * 4)) });
    }
    await sink.close();
    assert.deepEqual(await readPicture(path), picture, `${width}×${height}`);

    const { pages = 1, density } = await sharp(path).metadata();
    assert.equal(density, 240);
    for (let page = 1; page < pages; page++) {
      const half = await sharp(path, { page }).raw().toBuffer({ resolveWithObject: true });
      assert.deepEqual(
        [half.info.width, half.info.height],
        [Math.ceil(width / 2 ** page), Math.ceil(height / 2 ** page)],
        `${width}×${height}, page ${page}`,
      );
      const whole = await sharp(picture.data, { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .stats();
      const own = await sharp(half.data, { raw: half.info }).stats();
      own.channels.forEach(({ mean }, i) => {
        assert.ok(Math.abs(mean - whole.channels[i].mean) < 6, `page ${page}: ${mean} of ${whole.channels[i].mean}`);
      });
      if (page + 1 === pages) assert.ok(half.info.width <= 512 && half.info.height <= 512, 'the last is one square');
    }
  }
  await assert.rejects(fileSink(join(folder, 'm.png'), { width: 9, height: 9, pyramid: true }), {
    code: 'usage',
    subject: 'pyramid',
  });
});

test('other programs read a pyramid without a warning', async (t) => {
  if (!canRun(t, hasCommand('tiffinfo', ['-h']), 'tiffinfo (Debian: libtiff-tools)')) return;
  if (!canRun(t, hasCommand('vipsheader', ['--version']), 'vipsheader (Debian: libvips-tools)')) return;
  const path = join(temporaryFolder(t), 'm.tif');
  const picture = syntheticPhoto(3, 1300, 900);
  const sink = await fileSink(path, { width: 1300, height: 900, pyramid: true });
  await sink.write({ y: 0, raster: picture });
  await sink.close();
  const info = spawnSync('tiffinfo', ['-D', path], { encoding: 'utf8' });
  assert.equal(info.stderr, '');
  assert.equal(info.stdout.match(/Tile Width: 512/g)?.length, 3);
  assert.equal(info.stdout.match(/reduced-resolution/g)?.length, 2);
  const vips = spawnSync('vipsheader', ['-a', path], { encoding: 'utf8' });
  assert.equal(vips.stderr, '');
  assert.match(vips.stdout, /n-pages: 3/);
});
