/** Files that people reported about other programs: each has a right value, found with a second program, or is refused for a true reason. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { decodeThumbnail } from '@tesserae/node/internal';
import { decodePhoto } from '@tesserae/node/internal-codecs';
import { canRun, samplesFolder } from '@tesserae/testing';
import { readTarget } from '../support/shared-decoders.js';

const CHART = [125, 121, 121];
const PHOTO = [56, 87, 108];

/** The mean colour of each; those of the larger ones above the threshold of targets. */
const RIGHT: Readonly<Record<string, readonly number[]>> = {
  '19mp-adobe-profile.jpg': CHART,
  '19mp-alpha.png': [190, 187, 187],
  '24mp-profile.heic': [120, 127, 117], // another chart: as heif-convert and ImageMagick have it
  'tiff16-srgb-profile.tif': CHART,
  'avif10-adobe-profile.avif': CHART,
  'grey16-linear-profile.tif': [80, 80, 80],
  'pq-bt2020.avif': CHART,
  'p3-by-nclx.avif': CHART,
  'p3-by-cicp.png': CHART,
  'adobergb-by-exif.jpg': CHART,
  'png-gama.png': [129, 129, 129],
  'heic-264-tiles.heic': PHOTO,
  'heic-cropped-clap.heic': [185, 192, 190],
  'tiff-lab8.tif': [89, 80, 95],
  'jpeg-lossless.jpg': [147, 147, 147],
  'bmp-reserved-bytes.bmp': [119, 117, 120],
  'psd-alpha.psd': [210, 216, 220],
};

const UNSUPPORTED: Readonly<Record<string, RegExp>> = {
  'tiff-lzma.tif': /LZMA compression/,
  'tiff-old-jpeg-tiles.tif': /Old-style JPEG compression/,
  'tiff-old-jpeg.tif': /Old-style JPEG compression/,
};

function reported(t: TestContext): string | undefined {
  const samples = samplesFolder();
  return canRun(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)')
    ? join(samples!, 'reported')
    : undefined;
}

function mean(data: ArrayLike<number>): number[] {
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sums[c] += data[i + c];
  return sums.map((sum) => Math.round((sum * 4) / data.length));
}

for (const [name, right] of Object.entries(RIGHT)) {
  test(`${name} has the right colours as a photo and as a target`, async (t) => {
    const folder = reported(t);
    if (folder === undefined) return;
    const photo = await decodePhoto(readFileSync(join(folder, name)));
    assert.ok(photo.state === 'usable', JSON.stringify(photo));
    const target = await readTarget(join(folder, name));
    for (const data of [decodeThumbnail(photo.thumbnail).data, target.raster.data]) {
      const seen = mean(data);
      assert.ok(
        right.every((value, c) => Math.abs(value - seen[c]) <= 2),
        `${seen} instead of ${right}`,
      );
    }
  });
}

for (const [name, reason] of Object.entries(UNSUPPORTED)) {
  test(`${name} is refused as what is not read, not as damaged`, async (t) => {
    const folder = reported(t);
    if (folder === undefined) return;
    const photo = await decodePhoto(readFileSync(join(folder, name)));
    assert.ok(photo.state === 'refused');
    assert.equal(photo.code, 'unsupported');
    assert.match(photo.detail, reason);
    await assert.rejects(readTarget(join(folder, name)), { code: 'unsupported' });
  });
}
