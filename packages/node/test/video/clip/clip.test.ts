import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Raster } from '@tesserae/core';
import { probeClip } from '@tesserae/node';
import {
  type ClipFacts,
  clipKind,
  clipKindOf,
  countFrames,
  inputOf,
  readFrames,
  wholeRate,
} from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';

const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);
const needsFfmpeg = (t: TestContext): boolean => canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)');

function ffmpeg(...args: string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** Writes a clip of ffmpeg's test picture. */
function testClip(path: string, source: string, ...how: string[]): string {
  ffmpeg('-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', ...how, path);
  return path;
}

async function factsOf(path: string): Promise<ClipFacts> {
  const kind = await clipKindOf(path);
  assert.ok(kind, `${path} is no clip`);
  return await probeClip({ path, kind });
}

async function allFrames(clip: ClipFacts, fps: number, width = 16, height = 8): Promise<Raster[]> {
  const frames: Raster[] = [];
  for await (const frame of readFrames(clip, { fps, width, height })) frames.push(frame);
  return frames;
}

test('a clip is told by its first bytes, and nothing else is one', async (t) => {
  const start = (text: string) => clipKind(Buffer.from(text.padEnd(16, '\0'), 'latin1'))?.demuxer;
  assert.equal(start('\0\0\0\x20ftypisom'), 'mov');
  assert.equal(start('\0\0\0\x14ftypqt  '), 'mov');
  assert.equal(start('\0\0\0\x08wide\0\0\0\0mdat'), 'mov');
  assert.equal(start('\x1aE\xdf\xa3\x01'), 'matroska');
  assert.equal(start('RIFF\x10\0\0\0AVI LIST'), 'avi');
  for (const brand of ['heic', 'heix', 'hevc', 'mif1', 'msf1', 'avif', 'avis', 'crx '])
    assert.equal(start(`\0\0\0\x20ftyp${brand}`), undefined, brand);
  for (const other of [
    'RIFF\x10\0\0\0WEBPVP8 ',
    'RIFF\x10\0\0\0WAVEfmt ',
    '#EXTM3U\n#EXTINF:1',
    'ffconcat version',
    '',
  ])
    assert.equal(start(other), undefined, other);
  assert.equal(clipKind(Buffer.from('\0\0\0 ftyp')), undefined);

  const folder = temporaryFolder(t);
  assert.equal(await clipKindOf(folder), undefined);
  assert.equal(await clipKindOf(join(folder, 'none.mp4')), undefined);
  if (process.platform === 'win32') return;
  assert.equal(spawnSync('mkfifo', [join(folder, 'fifo.mp4')]).status, 0);
  assert.equal(await clipKindOf(join(folder, 'fifo.mp4')), undefined);
});

test('size, rate and sound are those that are shown', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const plain = testClip(join(folder, 'plain.mp4'), 'testsrc=s=160x90:r=30000/1001:d=1');
  const facts = await factsOf(plain);
  assert.deepEqual([facts.width, facts.height, facts.sound, facts.isHdr], [160, 90, undefined, false]);
  assert.ok(Math.abs(facts.rate - 29.97) < 0.001);
  assert.equal(wholeRate(facts), 30);
  assert.equal(wholeRate({ rate: 240 }), 60);
  assert.equal(wholeRate({ rate: 0.2 }), 1);

  const turned = join(folder, 'turned.mp4');
  ffmpeg('-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned);
  const upright = await factsOf(turned);
  assert.deepEqual([upright.width, upright.height], [90, 160]);

  const wide = testClip(join(folder, 'wide.mkv'), 'testsrc=s=160x90:r=25:d=1', '-vf', 'setsar=4/3');
  const shown = await factsOf(wide);
  assert.deepEqual([shown.width, shown.height, shown.kind.demuxer], [213, 90, 'matroska']);

  const loud = join(folder, 'loud.avi');
  ffmpeg('-i', plain, '-f', 'lavfi', '-i', 'sine=d=1', '-shortest', '-c:v', 'mpeg4', loud);
  assert.equal((await factsOf(loud)).sound, 'mp3');

  const mute = join(folder, 'sound-alone.mp4');
  ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', mute);
  await assert.rejects(factsOf(mute), { code: 'unsupported', expected: 'moving pictures' });
});

test('as many frames are read as were counted, at any rate, upright', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const clip = await factsOf(testClip(join(folder, 'c.mp4'), 'testsrc=s=160x90:r=25:d=2'));
  for (const [fps, expected] of [
    [25, 50],
    [30, 60],
    [7, 14],
    [1, 2],
  ]) {
    const { frames, damage } = await countFrames(clip, fps);
    assert.deepEqual([frames, damage], [expected, undefined]);
    assert.equal((await allFrames(clip, fps)).length, expected);
  }
  // pictures shown for .1 and .3 s: at a constant 10 a second they stand for 1 and 3 frames
  const steps = 'setpts=if(lt(N\\,5)\\,N*0.1\\,0.5+(N-5)*0.3)/TB';
  const uneven = testClip(join(folder, 'u.mkv'), 'testsrc=s=64x36:r=10:d=1', '-vf', steps, '-vsync', 'vfr');
  const { frames } = await countFrames(await factsOf(uneven), 10);
  assert.ok(Math.abs(frames - 20) <= 3, `${frames} frames`);

  // red above, blue below; ffmpeg's 90 is a quarter to the left, which exiftool calls 270: red on the left
  const flag = join(folder, 'flag.mp4');
  ffmpeg(
    '-f',
    'lavfi',
    '-i',
    'color=red:s=64x32:d=0.2',
    '-f',
    'lavfi',
    '-i',
    'color=blue:s=64x32:d=0.2',
    '-filter_complex',
    'vstack',
    flag,
  );
  const turned = join(folder, 'turned.mp4');
  ffmpeg('-i', flag, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned);
  const [frame] = await allFrames(await factsOf(turned), 25, 16, 16);
  const at = (x: number, y: number) => [...frame.data.subarray((y * 16 + x) * 4, (y * 16 + x) * 4 + 3)];
  assert.ok(at(1, 8)[0] > 200 && at(14, 8)[2] > 200, `${at(1, 8)} on the left, ${at(14, 8)} on the right`);
});

for (const [name, size, tags] of [
  ['named BT.601', '320x240', ['-colorspace', 'smpte170m']],
  ['named BT.709', '320x240', ['-colorspace', 'bt709']],
  ['high definition that names none', '1280x720', []],
] as const) {
  test(`colours come back as they were: ${name}`, async (t) => {
    if (!needsFfmpeg(t)) return;
    const folder = temporaryFolder(t);
    const matrix = tags[1] === 'smpte170m' ? 'bt601' : 'bt709';
    const path = join(folder, 'c.mkv');
    const filter = `scale=out_color_matrix=${matrix},format=yuv420p`;
    ffmpeg(
      '-f',
      'lavfi',
      '-i',
      `color=0xC83214:s=${size}:d=0.2`,
      '-vf',
      filter,
      '-c:v',
      'libx264',
      '-qp',
      '1',
      ...tags,
      path,
    );
    const [frame] = await allFrames(await factsOf(path), 25);
    for (const [i, value] of [200, 50, 20].entries()) assert.ok(Math.abs(frame.data[i] - value) <= 4, `${frame.data}`);
  });
}

test('a name is never an option, and a clip opens nothing but itself', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const plain = testClip(join(folder, 'plain.mp4'), 'testsrc=s=64x36:r=5:d=1');
  const before = process.cwd();
  process.chdir(folder);
  t.after(() => process.chdir(before));
  for (const name of ['-i.mp4', '-version', 'concat:a|b.mp4', 'http:x.mp4', '%03d.mp4', "it's $HOME `ls`.mp4"]) {
    copyFileSync(plain, join(folder, name));
    assert.equal((await countFrames(await factsOf(name), 5)).frames, 5, name);
  }

  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  // it is an AddressInfo, since it listens on a port
  const { port } = server.address() as AddressInfo;
  const list = join(folder, 'list.m3u8');
  writeFileSync(
    list,
    `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:${port}/secret.ts\n#EXT-X-ENDLIST\n`,
  );
  assert.equal(await clipKindOf(list), undefined);
  const run = async (args: readonly string[]): Promise<void> => {
    await new Promise((resolve) =>
      spawn('ffprobe', ['-v', 'quiet', ...args], { stdio: 'ignore' }).on('close', resolve),
    );
  };
  for (const demuxer of ['mov', 'matroska', 'avi'] as const)
    await run(inputOf({ path: list, kind: { name: 'a lie', demuxer } }));
  assert.equal(asked, 0);
  await run(['-protocol_whitelist', 'file,http,tcp', '-i', list]);
  assert.ok(asked > 0, 'ffprobe would not have asked anyway: the test says nothing');
});

test('damage is told, and nothing hangs', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const whole = testClip(join(folder, 'whole.mkv'), 'testsrc=s=320x180:r=25:d=4', '-g', '10');
  const bytes = readFileSync(whole);
  const half = join(folder, 'half.mkv');
  writeFileSync(half, bytes.subarray(0, bytes.length / 2));
  const clip = await factsOf(half);
  const { frames } = await countFrames(clip, 25);
  assert.ok(frames > 10 && frames < 90, `${frames} frames`);
  assert.equal((await allFrames(clip, 25)).length, frames);

  const headless = join(folder, 'headless.mp4');
  testClip(join(folder, 'whole.mp4'), 'testsrc=s=320x180:r=25:d=1');
  writeFileSync(headless, readFileSync(join(folder, 'whole.mp4')).subarray(0, 3000));
  await assert.rejects(factsOf(headless), { code: 'damaged', expected: 'a clip that can be decoded' });

  const spotted = join(folder, 'spotted.mkv');
  const dirty = Buffer.from(bytes);
  for (let i = 3000; i < dirty.length; i += 900) dirty.fill(0xaa, i, i + 40);
  writeFileSync(spotted, dirty);
  assert.notEqual((await countFrames(await factsOf(spotted), 25)).damage, undefined);
});

test('without ffmpeg it is said what to install', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'c.mp4');
  writeFileSync(path, '\0\0\0\x20ftypisom\0\0\0\0');
  const before = process.env.PATH;
  process.env.PATH = folder;
  t.after(() => {
    process.env.PATH = before;
  });
  await assert.rejects(factsOf(path), {
    code: 'unsupported',
    file: path,
    waysOut: [{ install: 'ffmpeg' }, { use: 'a picture' }],
  });
});

test('an abort ends ffmpeg at once', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const clip = await factsOf(testClip(join(folder, 'c.mp4'), 'testsrc=s=640x360:r=30:d=10', '-preset', 'ultrafast'));
  const controller = new AbortController();
  let frames = 0;
  await assert.rejects(
    async () => {
      for await (const _ of readFrames(clip, { fps: 30, width: 640, height: 360 }, controller.signal))
        if (++frames === 2) controller.abort();
    },
    { code: 'aborted' },
  );
  // what listens no longer is not read for either
  for await (const _ of readFrames(clip, { fps: 30, width: 640, height: 360 })) break;
  if (process.platform !== 'linux') return;
  assert.deepEqual(childrenNamed('ffmpeg'), []);
});

/** Living child processes of this one. */
function childrenNamed(name: string): string[] {
  const stats = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return stats.filter((pid) => {
    try {
      const [, command, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return command === name && Number(parent) === process.pid;
    } catch {
      return false; // it has ended meanwhile
    }
  });
}
