import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { chooseFormat, type FilmEncoder, filmSound } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import { codedParts } from '../../support/film-files.js';

const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);
const needsFfmpeg = (t: TestContext): boolean => canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)');

/** A tone of so many seconds. */
function tone(path: string, codec: string, seconds: number): string {
  const source = ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, '-c:a', codec, path], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return path;
}

/** The packets of a file's sound, as ffprobe reads them. */
function packetsOf(path: string): { readonly hashes: readonly string[]; readonly codec: string; readonly end: number } {
  const wanted = ['-show_packets', '-show_streams', '-show_data_hash', 'md5', '-of', 'json', path];
  const { stdout, stderr } = spawnSync('ffprobe', ['-v', 'error', '-select_streams', 'a', ...wanted], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  assert.equal(stderr, '');
  const { packets, streams } = JSON.parse(stdout);
  const hashes = packets.map(({ data_hash: hash }: { data_hash: string }) => hash);
  return { hashes, codec: streams[0].codec_name, end: Number(packets.at(-1).pts_time) };
}

/** Makes a film of 2 seconds that has the sound of a file. @returns what encodes it */
async function film(path: string, output: string, encoder: FilmEncoder = 'auto'): Promise<string | null> {
  const format = await chooseFormat(output, { width: 64, height: 48, fps: 10, frames: 20, encoder });
  const sound = await filmSound({ path, bytes: readFileSync(path) }, { output, seconds: 2 });
  const sink = await format.writer({ sound: sound.copy, force: true });
  for (const part of await codedParts(format, 20)) await sink.write(part);
  await sink.close();
  return sound.encoder;
}

for (const [name, codec, output, encoder] of [
  ['a.mp3', 'libmp3lame', 'film.mp4', 'wasm'],
  ['a.m4a', 'aac', 'film.mp4', 'ffmpeg'],
  ['a.opus', 'libopus', 'film.mp4', 'wasm'],
  ['a.ogg', 'libvorbis', 'film.webm', 'ffmpeg'],
] as const) {
  test(`the sound of ${name} is in ${output} (${encoder}) packet by packet, and ends with the pictures`, async (t) => {
    if (!needsFfmpeg(t)) return;
    const folder = temporaryFolder(t);
    const source = tone(join(folder, name), codec, 5);
    assert.equal(await film(source, join(folder, output), encoder), null);
    const [whole, part] = [packetsOf(source), packetsOf(join(folder, output))];
    assert.equal(part.codec, whole.codec);
    assert.ok(part.end < 2 && part.end > 1.9, `${part.end}`);
    assert.deepEqual(part.hashes, whole.hashes.slice(0, part.hashes.length));
  });
}

test('what a film cannot hold is encoded; a short sound ends before the film; the bytes are the same again', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const source = tone(join(folder, 'a.flac'), 'flac', 1);
  const output = join(folder, 'film.mp4');
  assert.match((await film(source, output)) ?? '', /^ffmpeg \S+ \(aac\)$/);
  const { codec, end } = packetsOf(output);
  assert.ok(codec === 'aac' && end < 1.1 && end > 0.8);
  const first = readFileSync(output);
  await film(source, output);
  assert.deepEqual(readFileSync(output), first);
});

test('what is not heard, cannot be read or encoded is refused before any work', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'silence.wav');
  writeFileSync(path, silence(8000));
  const bytes = readFileSync(path);
  const mp4 = { output: 'film.mp4', seconds: 2 };
  await assert.rejects(filmSound({ path, bytes }, { ...mp4, output: 'film.gif' }), { code: 'usage', subject: 'audio' });
  await assert.rejects(filmSound({ path, bytes }, { ...mp4, output: 'frames/' }), { code: 'usage', subject: 'audio' });
  for (const wrong of [new Uint8Array(0), Buffer.from('this is no sound at all, but a text'), bytes.subarray(0, 20)]) {
    await assert.rejects(filmSound({ path, bytes: wrong }, mp4), { code: 'unsupported', file: path });
  }
  const { PATH } = process.env;
  process.env.PATH = folder;
  t.after(() => Object.assign(process.env, { PATH }));
  await assert.rejects(filmSound({ path, bytes }, mp4), {
    ...{ code: 'unsupported', file: path, expected: 'an ffmpeg with aac', received: 'none on PATH' },
  });
});

/** A WAV file of a channel, 16 bits. */
function silence(samples: number): Buffer {
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ])
    file.writeUInt16LE(value, at);
  for (const [value, at] of [
    [8000, 24],
    [16000, 28],
    [samples * 2, 40],
  ])
    file.writeUInt32LE(value, at);
  file.write('data', 36);
  return file;
}
