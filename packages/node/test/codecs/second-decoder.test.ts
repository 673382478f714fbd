/** Another program as the judge of our decoding: ImageMagick, with colour management of its own. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { raster } from '@tesserae/core/internal';
import { decodeThumbnail } from '@tesserae/node/internal';
import { decodePhoto } from '@tesserae/node/internal-codecs';
import { canRun, differences, hasCommand, samplesFolder, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

// not among them, each looked at: CMYK without a profile (what its inks are is a guess), PNG with a gamma chunk, which no
// camera writes and libvips leaves alone, and a GIF whose first frame is smaller than its canvas
const FILES = [
  'alpha-lossless.webp anim.gif anim.webp anim.apng avif-8bit.avif broken-exif2.jpg',
  'cmyk-swop-icc.jpg cmyk-progressive.jpg exif-orient-6.webp exif-orient-5-landscape.jpg exif-orient-7-landscape.jpg',
  'exif-orient-6-portrait.jpg grey.jpg jpeg-arithmetic.jpg jpeg-progressive.jpg la.png photo.bmp photo.webp',
  'png-16bit-flag.png png-16bit-grey-alpha.png stereo.mpo tiff-16bit-rgb.tiff tiff-multipage.tiff',
  'trailing-data.jpg transparent-all.png transparent-gradient.png wide-6000x40.jpg tall-40x6000.png webp-named.jpg',
]
  .join(' ')
  .split(' ');

test('thumbnails of odd files look like those of another program', async (t) => {
  const samples = samplesFolder();
  if (!canRun(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)')) return;
  if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
  const folder = temporaryFolder(t);
  const [profile, png] = [join(folder, 'srgb.icc'), join(folder, 'a.png')];
  const source = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).withIccProfile('srgb');
  writeFileSync(profile, (await sharp(await source.png().toBuffer()).metadata()).icc!);
  for (const name of FILES) {
    const file = join(samples!, 'odd', name);
    const photo = await decodePhoto(readFileSync(file));
    assert.ok(photo.state !== 'refused', name);
    const ours = decodeThumbnail(photo.thumbnail);
    const { width, height } = ours;
    const upright = ['-auto-orient', '-profile', profile, '-background', 'white', '-alpha', 'remove'];
    const last = ['-colorspace', 'sRGB', '-resize', `${width}x${height}!`, '-depth', '8', `PNG24:${png}`];
    assert.equal(spawnSync('convert', [`${file}[0]`, ...upright, ...last]).error, undefined);
    const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [width, height], name);
    const each = differences(raster(width, height, new Uint8ClampedArray(data)), ours);
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    assert.ok(mean < 0.03, `${name}: ${mean}`); // a just visible difference is about .02
  }
});
