import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { canRun, hasCommand } from '@tesserae/testing';
import { printer } from '../support/print-fixture.js';
import { inFolder, listing } from '../support/tesserae.js';

test('stopped while it draws: exit 130 before it is drawn, nothing is left', async (t) => {
  const { folder } = await printer(t);
  const before = listing(folder);
  const words = [
    'print',
    'p.json',
    '--library',
    'l.tesserae',
    '-o',
    'a.pdf',
    '--paper',
    '20cm',
    '--dpi',
    '250',
    '--json',
  ];
  const { exit, last, events } = await inFolder(words, { folder, stopAt: { stage: 'draw', signals: ['SIGINT'] } });
  assert.ok(events.filter(({ stage }) => stage === 'draw').every(({ done, total }) => done < total));
  assert.deepEqual([exit, last.t, last.code], [130, 'error', 'aborted']);
  assert.deepEqual(listing(folder), before);
});

test('a disk that is too small is known before any work', async (t) => {
  if (!canRun(t, process.getuid?.() === 0 && hasCommand('mount'), 'root, to mount a small disk')) return;
  const { print, at } = await printer(t);
  mkdirSync(at('disk'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', at('disk')]);
  try {
    const { exit, last, events } = await print('disk/a.pdf', '--paper', '2m');
    assert.deepEqual([exit, last.code], [20, 'no-space']);
    assert.match(last.message, /the disk is full; nothing was written \(\d+\.\d MB needed\)\. Free some space/);
    assert.ok(!events.some(({ t: kind }) => kind === 'progress'), 'nothing was drawn');
    const small = await print('disk/b.pdf', '--paper', '25cm', '--dpi', '290');
    assert.deepEqual([small.exit, small.last.code], [20, 'no-space'], 'met on the way');
    assert.deepEqual(listing(at('disk')), []);
  } finally {
    execFileSync('umount', [at('disk')]);
  }
});
