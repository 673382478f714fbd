/** A border around the picture, and a caption in it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readPicture } from '@tesserae/testing';
import { workshop } from '../support/fixture.js';
import { inProcess, listing, tesserae } from '../support/tesserae.js';

/** A part of a picture: rows of red, green and blue. */
async function part(path: string, box: { x: number; y: number; w: number; h: number }): Promise<number[][]> {
  const raster = await readPicture(path);
  return Array.from({ length: box.w * box.h }, (_, i) => {
    const at = ((box.y + Math.floor(i / box.w)) * raster.width + box.x + (i % box.w)) * 4;
    return [...raster.data.subarray(at, at + 3)];
  });
}

test('the mosaic lies in its border as it is without one, with the caption below, in every format', async (t) => {
  const { at, library, make } = await workshop(t);
  const plain = await make('-o', at('plain.png'));
  assert.equal(plain.exit, 0, plain.last.message);
  const { width, height } = plain.last;
  const border = ['--border', '40px:#102030', '--caption', 'Anna & Tom'];
  const framed = await make('-o', at('framed.png'), ...border);
  assert.deepEqual([framed.exit, framed.last.width, framed.last.height], [0, width + 80, height + 80]);
  assert.deepEqual(framed.last.metrics, plain.last.metrics, 'the border is not judged');

  const mosaic = { x: 0, y: 0, w: width, h: height };
  assert.deepEqual(await part(at('framed.png'), { ...mosaic, x: 40, y: 40 }), await part(at('plain.png'), mosaic));
  const paper = [16, 32, 48];
  const isPaper = (pixel: number[]) => pixel.every((byte, i) => byte === paper[i]);
  const sides = [
    { x: 0, y: 0, w: width + 80, h: 40 },
    { x: 0, y: 40, w: 40, h: height },
    { x: width + 40, y: 40, w: 40, h: height },
  ];
  for (const side of sides) assert.ok((await part(at('framed.png'), side)).every(isPaper));
  const below = await part(at('framed.png'), { x: 0, y: height + 40, w: width + 80, h: 40 });
  const white = below.filter((pixel) => pixel.every((byte) => byte === 255)).length;
  assert.ok(white > 30 && below.filter(isPaper).length > below.length / 2, `${white} white pixels`);

  // the plan is found by the picture, and drawn again with another border
  for (const suffix of ['jpg', 'tif', 'webp']) {
    const words = [
      'render',
      at('framed.png'),
      ...library,
      '-o',
      at(`again.${suffix}`),
      '--border',
      '25%',
      '--caption',
      '26',
      '--json',
    ];
    const { exit, last, events } = await inProcess(words);
    assert.equal(exit, 0, last.message);
    assert.ok(!events.some(({ code }) => code === 'picture-changed'));
    const margin = Math.round(Math.min(width, height) * 0.25);
    assert.deepEqual([last.width, last.height], [width + 2 * margin, height + 2 * margin]);
    const [corner] = await part(at(`again.${suffix}`), { x: 1, y: height + margin, w: 1, h: 1 });
    assert.ok(
      corner.every((byte) => byte > 250),
      `${corner}`,
    );
  }
});

test('a border that is too wide and a caption that cannot be read are refused before any work', async (t) => {
  const { at, make, folder } = await workshop(t);
  const before = listing(folder);
  const cases: [sentence: RegExp, ...words: string[]][] = [
    [/^--border: expected a width as 2cm, 60px or 5% .* received "60"\.$/, '--border', '60'],
    [/^--border: expected from 1 to \d+ px for a mosaic of \d+×\d+ px, received 9000 px\.$/, '--border', '9000px'],
    [
      /^--caption: expected a text that can be read below a mosaic of \d+ px.*199 letters\.$/,
      '--caption',
      'w'.repeat(199),
    ],
    [/^--caption: expected Latin, Greek or Cyrillic letters, received 生 日\.$/, '--caption', '生日'],
  ];
  for (const [sentence, ...words] of cases) {
    const { exit, last } = await make('-o', at('no.png'), ...words);
    assert.deepEqual([exit, last.code], [2, 'settings']);
    assert.match(last.message, sentence);
  }
  assert.deepEqual(listing(folder), before);
});

test('a picture with a border goes on where it was stopped', async (t) => {
  const { at, library, make, folder } = await workshop(t);
  assert.equal((await make('--plan', at('p.json'), '-o', at('small.png'))).exit, 0);
  const render = (name: string, ...more: string[]) => {
    const words = ['render', 'p.json', '-o', name, ...library, '--cell', '300', '-j', '1', '--json'];
    return [...words, '--border', '100px', '--caption', '2026', ...more];
  };
  await tesserae(render('a.png'), { folder, stopAt: { stage: 'draw', done: 900, signals: ['SIGKILL'] } });
  const resumed = await tesserae(render('a.png', '--resume'), { folder });
  assert.equal(resumed.exit, 0, resumed.last.message);
  const from = resumed.events.find(({ t: name }) => name === 'resumed')?.from ?? 0;
  assert.ok(from > 100, `from row ${from}`);
  assert.equal((await tesserae(render('b.png'), { folder })).exit, 0);
  assert.ok(readFileSync(at('a.png')).equals(readFileSync(at('b.png'))));
});
