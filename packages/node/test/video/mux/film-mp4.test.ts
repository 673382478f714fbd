import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFormat, openEncoder } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import {
  codedParts,
  decodedFrames,
  drawnFrame,
  needEncoder,
  probed,
  psnr,
  VIDEOS,
  writeTestFilm,
} from '../../support/film-files.js';

const FFMPEG = 'ffmpeg and ffprobe (Debian: ffmpeg)';
const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);

const TAGS = {
  pix_fmt: 'yuv420p',
  color_range: 'tv',
  color_space: 'bt709',
  color_primaries: 'bt709',
  color_transfer: 'bt709',
  chroma_location: 'center',
};

/** The names of a file's outermost boxes, in order. */
function boxesOf(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
    names.push(bytes.toString('latin1', at + 4, at + 8));
  return names;
}

for (const encoder of ['wasm', 'native', 'ffmpeg'] as const) {
  test(`MP4 by ${encoder}: ffprobe sees what was asked for, ffmpeg the frames that were drawn`, async (t) => {
    if (!canRun(t, hasFfmpeg, FFMPEG) || !(await needEncoder(t, encoder))) return;
    const path = join(temporaryFolder(t), 'film.mp4');
    await writeTestFilm(path, { encoder });
    const stream = probed(path);
    const told = Object.fromEntries(Object.keys(TAGS).map((tag) => [tag, stream[tag]]));
    assert.deepEqual(told, TAGS);
    assert.deepEqual([stream.width, stream.height, stream.sample_aspect_ratio], [322, 180, '1:1']);
    assert.deepEqual([stream.r_frame_rate, stream.avg_frame_rate, stream.nb_read_frames], ['30/1', '30/1', '37']);
    assert.ok(Math.abs(Number(stream.duration) - 37 / 30) < 1e-4);
    assert.equal(stream.profile, encoder === 'wasm' ? 'Constrained Baseline' : 'High');
    const file = readFileSync(path);
    // the container says the colours, too: primaries, transfer, matrix, limited range
    const colours = file.subarray(file.indexOf('colrnclx') + 8).subarray(0, 7);
    assert.deepEqual([...colours], [0, 1, 0, 1, 0, 1, 0]);
    for (const name of ['mvhd', 'tkhd', 'mdhd']) {
      const at = file.indexOf(name) + 8;
      assert.deepEqual([...file.subarray(at, at + 8)], Array(8).fill(0), `${name}: when it was made and changed`);
    }
    const boxes = boxesOf(file);
    assert.ok(boxes.indexOf('moov') < boxes.indexOf('mdat'), boxes.join(' '));

    const frames = decodedFrames(path, 322, 180);
    assert.equal(frames.length, 37);
    for (const n of [0, 1, 29, 30, 36]) {
      const likeness = psnr(frames[n], drawnFrame(322, 180, n));
      assert.ok(likeness > 31, `frame ${n}: ${likeness.toFixed(1)} dB`);
    }
  });
}

for (const [name, encoder] of VIDEOS) {
  test(`${name} by ${encoder}: the same bytes from run to run, and in whatever order parts are coded`, async (t) => {
    if (!(await needEncoder(t, encoder))) return;
    const folder = temporaryFolder(t);
    const wishes = { width: 98, height: 54, fps: 30, frames: 37, encoder };
    const paths = ['a', 'b'].map((run) => join(folder, `${run}-${name}`));
    for (const [run, path] of paths.entries()) {
      const format = await chooseFormat(path, wishes);
      const sink = await format.writer();
      for (const part of await codedParts(format, 37, run === 1)) await sink.write(part);
      await sink.close();
    }
    const [a, b] = paths.map((path) => readFileSync(path));
    assert.equal(Buffer.compare(a, b), 0);
  });
}

test('films of one frame, of whole parts, and of a last part of one frame', async (t) => {
  if (!canRun(t, hasFfmpeg, FFMPEG)) return;
  const folder = temporaryFolder(t);
  for (const frames of [1, 30, 31]) {
    const path = join(folder, `${frames}.mp4`);
    await writeTestFilm(path, { frames, width: 64, height: 48 });
    const stream = probed(path);
    assert.equal(stream.nb_read_frames, `${frames}`);
    assert.equal(Number(stream.duration).toFixed(4), (frames / 30).toFixed(4));
  }
});

test('parts out of order or missing are refused, and leave nothing', async (t) => {
  const folder = temporaryFolder(t);
  const wishes = { width: 64, height: 48, fps: 30, frames: 31, encoder: 'wasm' as const };
  const format = await chooseFormat(join(folder, 'film.mp4'), wishes);
  const [first, last] = await codedParts(format, 31);
  const sink = await format.writer();
  await assert.rejects(sink.write(last), { code: 'shape', expected: 'that from frame 0 on', received: 30 });
  await sink.write(first);
  await assert.rejects(sink.close(), { code: 'shape', expected: '31 frames', received: 30 });
  assert.equal(await sink.abort(undefined), true);
  assert.deepEqual(readdirSync(folder), []);
});

test('an encoder of WebAssembly leaves the process as it was', async () => {
  const before = [process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection')];
  await openEncoder({ kind: 'h264', width: 32, height: 32, fps: 30, quality: 50 });
  const after = [process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection')];
  assert.deepEqual(after, before);
});
