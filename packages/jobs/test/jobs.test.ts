import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MosaicError, parseSettings } from '@tesserae/core';
import { type Host, type JobEvent, parseInput, renderJob } from '@tesserae/jobs';
import { estimateMosaic } from '@tesserae/jobs/internal';
import { workshop } from './support/workshop.js';

/** Draws a plan, as a program does that knows nothing of the command line. */
async function draw(plan: string, output: string, host: Host) {
  const input = parseInput(renderJob.options, { plan, output, cell: 6 });
  const prepared = await renderJob.prepare(input, host);
  assert.deepEqual([prepared.facts.width, prepared.facts.height], [48, 36]);
  const files: string[] = [];
  const drawn = await prepared.run({
    onEvent: (event) => {
      if (event.type === 'artifact') files.push(event.path);
    },
  });
  assert.deepEqual(files, [output]);
  return drawn;
}

test('a mosaic is made and drawn again by jobs alone', async (t) => {
  const { at, host, make } = await workshop(t);
  const events: JobEvent[] = [];
  const prepared = await make({ output: at('a.png'), plan: at('p.json'), cell: 6 }, (event) => events.push(event));
  const { facts, estimate } = prepared;
  assert.deepEqual([facts.photos, facts.columns, facts.rows, facts.width], [12, 8, 6, 48]);
  assert.ok(estimate !== undefined && estimate.memory > 0);
  assert.ok(!existsSync(at('a.png')), 'nothing is made before it is run');
  await prepared.run({ onEvent: (event) => events.push(event) });
  const seen = new Set(events.map(({ type }) => type));
  for (const type of ['scan', 'progress', 'solved', 'artifact'] as const) assert.ok(seen.has(type), type);

  const { bytes, output } = await draw(at('p.json'), at('b.png'), host);
  assert.equal(output, at('b.png'));
  assert.equal(bytes, readFileSync(at('b.png')).length);
  assert.ok(readFileSync(at('a.png')).equals(readFileSync(at('b.png'))));
});

test('what cannot be is refused while it is prepared', async (t) => {
  const { at, make } = await workshop(t);
  const code = (wanted: string) => (error: unknown) => error instanceof MosaicError && error.code === wanted;
  await assert.rejects(make({}), code('usage'));
  await assert.rejects(make({ output: at('a.bmp') }), code('unknown-format'));
  await assert.rejects(make({ output: at('target.png'), force: true }), code('exists'));
  await assert.rejects(make({ output: at('photos/photo-0001.png'), force: true }), code('exists'));
  await assert.rejects(
    make({ output: at('a.png'), maxUses: 1, spacing: 0 }).then(({ run }) => run()),
    code('rules-impossible'),
  );
});

test('two jobs on one output: the second is refused, and may come when the first has ended', async (t) => {
  const { at, make } = await workshop(t);
  const [first, second] = [
    await make({ output: at('a.png'), force: true }),
    await make({ output: at('a.png'), force: true }),
  ];
  const running = first.run();
  await assert.rejects(second.run(), (error) => error instanceof MosaicError && error.code === 'exists');
  await assert.rejects(
    make({ output: at('a.png'), force: true }),
    (error) => error instanceof MosaicError && error.code === 'exists',
  );
  await running;
  await second.run();
});

test('a dry run tells what would be made, and writes nothing', async (t) => {
  const { at, make } = await workshop(t);
  const { facts } = await make({ dryRun: true });
  assert.deepEqual(facts.forecast?.uniqueUpTo, { columns: 4, rows: 3 });
  assert.ok(!existsSync(at('own.tesserae')));
});

test('the estimate of bricks counts the views of whole and of half cells', () => {
  const settings = parseSettings({});
  const memoryOf = (kind: 'grid' | 'brick') => {
    const shape = { kind, columns: 8, rows: 6, cell: [1, 1] as [number, number] };
    const size = { width: 80, height: 60, cell: 10, format: 'png' };
    return estimateMosaic({ settings, shape, photos: 10_000, ...size }).memory;
  };
  const fixed = memoryOf('grid') * 2 - memoryOf('brick');
  assert.ok(fixed > 0 && fixed < memoryOf('grid') / 2, 'what views take is doubled');
});
