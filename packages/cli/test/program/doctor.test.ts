import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '@tesserae/testing';
import { tesserae } from '../support/tesserae.js';

test('the doctor says in 80 columns what it found, and as events', async (t) => {
  const folder = temporaryFolder(t);
  const plain = await tesserae(['doctor', '--library', 'l.tesserae'], { folder });
  assert.equal(plain.exit, 0, plain.stdout);
  const lines = plain.stdout.trimEnd().split('\n');
  assert.equal(lines.at(-1), 'all is well');
  assert.ok(
    lines.every(
      (line) => /^(ok|note) {3,5}(codec|memory|disk|library|start|decode) /.test(line) || line === 'all is well',
    ),
  );
  const { exit, events, last } = await tesserae(['doctor', '--json'], { folder });
  assert.deepEqual([exit, last.t, last.wrong, last.checks], [0, 'done', 0, events.length - 1]);
  assert.ok(events.slice(0, -1).every((event) => event.t === 'check' && event.area && event.state && event.detail));
});
