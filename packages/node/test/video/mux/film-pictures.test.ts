import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFormat, lzw, paletteOf } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { codedParts, decodedFrames, drawnFrame, probed, psnr, writeTestFilm } from '../../support/film-files.js';

const SIZE = { width: 133, height: 77 };

async function pixelsOf(path: string, page = 0): Promise<Uint8Array> {
  return await sharp(path, { page }).removeAlpha().raw().toBuffer();
}

/** The least likeness, dB: 256 colours in a pattern are far from a picture, compression is near. */
for (const [suffix, least, unit] of [
  ['.webp', 26, 1],
  ['.gif', 27, 10],
] as const) {
  test(`${suffix}: every frame, for as long as it should be seen, for ever, at odd sizes`, async (t) => {
    const path = join(temporaryFolder(t), `film${suffix}`);
    for (const fps of [30, 24, 50, 7]) {
      await writeTestFilm(path, { ...SIZE, fps, frames: 11 }, { force: true });
      const { pages, pageHeight, width, loop, delay } = await sharp(path, { pages: -1 }).metadata();
      assert.deepEqual([width, pageHeight, pages, loop], [133, 77, 11, 0]);
      let end = 0;
      for (const [n, ms] of delay!.entries()) {
        end += ms;
        assert.ok(
          Math.abs(end - ((n + 1) * 1000) / fps) <= unit / 2 + 1e-9,
          `frame ${n} of ${fps} a second ends at ${end}`,
        );
      }
      for (const n of [0, 10]) {
        const likeness = psnr(await pixelsOf(path, n), drawnFrame(133, 77, n));
        assert.ok(likeness > least, `frame ${n}: ${likeness.toFixed(1)} dB`);
      }
    }
  });
}

test('a frame that stands still is written once, and shown for as long', async (t) => {
  const folder = temporaryFolder(t);
  for (const suffix of ['.webp', '.gif']) {
    const path = join(folder, `film${suffix}`);
    const format = await chooseFormat(path, { ...SIZE, fps: 30, frames: 9, encoder: 'auto' });
    const [a, b] = await codedParts(format, 2);
    const sink = await format.writer();
    for (const [first, { bytes }] of [a, a, a, b, a, a, b, b, b].entries())
      await sink.write({ first, frames: 1, bytes });
    await sink.close();
    const { delay } = await sharp(path, { pages: -1 }).metadata();
    assert.deepEqual(delay, suffix === '.gif' ? [100, 30, 70, 100] : [100, 33, 67, 100]);
  }
});

test('another program sees the same GIF', async (t) => {
  if (!canRun(t, hasCommand('ffmpeg', ['-version']), 'ffmpeg and ffprobe (Debian: ffmpeg)')) return;
  const path = join(temporaryFolder(t), 'film.gif');
  await writeTestFilm(path, { ...SIZE, frames: 4 });
  const stream = probed(path);
  assert.deepEqual([stream.width, stream.height, stream.nb_read_frames], [133, 77, '4']);
  const frames = decodedFrames(path, 133, 77);
  for (const n of [0, 3]) assert.equal(Buffer.compare(frames[n], await pixelsOf(path, n)), 0);
});

test('frames as PNG: a file each, without loss, under the names that ffmpeg gives', async (t) => {
  const folder = temporaryFolder(t);
  await writeTestFilm(join(folder, 'a', 'f-%03d.png'), { ...SIZE, frames: 3 });
  await writeTestFilm(join(folder, 'b/'), { ...SIZE, frames: 2 });
  const names = (name: string) => readdirSync(join(folder, name)).filter((file) => file.endsWith('.png'));
  assert.deepEqual(names('a'), ['f-001.png', 'f-002.png', 'f-003.png']);
  assert.deepEqual(names('b'), ['00001.png', '00002.png']);
  for (const n of [0, 2]) {
    const pixels = await pixelsOf(join(folder, 'a', `f-00${n + 1}.png`));
    assert.equal(Buffer.compare(pixels, drawnFrame(133, 77, n)), 0);
  }
});

test('a folder with other things in it is not replaced', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, 'mine', 'holiday.jpg'), 'x');
  const format = await chooseFormat(join(folder, 'mine', '%d.png'), { ...SIZE, fps: 30, frames: 1, encoder: 'auto' });
  await assert.rejects(format.check(true), { code: 'exists', received: /holiday\.jpg/ });
  await assert.rejects(format.writer({ force: true }), { code: 'exists' });
});

test('LZW: what is compressed comes back, also where the table of codes fills up', () => {
  const indices = fc
    .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 9000 }), fc.nat())
    .map(([bits, length, seed]) => {
      const steep = 1 + (seed % 7);
      return {
        bits,
        data: Uint8Array.from(
          { length },
          (_, i) => ((Math.imul(i + seed, 2654435761) >>> 8) % 2 ** bits) >> (i % steep),
        ),
      };
    });
  fc.assert(
    fc.property(indices, ({ bits, data }) => {
      assert.deepEqual(unpacked(lzw(data, bits)), data);
    }),
    { numRuns: 60 },
  );
});

/** The decoder of the specification's appendix F, as slow as it is plain. */
function unpacked(bytes: Uint8Array): Uint8Array {
  const bits = bytes[0];
  const data: number[] = [];
  let at = 1;
  for (; bytes[at] !== 0; at += bytes[at] + 1) data.push(...bytes.subarray(at + 1, at + 1 + bytes[at]));
  assert.equal(at, bytes.length - 1, 'blocks end with the bytes');
  const clear = 2 ** bits;
  const out: number[] = [];
  let table: number[][] = [];
  let width = bits + 1;
  let previous: number[] | undefined;
  for (let bit = 0; ; ) {
    let code = 0;
    for (let i = 0; i < width; i++, bit++) code |= ((data[bit >> 3] >> (bit & 7)) & 1) << i;
    assert.ok(bit <= data.length * 8, 'an end before the data end');
    if (code === clear + 1) return Uint8Array.from(out);
    if (code === clear) {
      table = Array.from({ length: clear + 2 }, (_, i) => [i]);
      [width, previous] = [bits + 1, undefined];
      continue;
    }
    const known = table[code] ?? [...previous!, previous![0]];
    out.push(...known);
    if (previous !== undefined && table.length < 4096) table.push([...previous, known[0]]);
    if (table.length === 2 ** width && width < 12) width++;
    previous = known;
  }
}

test('a palette: as many colours as there are, or as are allowed, each a mean of what it stands for', () => {
  const few = Uint8Array.from([0, 0, 0, 255, 0, 0, 255, 255, 255, 255, 0, 0]);
  const colours = (palette: Uint8Array) =>
    Array.from({ length: palette.length / 3 }, (_, i) => palette.subarray(i * 3, i * 3 + 3).join());
  assert.deepEqual(colours(paletteOf(few, 256)).sort(), ['0,0,0', '255,0,0', '255,255,255']);
  assert.equal(paletteOf(few, 2).length, 6);
  assert.equal(paletteOf(drawnFrame(64, 48, 0), 256).length, 768);
  assert.deepEqual([...paletteOf(new Uint8Array(17e6 * 3).fill(255), 256)], [255, 255, 255]);
  assert.deepEqual(colours(paletteOf(Uint8Array.from([10, 20, 30, 12, 22, 32]), 1)), ['11,21,31']);
});

test('the same bytes from run to run', async (t) => {
  const folder = temporaryFolder(t);
  for (const suffix of ['gif', 'webp']) {
    const film = { ...SIZE, fps: 30, frames: 3, encoder: 'auto' as const };
    const format = await chooseFormat(join(folder, `film.${suffix}`), film);
    await writeTestFilm(join(folder, `film.${suffix}`), film);
    const sink = await format.writer({ force: true });
    const before = readFileSync(join(folder, `film.${suffix}`));
    for (const part of await codedParts(format, 3, true)) await sink.write(part);
    await sink.close();
    assert.equal(Buffer.compare(readFileSync(join(folder, `film.${suffix}`)), before), 0);
  }
});
