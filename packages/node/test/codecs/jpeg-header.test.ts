import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plainJpeg, sniff } from '@tesserae/node/internal';
import { readHeader, readPhotoHeader } from '@tesserae/node/internal-codecs';
import { canRun, samplesFolder, syntheticPhoto } from '@tesserae/testing';
import sharp from 'sharp';

const JPEG = { name: 'JPEG', decoder: 'jpeg' } as const;

/** What is read here is what the decoder reads. */
async function agrees(bytes: Buffer, name: string): Promise<boolean> {
  const plain = plainJpeg(bytes);
  if (plain === undefined) return false;
  const header = await readHeader(bytes, false).catch(() => undefined);
  if (header === undefined) return false; // refused by the decoder, whatever is read here
  const { metadata, width, height } = header;
  const { metadata: billed, ...read } = await readPhotoHeader(bytes, false, JPEG);
  assert.deepEqual([read.width, read.height], [width, height], name);
  const { channels, isProgressive } = metadata;
  assert.deepEqual([billed.channels, billed.isProgressive], [channels, isProgressive], name);
  assert.equal(billed.exif, metadata.exif, name);
  return true;
}

test('the header of an ordinary JPEG is read as the decoder reads it', async () => {
  for (const [i, [width, height]] of [
    [1, 1],
    [7, 300],
    [640, 479],
  ].entries()) {
    const { data } = syntheticPhoto(i, width, height);
    const picture = sharp(data, { raw: { width, height, channels: 4 } });
    for (const progressive of [false, true]) {
      assert.ok(await agrees(await picture.clone().jpeg({ progressive }).toBuffer(), `${width}×${height}`));
    }
    assert.ok(await agrees(await picture.clone().greyscale().jpeg().toBuffer(), 'grey'));
    assert.ok(await agrees(await picture.clone().toColourspace('cmyk').jpeg().toBuffer(), 'CMYK'));
    assert.ok(await agrees(await picture.clone().withIccProfile('p3').jpeg().toBuffer(), 'with a profile'));
    const turned = await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    assert.equal(plainJpeg(turned), undefined, 'which side is up is for the decoder to say');
    const { width: w, height: h } = await readPhotoHeader(turned, false, JPEG);
    assert.deepEqual([w, h], [height, width]);
  }
});

test('so are those of real photos', async (t) => {
  const samples = samplesFolder();
  if (!canRun(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)')) return;
  let plain = 0;
  for (const folder of ['photos', 'odd', 'camera-full']) {
    for (const name of readdirSync(join(samples!, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.jpe?g$/i.test(name)) continue;
      const bytes = readFileSync(join(samples!, folder, name));
      if (sniff(bytes)?.decoder !== 'jpeg') continue;
      plain += Number(await agrees(bytes, name));
    }
  }
  assert.ok(plain > 100, String(plain));
});
