/** A name is the same name however it writes its accents: macOS takes letters apart (NFD), keyboards write them in one (NFC). */

import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findPhotos, forgetPhotos, openLibrary, readLibrary } from '@tesserae/node';
import { byteName, findPlaces, ORIGINS, readZipDirectory } from '@tesserae/node/internal';
import { temporaryFolder, writePhotos, zipOf } from '@tesserae/testing';
import { foundFiles } from '../support/found-files.js';
import { indexPhotos } from '../support/shared-decoders.js';

const [NFC, NFD] = ['Bücher é'.normalize('NFC'), 'Bücher é'.normalize('NFD')];

for (const [there, typed] of [
  [NFD, NFC],
  [NFC, NFD],
] as const) {
  test(`what is typed in ${typed === NFC ? 'NFC' : 'NFD'} fits what lies there in the other form`, async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, there));
    const [first, second] = await writePhotos(join(folder, there), 2);
    renameSync(first, join(folder, there, `${there}.jpg`));
    const rules = join(folder, '.tesseraeignore');
    for (const [rule, left] of [
      [`${typed}/`, 0],
      [`${typed}.jpg`, 1],
      [`/${typed}/*.jpg`, 0],
      [`${typed.slice(0, 4)}*/photo*`, 1],
    ] as const) {
      writeFileSync(rules, `${rule}\n`);
      assert.equal((await foundFiles([folder])).places.length, left, rule);
    }
    writeFileSync(rules, '');
    assert.equal((await foundFiles([folder], [typed])).places.length, 0, '--ignore');
    assert.equal((await foundFiles([join(folder, typed)])).places.length, 2, 'the folder itself');

    const library = await openLibrary(join(folder, 'a.tesserae'), { create: true });
    t.after(() => library.close());
    await indexPhotos(library, [join(folder, typed)]);
    assert.equal(readLibrary(library, { below: [join(folder, typed)] }).paths.length, 2);
    assert.equal(findPhotos(library, `${typed}.jpg`).length, 1);
    assert.equal(findPhotos(library, `**/${typed}/*0001.jpg`).length, 1);
    assert.equal(findPhotos(library, second).length, 1);
    assert.equal(await forgetPhotos(library, [typed]), 2);
  });
}

test('names of a zip that are no UTF-8 are in the letters of DOS; others are as they are', async (t) => {
  const path = join(temporaryFolder(t), 'a.zip');
  const data = Buffer.from('no picture');
  writeFileSync(
    path,
    zipOf([
      { name: Buffer.from('M\x81nchen.jpg', 'latin1'), data }, // code page 437, as Windows packs
      { name: Buffer.from('Zürich.jpg'), data }, // UTF-8 without a word, as Info-ZIP packs
      { name: Buffer.from('Köln.jpg'), data, flags: 0x800 },
    ]),
  );
  const { members } = await readZipDirectory(byteName(path));
  assert.deepEqual([...members.keys()], ['München.jpg', 'Zürich.jpg', 'Köln.jpg'].map(byteName));
  const asked = { names: [byteName(path)], listed: [], ignore: ['München.jpg'.normalize('NFD')], signal: undefined };
  assert.equal((await findPlaces(ORIGINS, asked)).places.length, 2);
});
