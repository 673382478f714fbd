import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { readPicture, temporaryFolder, writePhotos } from '@tesserae/testing';

const root = join(import.meta.dirname, '..', '..', '..');

test('the programs of the documentation make mosaics: in one call, by functions, and by a job', async (t) => {
  const pages = await Promise.all(['README.md', 'docs/programs.md'].map((name) => readFile(join(root, name), 'utf8')));
  const snippets = [...pages.join('\n').matchAll(/```js\n([\s\S]*?)```/g)].map(([, snippet]) => snippet);
  const outputs = ['mosaic.png', undefined, 'steps.png', 'job.png'];
  assert.equal(snippets.length, outputs.length);
  const folder = temporaryFolder(t);
  await mkdir(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 40, { seed: 1, width: 80, height: 60, format: 'jpg' });
  const [target] = await writePhotos(folder, 1, { seed: 99, width: 300, height: 200, format: 'jpg' });
  await writeFile(join(folder, 'dolphin.jpg'), await readFile(target));

  // beside the compiled tests, where the packages' names resolve
  const script = join(import.meta.dirname, 'readme-snippet.mjs');
  t.after(() => rm(script));
  for (const [i, snippet] of snippets.entries()) {
    await writeFile(script, snippet);
    await promisify(execFile)(process.execPath, [script], { cwd: folder });
    const output = outputs[i];
    if (output === undefined) continue; // it is in memory
    const { width, height } = await readPicture(join(folder, output));
    assert.deepEqual([width, height], [60 * 48, 40 * 48]);
  }
});
