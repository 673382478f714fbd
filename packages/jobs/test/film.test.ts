import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { after, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { clipJob, filmJob, type JobEvent, parseInput } from '@tesserae/jobs';
import { workshop } from './support/workshop.js';

const { at, host, make } = await workshop({ after });
await (await make({ output: at('m.png'), plan: at('p.json'), cell: 6 })).run();

const film = (fields: object) =>
  filmJob.prepare(parseInput(filmJob.options, { plan: at('p.json'), for: '64x48', fps: 5, ...fields }, 'input.'), host);

const fault =
  (code: string, subject?: string) =>
  (error: unknown): boolean =>
    error instanceof MosaicError && error.code === code && error.subject === subject;

test('a film is made from plain data: facts before, files after', async () => {
  const prepared = await film({ output: at('f.gif'), poster: at('f.png'), seconds: 0.4 });
  const { width, height, frames, seconds, style, landing, photo } = prepared.facts;
  assert.deepEqual([width, height, frames, seconds, style], [64, 48, 2, 0.4, 'zoom-in']);
  assert.match(`${landing} ${photo}`, /^r\dc\d photo-\d+\.png$/);
  assert.ok(prepared.estimate !== undefined && prepared.estimate.disk > 0);
  assert.ok(!existsSync(at('f.gif')), 'nothing is made before it is run');
  const events: JobEvent[] = [];
  const made = await prepared.run({ onEvent: (event) => events.push(event) });
  assert.deepEqual([made.frames, made.landing, made.bytes], [2, landing, statSync(at('f.gif')).size]);
  const files = events.flatMap((event) => (event.type === 'artifact' ? [[event.name, event.path]] : []));
  assert.deepEqual(files, [
    ['output', at('f.gif')],
    ['poster', at('f.png')],
  ]);
  await assert.rejects(prepared.run(), fault('exists'), 'it is there now');
});

test('a landing that is soft is a note, with its numbers', async () => {
  const { notes } = await film({ output: at('g.gif'), for: '640x480', seconds: 0.2, landing: 'r1c1' });
  const note = notes.find(({ code }) => code === 'landing-enlarged');
  assert.ok(note?.code === 'landing-enlarged');
  const { width, height, factor } = note.values;
  assert.deepEqual([width, height, factor.toFixed(4)], [90, 60, '8.0000']);
});

test('what is none of a field, or does not go together, is refused by the name of the field', async () => {
  const output = at('r.gif');
  const cases: [fields: object, code: string, subject: string][] = [
    [{ output, fps: 0 }, 'settings', 'input.fps'],
    [{ output, for: 'cinema' }, 'settings', 'input.for'],
    [{ output, encoder: 'magic' }, 'settings', 'input.encoder'],
    [{ output, background: 'red' }, 'settings', 'input.background'],
    [{ output, sceonds: 3 }, 'usage', 'input.sceonds'],
    [{ output, style: 'morph' }, 'usage', 'with'],
    [{ output, style: 'reveal', landing: 'r1c1' }, 'usage', 'landing'],
    [{ output, seconds: 2, script: at('s.json') }, 'usage', 'seconds'],
    [{}, 'usage', 'output'],
    [{ output, memory: '256M', for: '4000x3000' }, 'no-memory', 'memory'],
  ];
  for (const [fields, code, subject] of cases) {
    await assert.rejects(async () => await film(fields), fault(code, subject), JSON.stringify(fields));
  }
});

test('films and clips refuse the same fault with the same code', async () => {
  const parsers = [
    (fields: object) => parseInput(filmJob.options, { plan: 'p', ...fields }),
    (fields: object) => parseInput(clipJob.options, { target: 't', ...fields }),
  ];
  for (const fields of [{ fps: 0 }, { fps: 29.97 }, { encoder: 'x264' }]) {
    for (const parse of parsers) assert.throws(() => parse(fields), fault('settings', Object.keys(fields)[0]));
  }
});

test('a clip that is none is refused before anything is opened', async () => {
  const input = parseInput(clipJob.options, { target: at('target.png'), output: at('c.gif') });
  await assert.rejects(clipJob.prepare(input, host), fault('usage', 'target'));
});
