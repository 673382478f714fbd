import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { openLibrary, readLibrary } from '@tesserae/node/internal';
import { canRun, samplesFolder, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp, { type Sharp } from 'sharp';
import { indexPhotos } from '../support/shared-decoders.js';

/** Which photos of a folder are together: names without suffix, in order, for each group of more than one. */
async function groupsIn(folder: string): Promise<string[]> {
  const library = await openLibrary(join(folder, 'l.tesserae'), { create: true });
  try {
    await indexPhotos(library, [folder]);
    const read = readLibrary(library);
    const members = new Map<number, string[]>();
    read.library.groups.forEach((group, photo) => {
      members.set(group, [...(members.get(group) ?? []), basename(read.paths[photo]).replace(/\..*/, '')]);
    });
    return [...members.values()].flatMap((names) => (names.length > 1 ? [names.sort().join(' ')] : [])).sort();
  } finally {
    library.close();
  }
}

const COPIES: Readonly<Record<string, (photo: Sharp) => Sharp>> = {
  'jpeg95.jpg': (photo) => photo.jpeg({ quality: 95 }),
  'jpeg60.jpg': (photo) => photo.jpeg({ quality: 60, progressive: true }),
  'jpeg30.jpg': (photo) => photo.jpeg({ quality: 30 }),
  'half.png': (photo) => photo.resize(250),
  'third.webp': (photo) => photo.resize(167).webp({ quality: 60 }),
  'double.jpg': (photo) => photo.resize(1000).jpeg(),
};

const OTHERS: Readonly<Record<string, (photo: Sharp) => Sharp>> = {
  'mirrored.jpg': (photo) => photo.flop().jpeg(),
  'upside.jpg': (photo) => photo.rotate(180).jpeg(),
  'inner.jpg': (photo) => photo.extract({ left: 150, top: 100, width: 200, height: 150 }).jpeg(),
  'grey.jpg': (photo) => photo.grayscale().jpeg(),
  'night.jpg': (photo) => photo.linear(0.3, 0).jpeg(),
};

for (const seed of [3, 8, 21]) {
  test(`re-encoded and shrunk copies of photo ${seed} are one group, what was made of it is not`, async (t) => {
    const folder = temporaryFolder(t);
    const { width, height, data } = syntheticPhoto(seed, 500, 375);
    const photo = () => sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
    await photo().png().toFile(join(folder, 'original.png'));
    for (const [name, make] of Object.entries({ ...COPIES, ...OTHERS })) await make(photo()).toFile(join(folder, name));
    assert.deepEqual(await groupsIn(folder), ['double half jpeg30 jpeg60 jpeg95 original third']);
  });
}

test('flat pictures are together only if their colours are', async (t) => {
  const folder = temporaryFolder(t);
  for (const [name, background] of Object.entries({ black: '#000', soot: '#060606', grey: '#808080', white: '#fff' })) {
    await sharp({ create: { width: 90, height: 60, channels: 3, background } }).toFile(join(folder, `${name}.png`));
  }
  assert.deepEqual(await groupsIn(folder), ['black soot']);
});

test('the near-duplicate among the samples is found', async (t) => {
  const samples = samplesFolder() ?? '';
  if (!canRun(t, samples !== '', 'the sample photos')) return;
  const folder = temporaryFolder(t);
  for (const name of ['near-duplicate.jpg', 'UPPER.JPG', 'trailing-data.jpg', 'random.jpg', 'flat-white.jpg']) {
    copyFileSync(join(samples, 'odd', name), join(folder, name));
  }
  assert.deepEqual(await groupsIn(folder), ['UPPER near-duplicate trailing-data']);
});

test('groups are those of the photos that are read: half of a pair is alone', async (t) => {
  const folder = temporaryFolder(t);
  await twoOfOne(folder);
  const library = await openLibrary(join(folder, 'l.tesserae'), { create: true });
  await indexPhotos(library, [folder]);
  assert.deepEqual([...readLibrary(library).library.groups], [0, 0]);
  assert.deepEqual([...readLibrary(library, { below: [join(folder, 'a.png')] }).library.groups], [0]);
  library.close();
});

async function twoOfOne(folder: string): Promise<void> {
  const { width, height, data } = syntheticPhoto(1, 120, 90);
  const png = await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  writeFileSync(join(folder, 'a.png'), png);
  await sharp(png).jpeg().toFile(join(folder, 'b.jpg'));
}
