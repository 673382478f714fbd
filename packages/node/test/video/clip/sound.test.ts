import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { probeClip } from '@tesserae/node';
import { chooseFormat, clipKindOf, type FilmEncoder, soundCopy } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import { codedParts } from '../../support/film-files.js';

const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);
const needsFfmpeg = (t: TestContext): boolean => canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)');

function ffmpeg(...args: string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** A clip of 3 s with a tone of 5, or with a tone from its beginning and pictures from a second on. */
function clipIn(folder: string, name: string, codec: string, ...how: string[]): string {
  const sources = ['-f', 'lavfi', '-i', 'testsrc2=s=64x48:r=10:d=3', '-f', 'lavfi', '-i', 'sine=d=5'];
  ffmpeg(...sources, '-pix_fmt', 'yuv420p', '-c:a', codec, '-strict', '-2', ...how, join(folder, name));
  return join(folder, name);
}

/** Makes a film of so many frames at ten a second, and puts the sound of a clip into it. @returns the notes */
async function withSound(path: string, output: string, encoder: FilmEncoder = 'auto', frames = 20) {
  const kind = await clipKindOf(path);
  assert.ok(kind);
  const format = await chooseFormat(output, { width: 64, height: 48, fps: 10, frames, encoder });
  const sound = soundCopy(await probeClip({ path, kind }), frames / 10);
  const sink = await format.writer({ sound: sound.copy, force: true });
  for (const part of await codedParts(format, frames)) await sink.write(part);
  await sink.close();
  return sound.notes();
}

interface Packet {
  readonly pts_time: string;
  readonly data_hash: string;
}

/** The packets of a file's sound, as ffprobe reads them. */
function soundOf(path: string): readonly Packet[] {
  const args = ['-v', 'error', '-select_streams', 'a', '-show_packets', '-show_data_hash', 'md5', '-of', 'json', path];
  const { stdout, stderr } = spawnSync('ffprobe', args, { encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(stderr, '');
  return (JSON.parse(stdout) as { readonly packets: readonly Packet[] }).packets;
}

function codecsOf(path: string): string[] {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', path];
  return spawnSync('ffprobe', args, { encoding: 'utf8' }).stdout.trim().split('\n');
}

for (const [clip, codec, film, encoder, codecs] of [
  ['a.mp4', 'aac', 'film.mp4', 'wasm', ['h264', 'aac']],
  ['a.mov', 'aac', 'film.mp4', 'ffmpeg', ['h264', 'aac']],
  ['a.avi', 'libmp3lame', 'film.mp4', 'wasm', ['h264', 'mp3']],
  ['a.mkv', 'libopus', 'film.mp4', 'wasm', ['h264', 'opus']],
  ['a.mkv', 'libopus', 'film.webm', 'ffmpeg', ['vp9', 'opus']],
  ['a.mkv', 'libvorbis', 'film.webm', 'native', ['vp9', 'vorbis']],
] as const) {
  test(`the sound of ${clip} (${codec}) is copied into ${film} by ${encoder}, and cut to its length`, async (t) => {
    if (!needsFfmpeg(t)) return;
    const folder = temporaryFolder(t);
    const path = clipIn(folder, clip, codec);
    const output = join(folder, film);
    assert.deepEqual(await withSound(path, output, encoder), []);
    assert.deepEqual(codecsOf(output), codecs);
    const [before, after] = [soundOf(path), soundOf(output)];
    // the packets of the clip up to the end of the film, at the same times
    assert.ok(after.length > 10 && after.length < before.length);
    after.forEach((packet, i) => {
      assert.equal(packet.data_hash, before[i].data_hash, `packet ${i}`);
      assert.ok(Math.abs(Number(packet.pts_time) - Number(before[i].pts_time)) < 0.03, `packet ${i}`);
    });
    const end = Number(after[after.length - 1].pts_time);
    assert.ok(end > 1.9 && end <= 2.01, `ends at ${end} s`);
    assert.deepEqual(readdirSync(folder).sort(), [clip, film].sort());
    const first = readFileSync(output);
    await withSound(path, output, encoder);
    assert.ok(first.equals(readFileSync(output)), 'another run, the same bytes');
  });
}

test('sound is heard from the first picture on', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const clip = clipIn(folder, 'late.mkv', 'aac', '-vf', 'setpts=PTS+1/TB');
  assert.deepEqual(await withSound(clip, join(folder, 'film.mp4')), []);
  const [before, after] = [soundOf(clip), soundOf(join(folder, 'film.mp4'))];
  const first = before.findIndex(({ data_hash: hash }) => hash === after[0].data_hash);
  assert.ok(
    Math.abs(Number(before[first].pts_time) - 1) < 0.05,
    `begins with what is heard at ${before[first].pts_time}`,
  );
  assert.ok(Math.abs(Number(after[0].pts_time)) < 0.05);
});

test('what a container cannot hold is left out, and told; a clip without sound makes a silent film', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const loud = clipIn(folder, 'a.mov', 'pcm_s16le');
  const left = { code: 'sound-left-out', values: { file: loud, codec: 'pcm_s16le' } };
  for (const film of ['film.mp4', 'film.gif', 'film.webp', 'frames/%03d.png']) {
    assert.deepEqual(await withSound(loud, join(folder, film)), [left], film);
  }
  assert.deepEqual(codecsOf(join(folder, 'film.mp4')), ['h264']);
  const mute = clipIn(folder, 'mute.mp4', 'aac', '-an');
  assert.deepEqual(await withSound(mute, join(folder, 'mute-film.mp4')), []);
  assert.deepEqual(codecsOf(join(folder, 'mute-film.mp4')), ['h264']);
});
