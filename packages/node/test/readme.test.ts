import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { readPicture, temporaryFolder, writePhotos } from '@tesserae/testing';

const root = join(import.meta.dirname, '..', '..', '..');

test('the README’s ten lines make a mosaic', async (t) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const snippet = /```js\n([\s\S]*?)```/.exec(readme)?.[1];
  assert.ok(snippet !== undefined);
  const folder = temporaryFolder(t);
  await mkdir(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 40, { seed: 1, width: 80, height: 60, format: 'jpg' });
  const [target] = await writePhotos(folder, 1, { seed: 99, width: 300, height: 200, format: 'jpg' });
  await writeFile(join(folder, 'dolphin.jpg'), await readFile(target));

  // beside the compiled tests, where the packages' names resolve
  const script = join(import.meta.dirname, 'readme-snippet.mjs');
  await writeFile(script, snippet);
  t.after(() => rm(script));
  await promisify(execFile)(process.execPath, [script], { cwd: folder });
  const { width, height } = await readPicture(join(folder, 'mosaic.png'));
  assert.deepEqual([width, height], [60 * 48, 40 * 48]);
});
