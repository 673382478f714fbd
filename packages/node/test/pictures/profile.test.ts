/** Labs refuse pictures without a colour profile: every format has one, as another program reads it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileSink } from '@tesserae/node';
import { canRun, differences, hasCommand, readPicture, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

const FILES = ['a.png', 'a.tif', 'pyramid.tif', 'a.jpg', 'a.webp', 'a.avif'];

test('every picture carries a profile of sRGB, and says who made it', async (t) => {
  if (!canRun(t, hasCommand('exiftool', ['-ver']), 'exiftool (Debian: libimage-exiftool-perl)')) return;
  const folder = temporaryFolder(t);
  const raster = syntheticPhoto(4, 700, 300);
  for (const name of FILES) {
    const sink = await fileSink(join(folder, name), { width: 700, height: 300, pyramid: name === 'pyramid.tif' });
    await sink.write({ y: 0, raster });
    await sink.close();
  }
  const told = execFileSync('exiftool', ['-json', '-ProfileDescription', '-ColorSpaceData', '-Software', ...FILES], {
    cwd: folder,
    encoding: 'utf8',
  });
  for (const { SourceFile, ...facts } of JSON.parse(told)) {
    assert.match(facts.ProfileDescription, /^sRGB/, SourceFile);
    assert.deepEqual([facts.ColorSpaceData.trim(), facts.Software], ['RGB', 'Tesserae'], SourceFile);
  }
});

test('the profile is the whole file of other readers, and pixels stay what they are', async (t) => {
  if (!canRun(t, hasCommand('vips'), 'vips (Debian: libvips-tools)')) return;
  const folder = temporaryFolder(t);
  const raster = syntheticPhoto(4, 700, 300);
  for (const name of ['a.png', 'a.tif', 'pyramid.tif']) {
    const sink = await fileSink(join(folder, name), { width: 700, height: 300, pyramid: name === 'pyramid.tif' });
    await sink.write({ y: 0, raster });
    await sink.close();
    const raw = join(folder, 'a.v');
    execFileSync('vips', ['icc_transform', join(folder, name), raw, 'srgb', '--embedded']);
    execFileSync('vips', ['subtract', join(folder, name), raw, join(folder, 'd.v')]);
    execFileSync('vips', ['abs', join(folder, 'd.v'), join(folder, 'e.v')]);
    const most = Number(execFileSync('vips', ['max', join(folder, 'e.v')], { encoding: 'utf8' }));
    assert.ok(most <= 1, `${name}: ${most}`);
  }
});

test('a picture in another profile has other numbers, names it, and looks the same', async (t) => {
  const folder = temporaryFolder(t);
  const raster = syntheticPhoto(4, 700, 300);
  const red = { create: { width: 8, height: 8, channels: 3, background: 'red' } } as const;
  const { icc: bytes } = await sharp(await sharp(red).withIccProfile('p3').png().toBuffer()).metadata();
  const icc = { bytes: bytes!, path: join(folder, 'p3.icc') };
  writeFileSync(icc.path, icc.bytes);
  for (const name of FILES) {
    const path = join(folder, name);
    const options = { width: 700, height: 300, quality: 95, pyramid: name === 'pyramid.tif', icc };
    const sink = await fileSink(path, options);
    await sink.write({ y: 0, raster: { ...raster, height: 100, data: raster.data.subarray(0, 700 * 100 * 4) } });
    await sink.write({ y: 100, raster: { ...raster, height: 200, data: raster.data.subarray(700 * 100 * 4) } });
    await sink.close();
    assert.deepEqual((await sharp(path).metadata()).icc, bytes, name);
    // no colour management, and ours
    const numbers = await sharp(path, { ignoreIcc: true }).removeAlpha().raw().toBuffer();
    assert.ok(
      numbers.some((number, i) => Math.abs(number - raster.data[Math.floor(i / 3) * 4 + (i % 3)]) > 4),
      name,
    );
    const each = differences(raster, await readPicture(path));
    assert.ok(each.reduce((sum, one) => sum + one, 0) / each.length < 0.02, name);
  }
});
