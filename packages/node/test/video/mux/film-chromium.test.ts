import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '@tesserae/testing';
import { drawnFrame, needEncoder, VIDEOS, writeTestFilm } from '../../support/film-files.js';
import { meanDifference, openPlayer, played } from '../../support/film-player.js';

const [WIDTH, HEIGHT, FRAMES] = [322, 180, 37];

/** The middle of the first and of the last frame, seconds. */
const ENDS = [0.5 / 30, (FRAMES - 0.5) / 30];

/** The mean CIEDE2000 of the first and the last frame, and of the bars in them, whose colours say by which matrix they are shown. */
function differences(frames: readonly Uint8Array[]): number[] {
  return frames.flatMap((frame, i) => {
    const drawn = drawnFrame(WIDTH, HEIGHT, i === 0 ? 0 : FRAMES - 1);
    const half = WIDTH * HEIGHT * 1.5;
    return [meanDifference(frame, drawn), meanDifference(frame.subarray(0, half), drawn.subarray(0, half))];
  });
}

for (const [name, encoder] of VIDEOS) {
  test(`Chromium plays ${name} by ${encoder}: the frames that were drawn, in their colours`, async (t) => {
    if (!(await needEncoder(t, encoder))) return;
    const browser = await openPlayer(t);
    if (browser === undefined) return;
    const path = join(temporaryFolder(t), name);
    await writeTestFilm(path, { width: WIDTH, height: HEIGHT, frames: FRAMES, encoder });
    const { width, height, seconds, frames } = await played(browser, path, ENDS);
    assert.deepEqual([width, height], [WIDTH, HEIGHT]);
    assert.ok(Math.abs(seconds - FRAMES / 30) < 1 / 30, `${seconds} s`);
    const found = differences(frames);
    t.diagnostic(found.map((value) => value.toFixed(2)).join(' '));
    assert.ok(Math.max(...found) < 3, found.join(' '));
  });
}

test('the same film, said to be BT.601, is seen to be another: the test above can fail', async (t) => {
  if (!(await needEncoder(t, 'ffmpeg'))) return;
  const browser = await openPlayer(t);
  if (browser === undefined) return;
  const folder = temporaryFolder(t);
  await writeTestFilm(join(folder, 'a.mp4'), { width: WIDTH, height: HEIGHT, frames: FRAMES });
  const lie = 'h264_metadata=colour_primaries=6:transfer_characteristics=6:matrix_coefficients=6';
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-i',
    join(folder, 'a.mp4'),
    '-c',
    'copy',
    '-bsf:v',
    lie,
    join(folder, 'b.mp4'),
  ]);
  const { frames } = await played(browser, join(folder, 'b.mp4'), ENDS);
  assert.ok(Math.max(...differences(frames)) > 3);
});
