import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { Raster } from '@tesserae/core';
import { randomFrom, raster } from '@tesserae/core/internal';
import { type FileSinkOptions, fileSink } from '@tesserae/node';
import type { EarlierParts } from '@tesserae/node/internal';
import { readPicture, syntheticPhoto, temporaryFolder } from '@tesserae/testing';

const PROGRAM = join(import.meta.dirname, '..', 'support', 'killed-drawing.js');
const SIDE = 3001; // 26 strips; four are in work before the first is written
const KILLS = 5;

/** Draws in a process of its own, which kills itself at a row. @returns the first row that it found missing */
async function drawn(path: string, ...row: readonly number[]): Promise<number> {
  const words = [PROGRAM, path, `${SIDE}`, `${SIDE}`, ...row.map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, words).catch((error) => error);
  return Number(stdout);
}

describe('killed at any row, gone on with: the same bytes', { concurrency: true }, () => {
  for (const suffix of ['png', 'tif', 'jpg']) {
    test(suffix, async (t) => {
      const folder = temporaryFolder(t);
      const [path, unbroken] = [join(folder, `a.${suffix}`), join(folder, `unbroken.${suffix}`)];
      const random = randomFrom(suffix.charCodeAt(0));
      const begins: number[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        const from = begins.at(-1) ?? 0;
        begins.push(await drawn(path, from + 500 + 350 * random()));
        if (existsSync(path)) break;
      }
      if (!existsSync(path)) begins.push(await drawn(path));
      assert.deepEqual(
        begins,
        begins.toSorted((a, b) => a - b),
      );
      assert.ok(new Set(begins).size > 2, `${begins}: work was kept`);
      await drawn(unbroken);
      assert.ok(readFileSync(path).equals(readFileSync(unbroken)), `${begins}`);
      assert.deepEqual(readdirSync(folder).sort(), [`a.${suffix}`, `unbroken.${suffix}`]);
      await readPicture(path);
    });
  }
});

const picture = syntheticPhoto(9, 901, 5003); // 13 strips
const size = { width: picture.width, height: picture.height };

function bandAt({ width, data }: Raster, y: number, height: number) {
  return { y, raster: raster(width, height, data.slice(y * width * 4, (y + height) * width * 4)) };
}

/** Begins a picture, and writes it from the first row that is missing up to another. */
async function begun(path: string, until: number, options: Partial<FileSinkOptions> = {}) {
  const found: EarlierParts[] = [];
  const parts = { key: 'this', resume: true, onEarlier: (earlier: EarlierParts) => found.push(earlier) };
  const sink = await fileSink(path, { ...size, parts, ...options });
  for (let y = sink.from; y < until; y += 97) await sink.write(bandAt(picture, y, Math.min(97, until - y)));
  return { ...sink, found };
}

async function givenUp(path: string): Promise<void> {
  const sink = await begun(path, 4500);
  await sink.abort('test');
}

async function whole(path: string, options: Partial<FileSinkOptions> = {}) {
  const sink = await begun(path, size.height, options);
  await sink.close();
  return sink;
}

for (const [what, options] of [
  ['another key', { parts: { key: 'that', resume: true } }],
  ['another resolution', { dpi: 72 }],
] as const) {
  test(`parts of ${what} are removed, and it is said`, async (t) => {
    const path = join(temporaryFolder(t), 'm.png');
    await givenUp(path);
    const found: EarlierParts[] = [];
    const parts = { key: 'this', resume: true, onEarlier: (earlier: EarlierParts) => found.push(earlier) };
    const { from } = await whole(path, {
      ...options,
      parts: { ...parts, ...('parts' in options ? options.parts : {}) },
    });
    assert.equal(from, 0);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['parts-of-another-run'],
    );
  });
}

test('what was given up is left only if that was asked for, and removed by a run that does not ask', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.png');
  const notAsked = { parts: { key: 'this', resume: false } };
  const sink = await begun(path, 4500, notAsked);
  assert.deepEqual(readdirSync(folder), ['.a.png.parts']);
  await sink.abort('test');
  assert.deepEqual(readdirSync(folder), []);
  await givenUp(path);
  assert.deepEqual(readdirSync(folder), ['.a.png.parts']);
  await whole(join(folder, 'b.png'));
  assert.deepEqual(readdirSync(folder).sort(), ['.a.png.parts', 'b.png']);
  assert.equal((await whole(path, notAsked)).from, 0);
  assert.deepEqual(readdirSync(folder).sort(), ['a.png', 'b.png']);
});

test('a damaged strip is made again, and bands from the top are passed over up to it', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.tif');
  await givenUp(path);
  const data = join(folder, '.a.tif.parts', 'data');
  const bytes = readFileSync(data);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(data, Buffer.concat([bytes, Buffer.alloc(99_999_999, 'torn')])); // more than is still to come
  const sink = await begun(path, 0);
  assert.ok(sink.from > 0 && sink.from < 3000, `${sink.from}`);
  for (let y = 0; y < size.height; y += 1000) await sink.write(bandAt(picture, y, Math.min(1000, size.height - y)));
  await sink.close();
  await whole(join(folder, 'b.tif'));
  assert.ok(readFileSync(path).equals(readFileSync(join(folder, 'b.tif'))));
});

test('an output is written by one run at a time; one that has been published is not touched', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.tif');
  const first = await begun(path, 4500);
  await assert.rejects(begun(path, 0), { code: 'exists' });
  await first.abort('test');
  linkSync(join(folder, '.a.tif.parts', 'data'), join(folder, 'published.tif'));
  const published = readFileSync(join(folder, 'published.tif'));
  assert.equal((await whole(path)).from, 0);
  assert.ok(readFileSync(join(folder, 'published.tif')).equals(published));
});

test('formats that are encoded in one piece say so before anything is written', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['a.webp', 'a.avif']) await assert.rejects(begun(join(folder, name), 0), { code: 'usage' });
  assert.deepEqual(readdirSync(folder), []);
});
