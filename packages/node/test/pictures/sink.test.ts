import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Band, Raster } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import {
  type FileSinkOptions,
  fileSink,
  needsBigTiff,
  publication,
  srgbProfile,
  stripWriter,
  tiffFormat,
} from '@tesserae/node/internal';
import { canRun, differences, hasCommand, readPicture, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

/** Cuts a picture into bands of the given heights, over and over. */
function* bandsOf(picture: Raster, heights: readonly number[]): Generator<Band> {
  const { width, data } = picture;
  for (let y = 0, i = 0; y < picture.height; i++) {
    const height = Math.min(heights[i % heights.length], picture.height - y);
    yield { y, raster: raster(width, height, data.slice(y * width * 4, (y + height) * width * 4)) };
    y += height;
  }
}

async function writeFile(path: string, picture: Raster, heights = [7], options: Partial<FileSinkOptions> = {}) {
  const sink = await fileSink(path, { width: picture.width, height: picture.height, ...options });
  for (const band of bandsOf(picture, heights)) await sink.write(band);
  await sink.close();
}

const SIZES = [
  [1, 1],
  [3, 1],
  [1, 5],
  [33, 17],
  [257, 129],
  [1500, 701], // several strips, the last of them short
] as const;

/** One of each size. */
const PICTURES = SIZES.map(([width, height]) => syntheticPhoto(width, width, height));

for (const suffix of ['png', 'tif'] as const) {
  test(`${suffix} comes back as it was, at any size`, async (t) => {
    const folder = temporaryFolder(t);
    for (const picture of PICTURES) {
      const { width, height } = picture;
      const path = join(folder, `${width}x${height}.${suffix}`);
      await writeFile(path, picture);
      assert.deepEqual(await readPicture(path), picture, `${width}×${height}`);
    }
  });

  test(`${suffix} does not depend on how the picture is cut into bands`, async (t) => {
    const folder = temporaryFolder(t);
    const picture = syntheticPhoto(5, 700, 1100);
    await writeFile(join(folder, `a.${suffix}`), picture, [1100]);
    await writeFile(join(folder, `b.${suffix}`), picture, [1, 60, 300, 2]);
    assert.ok(readFileSync(join(folder, `a.${suffix}`)).equals(readFileSync(join(folder, `b.${suffix}`))));
  });
}

test('a PNG in which photos repeat comes back as it was, in a fraction of the bytes', async (t) => {
  const folder = temporaryFolder(t);
  const once = syntheticPhoto(8, 800, 600);
  const repeated = raster(
    800,
    600,
    once.data.map((_, i) => once.data[Math.floor(i / 3200) * 3200 + (i % 160)]), // the first 40 columns, 20 times
  );
  await writeFile(join(folder, 'once.png'), once);
  await writeFile(join(folder, 'repeated.png'), repeated);
  assert.deepEqual(await readPicture(join(folder, 'repeated.png')), repeated);
  const bytes = (name: string) => readFileSync(join(folder, name)).length;
  assert.ok(bytes('repeated.png') < bytes('once.png') / 5, `${bytes('repeated.png')} of ${bytes('once.png')}`);
});

for (const suffix of ['jpg', 'webp', 'avif'] as const) {
  test(`${suffix} comes back nearly as it was, and says who made it`, async (t) => {
    const path = join(temporaryFolder(t), `mosaic.${suffix}`);
    const picture = syntheticPhoto(3, 333, 217);
    await writeFile(path, picture, [50], { quality: 95 });
    const each = differences(picture, await readPicture(path));
    assert.ok(each.reduce((sum, one) => sum + one, 0) / each.length < 0.02);
    const { exif, icc, xmp } = await sharp(path).metadata();
    assert.match(String(exif), /Tesserae/);
    assert.match(Buffer.from(icc!).toString('latin1'), /s\0?R\0?G\0?B/);
    assert.equal(xmp, undefined);
  });
}

test('a JPEG joined from strips has the pixels of one encoded whole, at any size', async (t) => {
  const folder = temporaryFolder(t);
  const others = [
    [8, 8],
    [9, 4001],
    [12_001, 100],
  ] as const;
  for (const picture of [...PICTURES, ...others.map(([width, height]) => syntheticPhoto(width, width, height))]) {
    const { width, height } = picture;
    const path = join(folder, `${width}x${height}.jpg`);
    await writeFile(path, picture, [5], { quality: 83 });
    const whole = await sharp(picture.data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .jpeg({ quality: 83, chromaSubsampling: '4:4:4', optimiseCoding: false })
      .toBuffer();
    const [ours, theirs] = await Promise.all([path, whole].map((jpeg) => sharp(jpeg).raw().toBuffer()));
    assert.ok(ours.equals(theirs), `${width}×${height}`);
    // 12,001 columns are 1,501 blocks: 4 rows of them make a strip, and the markers come round to the first again
    const markers =
      readFileSync(path)
        .toString('latin1')
        .match(/\xff[\xd0-\xd7]/g) ?? [];
    assert.deepEqual(
      markers.map((marker) => marker.charCodeAt(1) & 7),
      markers.map((_, i) => i % 8),
    );
  }
});

test('the resolution is in the file, as another program reads it', async (t) => {
  if (!canRun(t, hasCommand('exiftool', ['-ver']), 'exiftool (Debian: libimage-exiftool-perl)')) return;
  const folder = temporaryFolder(t);
  for (const dpi of [20, 200, 240, 2400]) {
    for (const suffix of ['png', 'jpg', 'tif']) {
      const path = join(folder, `${dpi}.${suffix}`);
      await writeFile(path, syntheticPhoto(1, 20, 10), [7], { dpi });
      const { stdout } = spawnSync('exiftool', ['-json', '-n', '-a', path], { encoding: 'utf8' });
      const [facts] = JSON.parse(stdout);
      assert.equal(facts.Warning, undefined, suffix);
      if (suffix === 'png') {
        assert.deepEqual([facts.PixelsPerUnitX, facts.PixelUnits], [Math.round(dpi / 0.0254), 1]);
        assert.equal(facts.PixelsPerUnitY, facts.PixelsPerUnitX);
      } else
        assert.deepEqual(
          [facts.XResolution, facts.YResolution, facts.ResolutionUnit],
          [dpi, dpi, suffix === 'jpg' ? 1 : 2],
        );
    }
  }
});

for (const big of [false, true]) {
  for (const compressed of [false, true]) {
    test(`a ${big ? 'BigTIFF' : 'TIFF'}, ${compressed ? 'deflated' : 'plain'}, comes back as it was`, async (t) => {
      const folder = temporaryFolder(t);
      for (const picture of PICTURES) {
        const { width, height } = picture;
        const path = join(folder, `${width}x${height}.tif`);
        const files = publication();
        const output = await files.begin(path);
        const writer = await stripWriter(
          output,
          tiffFormat(width, height, { compressed, big, dpi: 72, icc: srgbProfile() }),
        );
        for (const band of bandsOf(picture, [3])) await writer.write(band);
        await writer.end();
        await files.commit();
        assert.deepEqual(await readPicture(path), picture, `${width}×${height}`);

        const bytes = readFileSync(path);
        assert.equal(bytes.readUInt16LE(2), big ? 43 : 42);
        assert.equal(bytes.readUInt32LE(big ? 8 : 4) % 2, 0, 'a directory begins on an even byte');
        assert.match(bytes.toString('latin1'), /Tesserae\0/);
      }
    });
  }
}

test('a TIFF is a BigTIFF only from 4 GB on', () => {
  assert.ok(!needsBigTiff(20_000, 20_000));
  assert.ok(!needsBigTiff(37_000, 37_000));
  assert.ok(needsBigTiff(37_838, 37_838));
  assert.ok(needsBigTiff(1, 2 ** 31));
});

test('a suffix in capitals is a suffix', async (t) => {
  const path = join(temporaryFolder(t), 'MOSAIC.JPEG');
  await writeFile(path, syntheticPhoto(1, 20, 20));
  assert.equal((await sharp(path).metadata()).format, 'jpeg');
});

test('quality is heeded', async (t) => {
  const folder = temporaryFolder(t);
  for (const suffix of ['jpg', 'webp', 'avif']) {
    const sizes: number[] = [];
    for (const quality of [30, 95]) {
      const path = join(folder, `${quality}.${suffix}`);
      await writeFile(path, syntheticPhoto(2, 200, 200), [200], { quality });
      sizes.push(statSync(path).size);
    }
    assert.ok(sizes[0] * 1.5 < sizes[1], `${suffix}: ${sizes}`);
  }
});

test('nothing but the output is left in the folder', async (t) => {
  const folder = temporaryFolder(t);
  for (const suffix of ['png', 'tiff', 'jpg', 'webp', 'avif']) {
    await writeFile(join(folder, `m.${suffix}`), syntheticPhoto(1, 9, 9));
  }
  assert.deepEqual(readdirSync(folder).sort(), ['m.avif', 'm.jpg', 'm.png', 'm.tiff', 'm.webp']);
});

test('other programs read the files', async (t) => {
  if (!canRun(t, hasCommand('identify', ['-version']), 'identify (Debian: imagemagick)')) return;
  const folder = temporaryFolder(t);
  const picture = syntheticPhoto(4, 1031, 777);
  const pixels = Buffer.from(picture.data);
  for (const suffix of ['png', 'tif', 'jpg']) {
    const path = join(folder, `m.${suffix}`);
    await writeFile(path, picture);
    const size = spawnSync('identify', ['-regard-warnings', '-format', '%w %h %z', path], { encoding: 'utf8' });
    assert.equal(size.stderr, '', suffix);
    assert.equal(size.stdout, '1031 777 8', suffix);
    if (suffix === 'jpg') continue;
    const read = spawnSync('convert', [path, '-depth', '8', 'rgba:-'], { maxBuffer: 2 ** 26 });
    assert.ok(pixels.equals(read.stdout), suffix);
  }
});

test('bands that do not fit are refused', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'm.png');
  const wrong: readonly Band[] = [
    { y: 1, raster: raster(10, 2) }, // begins too late
    { y: 0, raster: raster(9, 2) }, // too narrow
    { y: 0, raster: raster(10, 11) }, // too high
  ];
  for (const band of wrong) {
    const sink = await fileSink(path, { width: 10, height: 10 });
    await assert.rejects(sink.write(band), { code: 'shape' });
    await sink.abort('test');
  }
  const sink = await fileSink(path, { width: 10, height: 10 });
  await sink.write({ y: 0, raster: raster(10, 9) });
  await assert.rejects(sink.close(), { code: 'shape' });
  await sink.abort('test');
  assert.deepEqual(readdirSync(folder), []);
});
