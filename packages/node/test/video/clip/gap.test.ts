/** Clips that stand still for longer than anybody looks. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { probeClip } from '@tesserae/node';
import { clipKindOf, countFrames } from '@tesserae/node/internal';
import { canRun, temporaryFolder } from '@tesserae/testing';

test('a clip of a few bytes that spans hours is refused while it is counted', async (t) => {
  const hasFfmpeg = ['ffmpeg', 'ffprobe'].every((name) => spawnSync(name, ['-version']).status === 0);
  if (!canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)')) return;
  const path = join(temporaryFolder(t), 'gap.mkv');
  const source = ['-v', 'error', '-f', 'lavfi', '-i', 'color=red:s=64x48:r=25', '-frames:v', '2'];
  const made = spawnSync('ffmpeg', [...source, '-vf', 'setpts=N*72000/TB', '-fps_mode', 'vfr', '-c:v', 'ffv1', path]);
  assert.equal(made.status, 0, String(made.stderr));
  const kind = (await clipKindOf(path)) ?? assert.fail('no clip');
  await assert.rejects(countFrames(await probeClip({ path, kind }), 25), { code: 'limit' });
});
