import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { chooseFormat, type FilmRequest } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import { codedParts, writeTestFilm } from '../../support/film-files.js';

const FILM: FilmRequest = { width: 320, height: 180, fps: 30, frames: 30, encoder: 'auto' };

for (const [output, wishes, code, message] of [
  ['a.mp4', { width: 321 }, 'limit', /even sides, received 321 × 180/],
  ['a.webm', { height: 181, encoder: 'ffmpeg' }, 'limit', /even sides/],
  ['a.mp4', { width: 12 }, 'limit', /sides of 16 to 7680 px/],
  ['a.mp4', { width: 7682, height: 16 }, 'limit', /received 7682 × 16/],
  ['a.mp4', { width: 4096, height: 2400 }, 'limit', /level 5\.2/],
  ['a.mp4', { width: 3840, height: 2160, fps: 120 }, 'limit', /received 3840 × 2160 at 120/],
  ['a.mp4', { fps: 29.97 }, 'limit', /1 to 120 whole frames a second, received 29\.97/],
  ['a.mp4', { fps: 0 }, 'limit', /received 0/],
  ['a.gif', { fps: 60 }, 'limit', /GIF: expected 1 to 50/],
  ['a.webp', { width: 16_384 }, 'limit', /1 to 16383 px/],
  ['a.webm', { encoder: 'wasm' }, 'usage', /ffmpeg or native for WebM, received wasm/],
  ['a.gif', { encoder: 'ffmpeg' }, 'usage', /the built-in encoder for GIF, received ffmpeg/],
  ['a.mov', {}, 'unknown-format', /one of the suffixes \.mp4 .*, received "\.mov"/],
  ['a.png', {}, 'unknown-format', /frames\/%05d\.png/],
  ['a', {}, 'unknown-format', /a name without one/],
  ['%05d.png', {}, 'usage', /a folder of their own/],
] as const satisfies readonly (readonly [string, Partial<FilmRequest>, string, RegExp])[]) {
  test(`${output} with ${JSON.stringify(wishes)} is refused: ${code}`, async () => {
    await assert.rejects(async () => await chooseFormat(output, { ...FILM, ...wishes }), { code, message });
  });
}

test('sides at the bounds of H.264 can be encoded', async (t) => {
  const folder = temporaryFolder(t);
  for (const [width, height] of [
    [16, 16],
    [7680, 16],
    [16, 7680],
  ]) {
    await writeTestFilm(join(folder, 'film.mp4'), { width, height, frames: 3 }, { force: true });
  }
});

const { PATH } = process.env;

/** A PATH with nothing in it but an ffmpeg that is a shell script. */
function onlyFfmpeg(t: TestContext, script: string | undefined): void {
  const folder = temporaryFolder(t);
  if (script !== undefined) {
    writeFileSync(join(folder, 'ffmpeg'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'ffmpeg'), 0o755);
  }
  process.env.PATH = folder;
  t.after(() => {
    process.env.PATH = PATH;
  });
}

test('an ffmpeg that is absent, or lacks the encoder, is told before anything is drawn', async (t) => {
  onlyFfmpeg(t, undefined);
  await assert.rejects(chooseFormat('a.webm', FILM), {
    code: 'unsupported',
    file: 'a.webm',
    received: 'none on PATH',
    waysOut: [{ install: 'ffmpeg' }, { use: 'the suffix .mp4' }],
  });
  await assert.rejects(chooseFormat('a.mp4', { ...FILM, encoder: 'ffmpeg' }), {
    code: 'unsupported',
    waysOut: [{ install: 'ffmpeg' }, { set: 'encoder', to: 'wasm' }],
  });
  onlyFfmpeg(t, 'echo "ffmpeg version 9.9 Copyright"; echo " V....D libx264  H.264"');
  const lacks = { expected: 'an ffmpeg with libvpx-vp9', received: 'ffmpeg 9.9 without it' };
  await assert.rejects(chooseFormat('a.webm', FILM), { code: 'unsupported', ...lacks });
});

test('a native encoder that is not installed is told before anything is drawn', () => {
  // a process that finds no such package
  const hook = `export const resolve = (name, context, next) => {
    if (name.includes('webcodecs')) throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  };`;
  const program = `
    import { register } from 'node:module';
    register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});
    const { chooseFormat } = await import(${JSON.stringify(import.meta.resolve('../../../dist/video/mux/film-format.js'))});
    await chooseFormat('a.mp4', ${JSON.stringify({ ...FILM, encoder: 'native' })}).catch(({ code, expected, waysOut }) => console.log(code, expected, JSON.stringify(waysOut.at(-1))));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.match(said, /^unsupported the native encoder @napi-rs\/webcodecs \{"set":"encoder","to":"wasm"\}$/m);
});

/** An ffmpeg that has x264, and does something else with films. */
const fake = (otherwise: string) =>
  `case "$2" in -version) echo "ffmpeg version 9.9";; -encoders) echo " V....D libx264  H.264";; *) ${otherwise};; esac`;

test('an ffmpeg that fails is quoted, and nothing is left', async (t) => {
  const folder = temporaryFolder(t);
  for (const [script, code, received] of [
    ['echo "[libx264 @ 0x5581] broken" >&2; echo "[out#0] It cannot be." >&2; exit 1', 'failed', '“It cannot be”'],
    ['echo "av_interleaved_write_frame(): No space left on device" >&2; exit 228', 'no-space', undefined],
    ['exit 0', 'failed', '“it said nothing”'],
  ] as const) {
    onlyFfmpeg(t, fake(script));
    const format = await chooseFormat(join(folder, 'film.mp4'), { ...FILM, encoder: 'ffmpeg' });
    const sink = await format.writer();
    const write = async () => {
      for (const part of await codedParts(format, 30)) await sink.write(part);
      await sink.close();
    };
    await assert.rejects(write, { code, received });
    await sink.abort(undefined);
    assert.deepEqual(readdirSync(folder), []);
  }
});

test('given up midway, nothing is left, and ffmpeg is ended', async (t) => {
  const folder = temporaryFolder(t);
  for (const [name, encoder] of [
    ['a.mp4', 'wasm'],
    ['a.mp4', 'ffmpeg'],
    ['a.webm', 'ffmpeg'],
    ['a.gif', 'auto'],
    ['a.webp', 'auto'],
    ['frames/%d.png', 'auto'],
  ] as const) {
    if (encoder === 'ffmpeg' && !canRun(t, hasCommand('ffmpeg', ['-version']), 'ffmpeg (Debian: ffmpeg)')) return;
    const format = await chooseFormat(join(folder, name), { ...FILM, frames: 60, encoder });
    const sink = await format.writer();
    const parts = await codedParts(format, format.framesAPart);
    await sink.write(parts[0]);
    assert.equal(await sink.abort(undefined), true, name);
    await later(20);
    assert.ok(!process.getActiveResourcesInfo().includes('ProcessWrap'), `${name}: ffmpeg is still there`);
    assert.deepEqual(readdirSync(folder), [], name);
    await assert.rejects(async () => {
      await sink.write({ ...parts[0], first: format.framesAPart });
      await sink.close();
    });
    assert.deepEqual(readdirSync(folder), [], `${name}: what comes too late`);
  }
});

test('what is there is not replaced unasked, and is when asked', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'film.gif');
  writeFileSync(path, 'old');
  const format = await chooseFormat(path, { ...FILM, frames: 1 });
  await assert.rejects(format.check(), { code: 'exists' });
  await assert.rejects(format.writer(), { code: 'exists' });
  await format.check(true);
  await writeTestFilm(path, { frames: 1 }, { force: true });
  assert.deepEqual(readdirSync(folder), ['film.gif']);
  assert.notEqual(readFileSync(path, 'latin1'), 'old');
});

/** A file system of a few kilobytes. */
function smallDisk(t: TestContext): string {
  let folder = '';
  t.after(() => execFileSync('umount', [folder])); // before the folder is removed
  folder = temporaryFolder(t);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'tmpfs', folder]);
  return folder;
}

test('a full disk is told and leaves nothing', async (t) => {
  const root = process.getuid?.() === 0 && hasCommand('mount');
  if (!canRun(t, root, 'root, to mount a small disk')) return;
  if (!canRun(t, hasCommand('ffmpeg', ['-version']), 'ffmpeg (Debian: ffmpeg)')) return;
  const folder = smallDisk(t);
  for (const [name, encoder] of [
    ['a.mp4', 'wasm'],
    ['a.mp4', 'ffmpeg'],
    ['a.gif', 'auto'],
    ['a.webp', 'auto'],
    ['frames/%d.png', 'auto'],
  ] as const) {
    const wishes = { ...FILM, frames: 40, encoder, quality: 100 };
    const format = await chooseFormat(join(folder, name), wishes);
    const sink = await format.writer();
    const write = async () => {
      for (const part of await codedParts(format, 40)) await sink.write(part);
      await sink.close();
    };
    await assert.rejects(write, { code: 'no-space' }, `${name} ${encoder}`);
    await sink.abort(undefined);
    assert.deepEqual(readdirSync(folder), [], name);
  }
});
