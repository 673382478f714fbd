import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import { decodedFrames, drawnFrame, needEncoder, probed, psnr, writeTestFilm } from '../../support/film-files.js';

const FFMPEG = 'ffmpeg and ffprobe (Debian: ffmpeg)';
const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);

const TOLD = {
  codec_name: 'vp9',
  pix_fmt: 'yuv420p',
  width: 322,
  height: 180,
  color_range: 'tv',
  color_space: 'bt709',
  color_primaries: 'bt709',
  color_transfer: 'bt709',
  r_frame_rate: '30/1',
  nb_read_frames: '37',
};

for (const encoder of ['native', 'ffmpeg'] as const) {
  test(`WebM by ${encoder}: ffprobe sees what was asked for, ffmpeg the frames that were drawn`, async (t) => {
    if (!canRun(t, hasFfmpeg, FFMPEG) || !(await needEncoder(t, encoder))) return;
    const path = join(temporaryFolder(t), 'film.webm');
    await writeTestFilm(path, { encoder });
    const stream = probed(path);
    assert.deepEqual(Object.fromEntries(Object.keys(TOLD).map((tag) => [tag, stream[tag]])), TOLD);
    // mediabunny has no word for where colour lies
    assert.equal(stream.chroma_location, encoder === 'ffmpeg' ? 'center' : undefined);
    const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path];
    const seconds = Number(spawnSync('ffprobe', args, { encoding: 'utf8' }).stdout);
    assert.ok(Math.abs(seconds - 37 / 30) < 1 / 30, `${seconds} s`);
    const frames = decodedFrames(path, 322, 180);
    assert.equal(frames.length, 37);
    for (const n of [0, 1, 29, 30, 36]) {
      const likeness = psnr(frames[n], drawnFrame(322, 180, n));
      assert.ok(likeness > 31, `frame ${n}: ${likeness.toFixed(1)} dB`);
    }
  });
}

test('a native WebM can be jumped into: its index names the clusters', async (t) => {
  if (!canRun(t, hasFfmpeg, FFMPEG) || !(await needEncoder(t, 'native'))) return;
  const path = join(temporaryFolder(t), 'film.webm');
  await writeTestFilm(path, { encoder: 'native', frames: 95, width: 64, height: 48 });
  const args = [
    '-v',
    'error',
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
    '-read_intervals',
    '2.5%+#1',
    path,
  ];
  const { stdout, stderr } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.match(stdout, /^2\.000000,K/, 'the key frame before');
});
