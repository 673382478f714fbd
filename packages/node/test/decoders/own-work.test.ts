/** Mosaics that this program made are no photos of the next one. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileSink, openLibrary } from '@tesserae/node';
import { isOwnWork, srgbProfile, tiffFormat } from '@tesserae/node/internal';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder, writePhotos } from '@tesserae/testing';
import sharp from 'sharp';
import { indexPhotos } from '../support/shared-decoders.js';

const WIDTH = 401;
const HEIGHT = 303;

async function writeMosaic(path: string): Promise<void> {
  const sink = await fileSink(path, { width: WIDTH, height: HEIGHT });
  await sink.write({ y: 0, raster: syntheticPhoto(5, WIDTH, HEIGHT) });
  await sink.close();
}

test('mosaics of every format are left out and counted, however large; photos are not', async (t) => {
  const folder = temporaryFolder(t);
  const formats = ['png', 'tif', 'jpg', 'webp', 'avif'];
  for (const format of formats) await writeMosaic(join(folder, `mosaic.${format}`));
  copyFileSync(join(folder, 'mosaic.png'), join(folder, 'huge.png'));
  truncateSync(join(folder, 'huge.png'), 600 * 2 ** 20); // more than a photo may have
  await writePhotos(folder, 2);
  const [named] = await writePhotos(temporaryFolder(t), 1, { seed: 40 });
  const exif = { IFD0: { Software: 'Tesseract', ImageDescription: 'Tesserae of Ravenna', Copyright: 'Tesserae' } };
  await sharp(named).withExif(exif).toFile(join(folder, 'ravenna.jpg'));

  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  const report = await indexPhotos(library, [folder]);
  assert.deepEqual([report.photos, report.ownWorks, report.refused, report.skipped], [3, formats.length + 1, 0, 0]);
  const again = await indexPhotos(library, [folder]);
  assert.deepEqual([again.photos, again.ownWorks, again.bytes], [3, formats.length + 1, 0]);
});

test('a BigTIFF has the mark too', async () => {
  const format = tiffFormat(4, 4, { compressed: false, big: true, dpi: 72, icc: srgbProfile() });
  const { head, tail } = format.end([48]);
  const file = Buffer.concat([head ?? assert.fail('no header'), Buffer.alloc(48), tail]);
  const read = async (at: number, length: number) => file.subarray(at, at + length);
  assert.equal(await isOwnWork(read, file.length), true);
  file.write('Tessaraa', file.indexOf('Tesserae'));
  assert.equal(await isOwnWork(read, file.length), false);
});

test('the mark is where other programs look for it', async (t) => {
  if (!canRun(t, hasCommand('exiftool'), 'exiftool')) return;
  const folder = temporaryFolder(t);
  for (const format of ['png', 'tif', 'jpg', 'webp', 'avif']) {
    const path = join(folder, `mosaic.${format}`);
    await writeMosaic(path);
    assert.equal(execFileSync('exiftool', ['-s3', '-Software', path], { encoding: 'utf8' }).trim(), 'Tesserae', format);
  }
  writeFileSync(join(folder, 'cut.jpg'), readFileSync(join(folder, 'mosaic.jpg')).subarray(0, 40));
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  assert.equal((await indexPhotos(library, [join(folder, 'cut.jpg')])).refused, 1, 'no mark, no mosaic');
});

test('lossy mosaics say that they are sRGB, or nothing of it', async (t) => {
  if (!canRun(t, hasCommand('exiftool', ['-ver']), 'exiftool (Debian: libimage-exiftool-perl)')) return;
  const folder = temporaryFolder(t);
  for (const [format, said] of [
    ['jpg', ''],
    ['webp', 'sRGB'],
    ['avif', 'sRGB'],
  ]) {
    const path = join(folder, `mosaic.${format}`);
    await writeMosaic(path);
    assert.equal(
      execFileSync('exiftool', ['-s3', '-EXIF:ColorSpace', path], { encoding: 'utf8' }).trim(),
      said,
      format,
    );
  }
});
