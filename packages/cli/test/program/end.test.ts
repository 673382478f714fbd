import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';

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
