import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { type MosaicInput, mosaic } from '@tesserae/jobs';
import { wholeProgress } from '@tesserae/jobs/internal';
import { readPicture, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import fc from 'fast-check';

const folder = temporaryFolder({ after });
const at = (name: string): string => join(folder, name);
const settings = { columns: 8, cell: 6, spacing: 1 } as const;
const common = { photos: at('photos'), library: at('a.tesserae'), ...settings };
let fromPath: Buffer;

before(async () => {
  await writePicture(at('target.png'), syntheticPhoto(77, 80, 60));
  mkdirSync(at('photos'));
  await writePhotos(at('photos'), 12, { width: 90, height: 60, format: 'png' });
  const made = await mosaic({ ...common, target: at('target.png'), output: at('a.png') });
  assert.ok(made.used > 1 && made.metrics !== null && made.picture === undefined);
  assert.ok(existsSync(at('a.plan.json')));
  fromPath = readFileSync(at('a.png'));
  const { width, height } = await readPicture(at('a.png'));
  assert.deepEqual([width, height], [48, 36]);
});

test('bytes give the picture of the file, in memory and in streams of both kinds', async () => {
  const target = readFileSync(at('target.png'));
  const { picture } = await mosaic({ ...common, target, output: { format: 'png' } });
  assert.ok(fromPath.equals(picture ?? Buffer.alloc(0)));

  const stream = new PassThrough();
  const [streamed] = await Promise.all([
    buffer(stream),
    mosaic({ ...common, target: at('target.png'), output: { format: 'png', stream } }),
  ]);
  assert.ok(fromPath.equals(streamed));

  const chunks: Uint8Array[] = [];
  const web = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) });
  await mosaic({ ...common, target, output: { format: 'png', stream: web } });
  assert.ok(fromPath.equals(Buffer.concat(chunks)));
});

test('one number tells how far the whole has come; an abort leaves nothing', async () => {
  const told: number[] = [];
  const input: MosaicInput = { ...common, target: at('target.png'), output: at('b.png'), force: true };
  await mosaic(input, { onProgress: (done) => told.push(done) });
  assert.ok(told.length > 3 && told.every((done, i) => done >= (told[i - 1] ?? 0)), told.join(' '));
  assert.equal(told.at(-1), 1);
  assert.equal(told.filter((done) => done === 1).length, 1);

  const stop = new AbortController();
  const output = { ...input, output: at('c.png'), noPlan: true };
  const stopped = mosaic(output, { signal: stop.signal, onProgress: () => stop.abort() });
  await assert.rejects(stopped, { code: 'aborted' });
  const scratch = readdirSync(tmpdir()).filter((name) => name.startsWith(`tesserae-${process.pid}-`));
  assert.deepEqual([existsSync(at('c.png')), scratch], [false, []]);
});

test('what is no input is refused by the name of the field', async () => {
  const target = at('target.png');
  // @ts-expect-error: not an output
  await assert.rejects(mosaic({ ...common, target, output: 3 }), { code: 'usage', subject: 'output' });
  // @ts-expect-error: not a setting
  await assert.rejects(mosaic({ ...common, target, output: at('d.png'), colums: 3 }), {
    code: 'usage',
    subject: 'colums',
  });
  // @ts-expect-error: not a target
  await assert.rejects(mosaic({ ...common, target: 3, output: at('d.png') }), { code: 'usage', subject: 'target' });
  await assert.rejects(mosaic({ ...common, target: new Uint8Array(3), output: at('d.png') }), { file: '-' });
});

test('progress never goes back, whatever stages come', () => {
  const stage = fc.constantFrom('index', 'describe', 'assign', 'draw', 'score', 'film');
  const steps = fc.array(fc.record({ stage, done: fc.nat(9), total: fc.nat(9) }));
  fc.assert(
    fc.property(fc.constantFrom('make', 'film', 'score'), steps, (job, all) => {
      const whole = wholeProgress(job);
      let before = 0;
      for (const progress of all) {
        const now = whole(progress as Parameters<typeof whole>[0]);
        assert.ok(now >= before && now <= 1);
        before = now;
      }
    }),
  );
});
