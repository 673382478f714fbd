import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { canRun, temporaryFolder, writePhotos } from '@tesserae/testing';
import { BIN, inFolder } from '../support/tesserae.js';

const END = new URL('../../dist/terminal/end.js', import.meta.url).href;

/** A process that writes five million bytes into a pipe and ends. */
const talker = (exit: number): string => `
  const { endProcess } = await import(${JSON.stringify(END)});
  process.stdout.on('error', () => {});
  process.stdout.write('x'.repeat(5e6));
  await endProcess(${exit});
`;

const start = (exit: number) => spawn(process.execPath, ['--input-type=module', '-e', talker(exit)]);

test('a slow reader gets everything that was said', async () => {
  const child = start(3);
  let bytes = 0;
  await after(500);
  child.stdout.on('data', (data: Buffer) => {
    bytes += data.length;
  });
  const exit = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual([bytes, exit], [5e6, 3]);
});

test('a reader that went away, or a signal, keeps nobody from ending', async () => {
  const left = start(3);
  left.stdout.destroy();
  assert.equal(await new Promise((resolve) => left.on('exit', resolve)), 3);
  // 130: Ctrl-C
  const stopped = start(130);
  assert.equal(await new Promise((resolve) => stopped.on('exit', resolve)), 130);
  stopped.stdout.destroy();
});

test('what does not fit on a full disk is an error, however it is written', async (t) => {
  if (!canRun(t, existsSync('/dev/full'), '/dev/full')) return;
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 2);
  await inFolder(['index', 'photos', '--library', 'l.tesserae'], { folder });
  for (const words of [
    ['library', 'export', '--csv', '-'],
    ['library', 'ls'],
    ['library', 'ls', '--json'],
  ]) {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [BIN, ...words, '--library', 'l.tesserae'], {
      cwd: folder,
      stdio: ['ignore', full, 'pipe'],
    });
    assert.equal(await new Promise((resolve) => child.on('close', resolve)), 20, words.join(' '));
    closeSync(full);
  }
});

test('a table on a small disk is written whole, or not without an error', async (t) => {
  const mount = temporaryFolder(t);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', mount]).status === 0;
  if (!canRun(t, mounted, 'root, to mount a small disk')) return;
  try {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'photos'));
    await writePhotos(join(folder, 'photos'), 40);
    await inFolder(['index', 'photos', '--library', 'l.tesserae'], { folder });
    const file = openSync(join(mount, 'table.csv'), 'w');
    const words = [BIN, 'library', 'export', '--csv', '-', '--library', 'l.tesserae'];
    const child = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', file, 'pipe'] });
    assert.equal(await new Promise((resolve) => child.on('close', resolve)), 20);
    closeSync(file);
  } finally {
    spawnSync('umount', ['-l', mount]);
  }
});
