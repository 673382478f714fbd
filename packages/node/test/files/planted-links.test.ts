/** Parts that somebody else has laid beside an output: links in them would have the program write, or read, what they lead to. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openParts } from '@tesserae/node/internal';
import { temporaryFolder } from '@tesserae/testing';

/** An output of which a run has left a part. @returns its path and that of its parts */
async function leftBehind(t: TestContext): Promise<readonly [output: string, parts: string]> {
  const folder = temporaryFolder(t);
  const output = join(folder, 'out.png');
  const parts = await openParts(output, { key: 'k', resume: true });
  await parts.write('first', Buffer.from('0123456789'));
  await parts.end('given-up');
  return [output, parts.folder];
}

test('parts are used again, and not those with a link among them', async (t) => {
  const [output, folder] = await leftBehind(t);
  const again = await openParts(output, { key: 'k', resume: true });
  assert.equal(Buffer.from((await again.read('first'))?.bytes ?? []).toString(), '0123456789');
  await again.end('given-up');

  const victim = join(temporaryFolder(t), 'private.txt');
  writeFileSync(victim, 'nobody else’s business');
  for (const name of ['data', 'index', 'more']) {
    rmSync(join(folder, name), { force: true });
    symlinkSync(victim, join(folder, name));
    const parts = await openParts(output, { key: 'k', resume: true });
    await parts.write('second', Buffer.from('written'));
    assert.equal(readFileSync(victim, 'utf8'), 'nobody else’s business', name);
    assert.equal(await parts.read('first'), undefined, name);
    await parts.end('given-up');
  }
});

test('a folder of parts that is a link itself is not followed', async (t) => {
  const [output, folder] = await leftBehind(t);
  const elsewhere = join(temporaryFolder(t), 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'run'), readFileSync(join(folder, 'run')));
  rmSync(folder, { recursive: true });
  symlinkSync(elsewhere, folder);
  const parts = await openParts(output, { key: 'k', resume: true });
  await parts.write('second', Buffer.from('written'));
  assert.ok(!existsSync(join(elsewhere, 'data')));
  await parts.end('done');
  assert.ok(existsSync(join(elsewhere, 'run')));
});

test('the name of a part leads nowhere else', async (t) => {
  const [output, folder] = await leftBehind(t);
  writeFileSync(join(folder, '..', 'secret'), 'x');
  // CRC-32 of x
  writeFileSync(join(folder, 'index'), `${JSON.stringify(['../secret', -1, 1, 0x8cdc1683, 0])}\n`);
  const parts = await openParts(output, { key: 'k', resume: true });
  assert.equal(await parts.read('../secret'), undefined);
  await parts.end('done');
});
