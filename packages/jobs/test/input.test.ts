import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MosaicError, SETTINGS } from '@tesserae/core';
import { makeJob, parseInput, parseJob, renderJob } from '@tesserae/jobs';
import { jobsSchema } from '@tesserae/jobs/internal';
import * as tables from '@tesserae/jobs/options';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What is refused, the code, and the path that the error names. */
const FAULTS: readonly (readonly [json: unknown, code: string, path: string])[] = [
  [[], 'usage', 'input'],
  [{}, 'usage', 'input.plan'],
  [{ plan: 5 }, 'usage', 'input.plan'],
  [{ plan: 'p', output: null }, 'usage', 'input.output'],
  [{ plan: 'p', colums: 3 }, 'usage', 'input.colums'],
  [{ plan: 'p', force: 'yes' }, 'usage', 'input.force'],
  [{ plan: 'p', reportLevel: 'all' }, 'usage', 'input.reportLevel'],
  [{ plan: 'p', cell: 'wide' }, 'settings', 'input.cell'],
];

test('JSON of a wrong type, or with unknown fields, is refused with the path of the fault', () => {
  for (const [json, code, path] of FAULTS) {
    assert.throws(
      () => parseInput(renderJob.options, json, 'input.'),
      (error) => error instanceof MosaicError && error.code === code && error.message.startsWith(`${path}:`),
      JSON.stringify(json),
    );
  }
});

test('a job of another version, an unknown one, or with further fields is refused', () => {
  for (const [json, path] of [
    [{ job: 'render', input: {}, version: 2 }, 'version'],
    [{ job: 'rendr', input: {} }, 'job'],
    [{ job: 'render', inptu: {} }, 'inptu'],
    ['render', 'job'],
  ] as const) {
    assert.throws(
      () => parseJob(json, ['render']),
      (error) => error instanceof MosaicError && error.code === 'usage' && error.message.startsWith(`${path}:`),
    );
  }
  assert.deepEqual(parseJob({ job: 'render', input: { plan: 'p' } }, ['render']), {
    job: 'render',
    input: { plan: 'p' },
  });
});

test('defaults are filled in, settings are parsed, texts of a command line are taken', () => {
  const input = parseInput(makeJob.options, { target: 't.png', columns: '12', minSide: '40px', wait: '2m' });
  assert.deepEqual([input.photos, input.settings.columns, input.minSide, input.wait], [[], 12, 40, 120]);
  assert.deepEqual(input.settings.given, ['columns']);
});

test('every table has a schema that takes what its parser takes, and no setting twice', () => {
  const { MAKE, RENDER } = tables;
  const check = new Ajv2020({ strict: false }).compile(jobsSchema({ make: MAKE, render: RENDER }));
  assert.ok(
    check({ job: 'render', input: { plan: 'p.json', output: 'a.png', cell: 60 } }),
    JSON.stringify(check.errors),
  );
  assert.ok(!check({ job: 'render', input: { plan: 'p.json', colums: 60 } }));
  assert.ok(!check({ job: 'render', input: {} }));
  const names = SETTINGS.map(({ name }) => name as string);
  for (const table of [MAKE, RENDER]) {
    assert.ok(table.settings.every((name) => names.includes(name)));
    assert.ok(Object.keys(table.fields).every((name) => !names.includes(name)));
  }
});
