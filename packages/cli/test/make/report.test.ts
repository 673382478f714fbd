import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reportSchema } from '@tesserae/core';
import { csvField } from '@tesserae/jobs/internal';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { workshop } from '../support/fixture.js';
import { inProcess, listing } from '../support/tesserae.js';

const isReport = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(reportSchema());

const read = (path: string): string => readFileSync(path, 'utf8');

/** The first cell of those named, on 10 columns; -1 if there is none. */
function cellOf(names: string): number {
  const [, row, column] = /^r(\d+)c(\d+)/.exec(names)?.map(Number) ?? [0, 1, 0];
  return (row - 1) * 10 + column - 1;
}

/** Fields of lines; good for tables in which nothing is quoted. */
const table = (path: string): string[][] =>
  read(path)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

test('a report of every level and form, with the mosaic, beside a later one, or alone', async (t) => {
  const { at, library, make, folder } = await workshop(t);
  const made = await make('--plan', at('p.json'), '--report', at('full.json'));
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  // biome-ignore lint/suspicious/noExplicitAny: its form is checked next
  const full: any = JSON.parse(read(at('full.json')));
  assert.equal(isReport(full), true, JSON.stringify(isReport.errors));
  assert.deepEqual([full.schema, full.level, full.columns, full.photos.length], [1, 'full', 10, 24]);
  assert.deepEqual([full.photos[0].width, full.photos[0].takenFrom], [90, 'mtime']);
  const plan = JSON.parse(read(at('p.json')));
  for (const { photo, cells, uses } of full.photos) {
    assert.equal(uses, plan.photos.filter((each: number) => each === photo).length);
    for (const cell of cells) {
      const [, row, column] = /^r(\d+)c(\d+)$/.exec(cell)?.map(Number) ?? [];
      assert.equal(plan.photos[(row - 1) * 10 + column - 1], photo);
    }
  }

  const render = ['render', at('p.json'), ...library, '--json'];
  const beside = await inProcess([...render, '-o', at('again.png'), '--report', at('again.json')]);
  assert.equal(beside.exit, 0, JSON.stringify(beside.last));
  assert.equal(read(at('again.json')), read(at('full.json')));

  for (const [level, header] of [
    ['ids', 'photo,uses,cells'],
    ['captions', 'photo,name,taken,uses,cells'],
    ['full', 'photo,name,taken,path,sha256,taken_from,width,height,uses,cells'],
  ] as const) {
    const files = ['--report', at(`${level}.csv`), '--report-level', level];
    const { exit, last } = await inProcess([...render, ...files]);
    assert.deepEqual([exit, last.t, last.output, last.report], [0, 'done', null, at(`${level}.csv`)]);
    const [head, ...lines] = table(at(`${level}.csv`));
    assert.equal(head.join(','), header);
    const [uses, cells] = [head.indexOf('uses'), head.indexOf('cells')];
    assert.deepEqual(
      lines.map((line) => Number(line[0])),
      lines.map((_, i) => i),
    );
    const first: number[] = lines.map((line) => plan.photos.indexOf(plan.photos[cellOf(line[cells])]));
    if (level !== 'full') {
      const met = first.filter((cell) => cell >= 0);
      assert.deepEqual(
        met,
        met.slice().sort((a, b) => a - b),
        'numbers are in the order of first use',
      );
    }
    const told = lines.map((line) => `${line[uses]} ${line[cells]}`);
    const all = full.photos.map((each: { uses: number; cells: string[] }) => `${each.uses} ${each.cells.join(' ')}`);
    assert.deepEqual(told.sort(), all.sort());
    const tells = read(at(`${level}.csv`));
    assert.equal(tells.includes(folder), level === 'full');
    assert.equal(tells.includes('.png'), level !== 'ids');

    const excel = await inProcess([...render, '--report', at(`${level}.bom.csv`), '--report-level', level, '--bom']);
    assert.equal(excel.exit, 0);
    assert.equal(read(at(`${level}.bom.csv`)), `\ufeff${tells}`);

    const json = await inProcess([...render, '--report', at(`${level}.r.json`), '--report-level', level]);
    assert.equal(json.exit, 0);
    assert.ok(isReport(JSON.parse(read(at(`${level}.r.json`)))), JSON.stringify(isReport.errors));
  }
});

test('a report tells of photos that the library has lost, as far as the plan knows them', async (t) => {
  const { at, library, make } = await workshop(t);
  await make('--plan', at('p.json'));
  const forgotten = await inProcess(['library', 'forget', at('a'), ...library]);
  assert.equal(forgotten.exit, 0);
  const { exit, last } = await inProcess(['render', at('p.json'), ...library, '--report', at('r.json'), '--json']);
  assert.equal(exit, 0, JSON.stringify(last));
  const { photos } = JSON.parse(read(at('r.json')));
  const lost = photos.filter((photo: { width: number }) => photo.width === 0);
  assert.equal(lost.length, 12);
  for (const { path, taken, uses, cells } of lost)
    assert.ok(path.startsWith(at('a')) && taken === '' && uses === cells.length);
});

test('bad wishes for a report: one sentence, nothing written', async (t) => {
  const { at, library, make, folder } = await workshop(t);
  await make('--plan', at('p.json'));
  const before = listing(folder);
  const render = ['render', at('p.json'), ...library, '--json'];
  for (const [words, code, sentence] of [
    [['--report', at('r.xlsx')], 'unknown-format', /^--report: expected the suffix \.csv or \.json, received "\.xlsx"/],
    [
      ['--report', at('r.csv'), '--report-level', 'all'],
      'usage',
      /expected one of ids, captions, full, received "all"/,
    ],
    [['-o', at('x.png'), '--report-level', 'ids'], 'usage', /^--report-level: .* Add --report\.$/],
    [['-o', at('x.png'), '--bom'], 'usage', /^--bom: .* Add --report\.$/],
    [['--report', at('r.json'), '--bom'], 'usage', /^--bom: expected a report in \.csv, received "\.json"/],
    [['--report', at('l.tesserae')], 'unknown-format', /^--report/],
    [['--report', at('none/r.csv')], 'not-found', /expected the folder/],
    [['--report', at('p.json'), '-y'], 'exists', /p\.json: is a file that this job reads/],
  ] as const) {
    const { exit, last } = await inProcess([...render, ...words]);
    assert.deepEqual([last.t, last.code, exit], ['error', code, code === 'not-found' ? 1 : 2], words.join(' '));
    assert.match(last.message, sentence);
  }
  assert.deepEqual(listing(folder), before);
});

test('formula signs are disarmed where any spreadsheet sees a field begin', () => {
  for (const [text, field] of [
    ['=1+1', "'=1+1"],
    ['a;=1+1', `"a;'=1+1"`],
    ['a\n-1', `"a\n'-1"`],
    ['\n=1', `"'\n'=1"`],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
    ['a;b', '"a;b"'],
    ['2019-07-04', '2019-07-04'],
    ['say "cheese"', '"say ""cheese"""'],
  ]) {
    assert.equal(csvField(text), field);
  }
});
