import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, linkSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Band, raster } from '@tesserae/core';
import { readPicture, temporaryFolder } from '@tesserae/testing';
import { writeWhole } from '../../dist/files/publication.js';
import { type FileSinkOptions, fileSink } from '../../dist/pictures/sink.js';

const WIDTH = 1501;
const HEIGHT = 2501;
const PROGRAM = join(import.meta.dirname, '..', 'support', 'slow-drawing.js');

/** How a process drew. */
interface Life {
  /** The first row that it found missing. */
  readonly from: number;
  readonly isWhole: boolean;
}

/** Draws in a process of its own, which is killed when it has come so many rows farther, if told. */
async function drawn(path: string, rows = Number.POSITIVE_INFINITY): Promise<Life> {
  // so slow that strips are written while bands come, also where others keep the processor busy
  const pause = rows < Number.POSITIVE_INFINITY ? 30 : 0;
  const child = spawn(process.execPath, [PROGRAM, path, ...LARGE.map(String), String(pause)]);
  let said = '';
  let wrong = '';
  child.stderr.on('data', (text) => {
    wrong += text;
  });
  child.stdout.on('data', (text) => {
    said += text;
    const lines = said.split('\n');
    if (Number(lines.at(-2)) < Number(lines[0]) + rows) return;
    void setTimeout(Math.random() * 10).then(() => child.kill('SIGKILL')); // not only between bands
  });
  const exit = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(wrong, '');
  return { from: Number.parseInt(said, 10), isWhole: exit === 0 };
}

/** Larger than the others, so that there are strips enough: four are in work before the first is written. */
const LARGE = [3001, 3001];

/** Moments for each format. */
const KILLS = 4;

describe('killed at any moment, gone on with: the same bytes', { concurrency: true }, () => {
  for (const suffix of ['png', 'tif', 'jpg']) {
    test(suffix, async (t) => {
      const folder = temporaryFolder(t);
      const [path, unbroken] = [join(folder, `a.${suffix}`), join(folder, `unbroken.${suffix}`)];
      const begins: number[] = [];
      for (let kill = 0; kill < KILLS && !existsSync(path); kill++) {
        const { from, isWhole } = await drawn(path, 500 + Math.random() * 700);
        begins.push(from);
        assert.equal(existsSync(path), isWhole, 'nothing appears before it is whole');
      }
      assert.ok(begins.length > 2, `${begins}: it was killed at times`);
      if (!existsSync(path)) begins.push((await drawn(path)).from);
      assert.deepEqual(
        begins,
        begins.toSorted((a, b) => a - b),
        'each goes on where the one before was',
      );
      assert.ok(new Set(begins).size > 2, `${begins}: work was kept`);
      await drawn(unbroken);
      assert.ok(readFileSync(path).equals(readFileSync(unbroken)), `${begins}`);
      assert.deepEqual(readdirSync(folder).sort(), [`a.${suffix}`, `unbroken.${suffix}`]);
      await readPicture(path);
    });
  }
});

/** Bytes that tell rows apart. */
const PATTERN = Uint8ClampedArray.from({ length: WIDTH * (HEIGHT + 1) * 4 }, (_, i) =>
  i % 4 === 3 ? 255 : (i * 7) % 251,
);

function bandAt(y: number, rows: number): Band {
  return { y, raster: raster(WIDTH, rows, PATTERN.subarray(y * WIDTH * 4, (y + rows) * WIDTH * 4)) };
}

type Asked = Partial<FileSinkOptions> & { readonly resume?: boolean };

function sinkFor(path: string, { resume = true, ...options }: Asked = {}) {
  return fileSink(path, {
    width: WIDTH,
    height: HEIGHT,
    ...options,
    journal: { resumeKey: { plan: 'this' }, resume, every: 100 },
  });
}

/** Writes a part of the picture, long enough to be noted, and gives up. */
async function half(path: string, asked: Asked = {}): Promise<void> {
  const sink = await sinkFor(path, asked);
  for (let y = 0; y < 2100; y += 300) {
    await sink.write(bandAt(y, 300));
    await setTimeout(100);
  }
  await setTimeout(100);
  await sink.abort('test');
}

async function rest(path: string, asked: Asked = {}): Promise<number> {
  const sink = await sinkFor(path, asked);
  for (let y = 0; y < HEIGHT; y += 1000) await sink.write(bandAt(y, Math.min(1000, HEIGHT - y)));
  await sink.close();
  return sink.from;
}

test('what was given up is left only if that was asked for', async (t) => {
  const folder = temporaryFolder(t);
  await half(join(folder, 'a.png'), { resume: false });
  assert.deepEqual(readdirSync(folder), []);
  await half(join(folder, 'a.png'));
  assert.equal(readdirSync(folder).length, 1);
  // an output of another name leaves it alone, one of the same name that does not ask for it begins anew
  await writeWhole({ path: join(folder, 'b.txt'), data: 'b' });
  assert.equal(readdirSync(folder).length, 2);
  assert.equal(await rest(join(folder, 'a.png'), { resume: false }), 0);
  assert.deepEqual(readdirSync(folder).sort(), ['a.png', 'b.txt']);
});

test('bands from the top are passed over as far as they are there', async (t) => {
  const folder = temporaryFolder(t);
  await half(join(folder, 'a.tif'));
  const from = await rest(join(folder, 'a.tif'));
  assert.ok(from > 0 && from <= 2100, `${from}`);
  await rest(join(folder, 'b.tif'), { resume: false });
  assert.ok(readFileSync(join(folder, 'a.tif')).equals(readFileSync(join(folder, 'b.tif'))));
});

test('formats that are encoded in one piece say so before anything is written', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['webp', 'avif']) {
    await assert.rejects(sinkFor(join(folder, `a.${name}`), { width: 100, height: 100 }), {
      code: 'usage',
      message: new RegExp(`^resume: ${name.toUpperCase()} is encoded in one piece`),
    });
  }
  assert.deepEqual(readdirSync(folder), []);
});

/** The one folder beside, and its files. */
function partOf(folder: string) {
  const [name] = readdirSync(folder).filter((each) => each.startsWith('.'));
  return { part: join(folder, name, 'part'), journal: join(folder, name, 'journal') };
}

test('a journal that was garbled counts as far as it is whole, also twice', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.png');
  await half(path);
  appendFileSync(partOf(folder).journal, '\0\0\0\n{"sizes":[1],"state":1,"bytes":1}\n');
  const garbled = await sinkFor(path);
  assert.ok(garbled.from > 0 && garbled.from <= 2100, `${garbled.from}`);
  await garbled.abort('test');
  await half(path); // writes further lines behind those that do not count
  await rest(join(folder, 'whole.png'), { resume: false });
  assert.ok((await rest(path)) >= garbled.from);
  assert.ok(readFileSync(path).equals(readFileSync(join(folder, 'whole.png'))));
});

test('a part that lacks bytes is gone on with before them; one that has been published is not touched', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.tif');
  await half(path);
  const { part, journal } = partOf(folder);
  const lines = readFileSync(journal, 'utf8').split('\n');
  assert.ok(lines.length > 3, 'a head, and two lines at least');
  truncateSync(part, JSON.parse(lines[1]).bytes); // as many as the first of them says
  const from = await rest(path);
  await rest(join(folder, 'whole.tif'), { resume: false });
  assert.ok(from > 0 && from <= 466, `${from}`);
  assert.ok(readFileSync(path).equals(readFileSync(join(folder, 'whole.tif'))));

  const other = join(folder, 'b.tif');
  await half(other);
  linkSync(partOf(folder).part, join(folder, 'published.tif'));
  const published = readFileSync(join(folder, 'published.tif'));
  assert.equal(await rest(other), 0);
  assert.ok(readFileSync(join(folder, 'published.tif')).equals(published));
  assert.deepEqual(readdirSync(folder).sort(), ['a.tif', 'b.tif', 'published.tif', 'whole.tif']);
});
