import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, test } from 'node:test';
import { parseSettings, STYLES, styleScript } from '@tesserae/core';
import { estimateFilm, filmThreads } from '@tesserae/jobs/internal';
import { chooseFormat } from '@tesserae/node/internal';
import { syntheticPhoto, writePhotos, writePicture } from '@tesserae/testing';
import { pacer } from '../../dist/terminal/pace.js';
import { studio } from '../support/film-fixture.js';
import { inProcess } from '../support/tesserae.js';

const { at, film, library, make } = await studio({ after });

test('who takes a picture for a film, or a film for a picture, is told the way', async () => {
  const made = await make('-o', at('film.mp4'));
  assert.deepEqual([made.exit, made.last.code], [2, 'unknown-format']);
  const drawn = await inProcess(['render', at('p.json'), ...library, '-o', at('frames/%03d.png'), '--json']);
  assert.deepEqual([drawn.exit, drawn.last.code], [2, 'unknown-format']);
  assert.match(drawn.last.message, /received that of a film\. .*tesserae film /);
  const filmed = await inProcess(['film', at('target.png'), '-o', at('f.mp4'), '--json']);
  assert.deepEqual([filmed.exit, filmed.last.code], [1, 'not-found']);
  assert.match(
    filmed.last.message,
    /target\.png: .*target\.plan\.json, received none\. .*tesserae make photo\.jpg PHOTOS /,
  );
});

test('a morph between plans of two libraries takes both; --library for both is told which plan it fails', async () => {
  mkdirSync(at('c'));
  await writePhotos(at('c'), 12, { width: 90, height: 90, format: 'png', seed: 900 });
  const mine = ['--columns', '6', '--cell', '12', '-o', at('o.png'), '--plan', at('o.json')];
  const made = await inProcess(['make', at('target.png'), at('c'), '--library', at('m.tesserae'), ...mine, '--json']);
  assert.equal(made.exit, 0, made.last.message);
  const both = await film('-o', at('m.gif'), '--with', at('o.json'), '--seconds', '.5');
  assert.deepEqual([both.exit, both.last.code], [1, 'not-found']);
  assert.match(both.last.message, /o\.json: expected .*l\.tesserae.* --library/);
  const own = await inProcess([
    'film',
    at('p.json'),
    '--with',
    at('o.json'),
    '-o',
    at('m.gif'),
    '--for',
    '96x54',
    '--fps',
    '10',
    '--seconds',
    '.5',
    '--json',
  ]);
  assert.equal(own.exit, 0, own.last.message);
});

test('a morph ends in what the other plan blends over its photos, and asks for it', async () => {
  await writePicture(at('second.png'), syntheticPhoto(3, 160, 120));
  const words = ['--library', at('l.tesserae'), '--columns', '10', '--cell', '12', '-y', '-o', at('o.png'), '--json'];
  const made = await inProcess(['make', at('second.png'), at('a'), at('b'), ...words, '--plan', at('plain.json')]);
  assert.equal(made.exit, 0, made.last.message);
  const plain = JSON.parse(readFileSync(at('plain.json'), 'utf8'));
  writeFileSync(at('blended.json'), JSON.stringify({ ...plain, overlay: 50 }));
  const endOf = async (name: string) => {
    const { exit, last } = await film('-o', at(`${name}/`), '--with', at(`${name}.json`), '--seconds', '.5');
    assert.equal(exit, 0, last.message);
    return createHash('sha256')
      .update(readFileSync(at(`${name}/00005.png`)))
      .digest('hex');
  };
  assert.notEqual(await endOf('plain'), await endOf('blended'));
  renameSync(at('second.png'), at('elsewhere.png'));
  const gone = await film('-o', at('g.gif'), '--with', at('blended.json'), '--seconds', '.5');
  assert.deepEqual([gone.exit, gone.last.code], [1, 'not-found']);
  assert.match(gone.last.message, /se the file that \S*blended\.json names/);
});

test('the bytes of a film are at most about what is said, and at least what is certain', async () => {
  for (const [i, style] of STYLES.filter((name) => name !== 'morph').entries()) {
    const quality = ['10', '75', '100'][i % 3];
    const path = at(`${style}.mp4`);
    const words = ['--style', style, '--seconds', '1', '--quality', quality, '--for', '160x90'];
    const made = await film('-o', path, ...words);
    assert.equal(made.exit, 0, made.last.message);
    const { least, disk } = await estimateOf(style, Number(quality));
    const actual = statSync(path).size;
    assert.ok(actual >= least && actual <= disk * 1.3 + 4000, `${style} ${quality}: ${least} ${actual} ${disk}`);
  }

  async function estimateOf(style: (typeof STYLES)[number], quality: number) {
    const frame = { width: 160, height: 90, fps: 10 };
    const format = await chooseFormat('a.mp4', { ...frame, frames: 10, quality, encoder: 'wasm' });
    return estimateFilm({ script: styleScript(style, 1), frame, format, frames: 10, threads: 1 });
  }
});

test('what is done when a step begins is not its pace', () => {
  const pace = pacer(0, 30);
  assert.deepEqual(pace(30, 360, 0.001), { rate: 0, left: null });
  assert.equal(Math.round(pace(60, 360, 2.001).rate), 15);
  assert.equal(pacer(0, 5)(5, 5, 0).left, 0);
});

test('the photo of a landing is named, and told when it is too small for the frame', async () => {
  const { paths, photos } = JSON.parse(readFileSync(at('p.json'), 'utf8'));
  const words = ['film', at('p.json'), ...library, '-o', at('l.gif'), '--fps', '10', '--seconds', '.2'];
  const said = await inProcess([...words, '--landing', 'r1c1', '--for', '360x270']);
  assert.match(said.stderr, new RegExp(`lands in r1c1, ${basename(paths[photos[0]])} `));
  assert.match(said.stderr, /has 90×90 px\. It is enlarged 4\.0 times to fill the frame/);
  const small = await film('-o', at('s.gif'), '--seconds', '.2', '--for', '80x60');
  assert.ok(!small.events.some(({ message }) => /enlarged/.test(message ?? '')));
});

test('a film is drawn in fewer threads, or refused, where --memory is too little', async () => {
  const refused = await film('-o', at('r.gif'), '--for', '4000x3000', '--memory', '256M');
  assert.deepEqual([refused.exit, refused.last.code], [21, 'no-memory']);
  assert.match(refused.last.message, /expected at least \d+M, as a frame of 4000×3000 px .* or lower --for\.$/);
  const frame = { width: 1920, height: 1080 };
  assert.equal(filmThreads(parseSettings({ memory: '256M', jobs: 8 }), frame), 2);
  assert.equal(filmThreads(parseSettings({ memory: '2G', jobs: 3 }), frame), 3);
  assert.equal(
    filmThreads(parseSettings({ jobs: 8 }), { width: 8000, height: 5000 }),
    8,
    'nothing is held by its default',
  );
});
