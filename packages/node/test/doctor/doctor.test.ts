/** The doctor finds what is wrong, and nothing where nothing is. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runChecks, tiffDirectories } from '@tesserae/node/internal';
import { checkOddFile, codecCheck, ODD_SIZE, oddFiles } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

test('all twelve odd files are as they should be, and the checks say what was looked at', async (t) => {
  const checks = await runChecks(join(temporaryFolder(t), 'not/yet/l.tesserae'));
  assert.deepEqual(
    checks.filter(({ state }) => state === 'wrong'),
    [],
  );
  assert.equal(checks.filter(({ area }) => area === 'decode').length, 12);
  const areas = new Set(checks.map(({ area }) => area));
  assert.deepEqual(areas, new Set(['codec', 'memory', 'disk', 'library', 'start', 'decode']));
});

test('the odd files are what their names say', async () => {
  const files = new Map((await oddFiles()).map((file) => [file.name, file.bytes]));
  const facts = async (name: string) => sharp(files.get(name)).metadata();
  assert.equal((await facts('a progressive JPEG')).isProgressive, true);
  assert.equal((await facts('a JPEG in CMYK')).space, 'cmyk');
  const turned = await facts('a JPEG that EXIF turns');
  assert.deepEqual([turned.orientation, turned.width, turned.height], [6, ODD_SIZE.height, ODD_SIZE.width]);
  assert.equal((await facts('a PNG of 16 bits')).depth, 'ushort');
  assert.equal((await facts('a GIF of two frames')).pages, 2);
  const [directory] = tiffDirectories(Buffer.from(files.get('a TIFF packed by LZW') ?? []));
  assert.deepEqual(directory.numbers(259), [5]); // Compression, LZW
  const glass = await facts('an interlaced PNG, half transparent');
  assert.deepEqual([glass.isProgressive, glass.hasAlpha], [true, true]);
});

test('a file that comes out otherwise is told, and how', async () => {
  const [plain, ...others] = await oddFiles();
  const mirrored = { ...plain, bytes: await sharp(plain.bytes).flop().toBuffer() };
  const turned = { ...plain, bytes: await sharp(plain.bytes).rotate(90).toBuffer() };
  const huge = others.at(-1) ?? assert.fail('no files');
  assert.equal(await checkOddFile(plain), undefined);
  assert.equal((await checkOddFile(mirrored))?.expected, 'red on the left');
  assert.deepEqual(await checkOddFile(turned), { expected: '160×80 pixels', received: '80×160' });
  assert.deepEqual(await checkOddFile({ ...plain, outcome: 'repaired' }), {
    expected: 'repaired',
    received: 'usable',
  });
  const otherwise = await checkOddFile({ ...huge, outcome: 'empty' });
  assert.deepEqual(otherwise, { expected: 'empty', received: 'too-large' });
});

test('versions are compared as numbers, and an unknown one is old', () => {
  const states = ['1.6.51', '1.6.9', '1.10.0', '2', '', '1.6.51-rc1'].map(
    (version) => codecCheck('x', version, '1.6.51').state,
  );
  assert.deepEqual(states, ['ok', 'wrong', 'ok', 'ok', 'wrong', 'ok']);
});

test('a library that cannot be written is told', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'l.tesserae'), '');
  const mount = temporaryFolder(t);
  const mounted = hasCommand('mount') && spawnSync('mount', ['--bind', '-o', 'ro', folder, mount]).status === 0;
  if (!canRun(t, mounted, 'root, to mount a folder read-only')) return;
  try {
    const stateOf = async (name: string) =>
      (await runChecks(join(mount, name))).find(({ area }) => area === 'library')?.state;
    assert.deepEqual([await stateOf('l.tesserae'), await stateOf('new.tesserae')], ['note', 'wrong']);
  } finally {
    spawnSync('umount', ['-l', mount]);
  }
});
