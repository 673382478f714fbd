import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { inProcess } from '../support/tesserae.js';

test('a file runs a job; what is wrong in it is named by its path', async (t) => {
  const folder = temporaryFolder(t);
  const at = (name: string) => join(folder, name);
  await writePicture(at('target.png'), syntheticPhoto(4, 60, 40));
  mkdirSync(at('photos'));
  await writePhotos(at('photos'), 6, { width: 40, height: 40 });
  const make = {
    ...{ target: at('target.png'), photos: [at('photos')], library: at('l.tesserae') },
    ...{ output: at('out.png'), columns: 4, cell: 8 },
  };
  const run = async (request: unknown) => {
    writeFileSync(at('job.json'), JSON.stringify(request));
    const { exit, last } = await inProcess(['job', at('job.json'), '--json']);
    return { exit, last };
  };
  for (const [request, exit, code, subject] of [
    [[], 2, 'usage', 'job'],
    [{ job: 'paint', input: {} }, 2, 'usage', 'job'],
    [{ version: 2, job: 'make', input: {} }, 2, 'usage', 'version'],
    [{ job: 'make' }, 2, 'usage', 'input'],
    [{ job: 'make', input: {} }, 2, 'usage', 'input.target'],
    [{ job: 'make', input: { ...make, photos: 'photos' } }, 2, 'usage', 'input.photos'],
    [{ job: 'make', input: { ...make, colums: 4 } }, 2, 'usage', 'input.colums'],
    [{ job: 'make', input: { ...make, columns: 'four' } }, 2, 'settings', 'input.columns'],
    // refused by the job itself
    [{ job: 'make', input: { ...make, maxUses: 1 } }, 4, 'rules-impossible', 'input.maxUses'],
    [{ job: 'make', input: { ...make, output: at('job.json.png'), plan: at('job.json') } }, 2, 'exists', 'input.plan'],
  ] as const) {
    const refused = await run(request);
    assert.deepEqual([refused.exit, refused.last.code, refused.last.subject], [exit, code, subject]);
    assert.ok(refused.last.expected ?? refused.last.received, JSON.stringify(refused.last));
    assert.ok(!existsSync(at('out.png')));
  }
  const made = await run({ job: 'make', input: make });
  assert.deepEqual([made.exit, made.last.output], [0, at('out.png')]);
});
