/** Labs refuse pictures without a colour profile: every format has one, as another program reads it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileSink } from '@tesserae/node';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder } from '@tesserae/testing';

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
