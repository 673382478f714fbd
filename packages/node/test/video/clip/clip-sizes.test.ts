import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { probeClip } from '@tesserae/node';
import { type ClipFacts, clipKindOf, countFrames, readFrames } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';

const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);

function ffmpeg(...args: string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** A clip without a container: such can be put one behind the other. */
function bareClip(path: string, source: string): Buffer {
  ffmpeg('-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', path);
  return readFileSync(path);
}

async function factsOf(path: string): Promise<ClipFacts> {
  const kind = await clipKindOf(path);
  assert.ok(kind, `${path} is no clip`);
  return await probeClip({ path, kind });
}

test('a clip whose frames change their size midway has as many frames as are counted; one that grows beyond measure is refused', async (t) => {
  if (!canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)')) return;
  const folder = temporaryFolder(t);
  const at = (name: string) => join(folder, name);
  const [small, large] = [
    bareClip(at('s.h264'), 'testsrc2=s=320x240:d=1:r=15'),
    bareClip(at('l.h264'), 'testsrc2=s=640x480:d=1:r=15'),
  ];
  writeFileSync(at('both.h264'), Buffer.concat([small, large]));
  ffmpeg('-r', '5', '-i', at('both.h264'), '-c', 'copy', at('both.mkv'));
  const clip = await factsOf(at('both.mkv'));
  const { frames } = await countFrames(clip, 5);
  assert.ok(frames >= 28, `${frames}`);
  let read = 0;
  for await (const _ of readFrames(clip, { fps: 5, width: 16, height: 8 })) read++;
  assert.equal(read, frames);

  const [speck, huge] = [
    bareClip(at('x.h264'), 'testsrc2=s=64x48:d=80:r=5'),
    bareClip(at('h.h264'), 'color=s=9200x7000:d=0.2:r=5'),
  ];
  writeFileSync(at('grows.h264'), Buffer.concat([speck, huge]));
  ffmpeg('-r', '5', '-i', at('grows.h264'), '-c', 'copy', at('grows.avi'));
  const grows = await factsOf(at('grows.avi'));
  assert.deepEqual([grows.width, grows.height], [64, 48]);
  const counted = await countFrames(grows, 5).catch((error) => error);
  assert.ok(counted instanceof MosaicError || (counted.frames < 401 && counted.damage), JSON.stringify(counted));
});
