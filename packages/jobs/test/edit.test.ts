import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import {
  editJob,
  type JobEvent,
  makeJob,
  openHost,
  type Prepared,
  parseInput,
  scoreJob,
  verifyJob,
} from '@tesserae/jobs';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';

/** A plan of 8 × 6 cells at p.json, and the jobs that are done with one. */
async function planned(t: TestContext) {
  const folder = temporaryFolder(t);
  const at = (name: string): string => join(folder, name);
  await writePicture(at('target.png'), syntheticPhoto(77, 80, 60));
  mkdirSync(at('photos'));
  await writePhotos(at('photos'), 12, { width: 90, height: 60, format: 'png' });
  const host = openHost({ library: at('own.tesserae') });
  t.after(() => host.close());
  const wanted = { target: at('target.png'), photos: [at('photos')], columns: 8, cell: 6 };
  const input = parseInput(makeJob.options, { ...wanted, output: at('a.png'), plan: at('p.json') });
  await (await makeJob.prepare(input, host)).run();
  const edit = (fields: object) =>
    editJob.prepare(parseInput(editJob.options, { plan: at('p.json'), ...fields }), host);
  const score = (fields: object) => scoreJob.prepare(parseInput(scoreJob.options, fields), host);
  const verify = (plan: string) => verifyJob.prepare({ plan }, host);
  return { at, edit, score, verify };
}

const code = (wanted: string, subject?: string) => (error: unknown) =>
  error instanceof MosaicError && error.code === wanted && (subject === undefined || error.subject === subject);

/** Runs a job, and keeps what it told. */
async function told<Output>({ run }: Prepared<Output>): Promise<{ output: Output; events: JobEvent[] }> {
  const events: JobEvent[] = [];
  return { output: await run({ onEvent: (event) => events.push(event) }), events };
}

test('an edit by jobs alone: cells that moved are events, plan and picture are named; it is scored and sound', async (t) => {
  const { at, edit, score, verify } = await planned(t);
  const { paths, photos } = JSON.parse(readFileSync(at('p.json'), 'utf8'));
  const other = paths[photos.find((photo: number) => photo !== photos[0])];
  const prepared = await edit({ swap: [`r1c1=${other}`], output: at('q.json'), render: at('q.png') });
  const { facts, notes, estimate } = prepared;
  assert.deepEqual([facts.columns, facts.rows, facts.cells, facts.added, facts.missing], [8, 6, 48, 0, 0]);
  assert.deepEqual([notes, (estimate?.memory ?? 0) > 0], [[], true]);
  assert.ok(!existsSync(at('q.json')), 'nothing is made before it is run');
  const { output, events } = await told(prepared);
  const moves = events.filter((event) => event.type === 'moved');
  assert.equal(moves.length, output.moved);
  assert.deepEqual(
    moves.filter(({ cell }) => cell === 'r1c1').map(({ why, to }) => [why, to]),
    [['swap', other]],
  );
  const artifacts = events.flatMap((event) => (event.type === 'artifact' ? [[event.name, event.path]] : []));
  assert.deepEqual(artifacts.sort(), [
    ['output', at('q.json')],
    ['render', at('q.png')],
  ]);
  const { output: sound } = await told(await verify(at('q.json')));
  assert.deepEqual([sound.violations, sound.certificate], [0, output.certificate]);
  const { output: scored } = await told(await score({ plan: at('q.json') }));
  assert.deepEqual([scored.certificate, scored.cell, scored.metrics.recolor], [output.certificate, 16, 0]);
});

test('what cannot be edited, scored or verified is refused while it is prepared', async (t) => {
  const { at, edit, score, verify } = await planned(t);
  await assert.rejects(edit({ lock: ['r1c1'] }), code('usage', 'output'));
  await assert.rejects(edit({ output: at('q.json'), lock: ['r7c1'] }), code('rules-impossible', 'lock'));
  await assert.rejects(edit({ output: at('q.json'), ban: ['none*'] }), code('not-found', 'ban'));
  await assert.rejects(edit({ output: at('target.png.json'), render: at('a.png') }), code('exists'));
  await assert.rejects(edit({ output: at('p.json') }), code('exists'));
  await assert.rejects(score({}), code('usage', 'plan'));
  await assert.rejects(score({ plan: at('p.json'), rows: 6 }), code('usage', 'rows'));
  await assert.rejects(verify(at('a.png')), code('not-found'));
});

test('an edit of nothing is noted, and a dry run writes nothing; rules that are broken are events', async (t) => {
  const { at, edit, verify } = await planned(t);
  const before = readFileSync(at('p.json'), 'utf8');
  const nothing = await edit({ dryRun: true });
  assert.deepEqual(
    nothing.notes.map((note) => note.code),
    ['nothing-to-change'],
  );
  assert.equal((await nothing.run()).moved, 0);
  assert.equal(readFileSync(at('p.json'), 'utf8'), before);
  const plan = JSON.parse(before);
  writeFileSync(at('broken.json'), JSON.stringify({ ...plan, rules: { ...plan.rules, maxUses: 1 } }));
  const { output, events } = await told(await verify(at('broken.json')));
  const rules = events.flatMap((event) => (event.type === 'violation' ? [event.violation.rule] : []));
  assert.equal(rules.length, output.violations);
  assert.ok(rules.includes('max-uses'), rules.join());
});
