import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { csvField } from '@tesserae/jobs/internal';
import fc from 'fast-check';
import { jsonEvents } from '../../dist/terminal/events.js';
import { failureOf } from '../../dist/terminal/failure.js';
import { lines } from '../../dist/terminal/lines.js';
import { pacer } from '../../dist/terminal/pace.js';
import { printable } from '../../dist/terminal/printable.js';
import { barLine } from '../../dist/terminal/progress.js';
import { commandLine } from '../../dist/terminal/shell.js';
import { duration } from '../../dist/words/en/numbers.js';
import { essential, step } from '../../dist/words/line.js';

test('nothing a terminal obeys gets through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = printable(text);
      for (const letter of shown)
        assert.ok(letter >= ' ' && !(letter >= '\x7f' && letter <= '\x9f'), JSON.stringify(text));
    }),
  );
  assert.equal(printable('a\x1b[31m\nb\u202egpj.exe'), 'a\\e[31m\\nb\\u{202e}gpj.exe');
  assert.equal(printable('Größe 写真 🙂'), 'Größe 写真 🙂');
});

test('the resume line is read by a shell as the same words', () => {
  for (const words of [['make', "it's.jpg", 'a b', '$(x)', '-o', 'c;d.png', '', 'é\n"', '~x']]) {
    const line = commandLine(words).replace(/^tesserae/, `printf '%s\\0'`);
    const read = execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\0').slice(0, -1);
    assert.deepEqual(read, words);
  }
});

test('no field of a report is a formula, and every field is read back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a') }),
      (text) => {
        const field = csvField(text);
        const content = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        for (const part of content.split(/[;\t\r\n]/)) assert.ok(!/^[=+\-@]/.test(part), content);
        assert.equal(content.replaceAll(/(?<=^|[;\t\r\n])'(?=[=+\-@\t\r\n])/g, ''), text);
      },
    ),
  );
});

test('the pace of a steady step is its rate, and follows a change', () => {
  const pace = pacer(0);
  for (let i = 1; i <= 100; i++) pace(i * 5, 10_000, i / 10);
  const steady = pace(505, 10_000, 10.1);
  assert.ok(Math.abs(steady.rate - 50) < 1e-6);
  assert.ok(Math.abs((steady.left ?? 0) - 9495 / 50) < 1e-3);
  let slow = steady;
  for (let i = 1; i <= 300; i++) slow = pace(505 + i, 10_000, 10.1 + i / 10);
  assert.ok(Math.abs(slow.rate - 10) < 4, String(slow.rate));
  assert.deepEqual(pacer(5)(0, 10, 5), { rate: 0, left: null });
});

test('the bar fits 80 columns', () => {
  for (const stage of ['index', 'describe', 'assign', 'draw', 'encode', 'score'] as const) {
    const line = barLine({ stage, done: 1_234_567, total: 4_000_000 }, { rate: 123_456, left: 7199 });
    assert.ok(line.length <= 80, `${line.length}: ${line}`);
  }
  assert.match(barLine({ stage: 'draw', done: 0, total: 0 }, { rate: 0, left: null }), /0\/0 rows$/);
  assert.deepEqual([0.2, 59.9, 130, 11_100].map(duration), ['1 s', '1 min 0 s', '2 min 10 s', '3 h 5 min']);
});

test('lines are broken between words, at 80 columns; lists and long words stay whole', () => {
  let said = '';
  const take = (text: string) => {
    said += text;
  };
  const style = { quiet: false, verbose: true, colour: false, bar: undefined, listRefused: '' };
  const terminal = lines(style, { out: take, err: take });
  const text = Array.from({ length: 60 }, (_, i) => 'word'.repeat(1 + (i % 3))).join(' ');
  const long = 'x'.repeat(120);
  terminal.line(step('plan', text));
  terminal.note(`${text} ${long}`);
  terminal.failure({ exit: 1, error: { code: 'failed' }, message: text, hint: 'Do that.', cause: undefined });
  const widest = said.split('\n').filter((line) => !line.includes(long));
  assert.ok(widest.every((line) => line.length <= 80));
  assert.deepEqual(
    said.split(/\s+/).filter((word) => word === long || /^(word)+$/.test(word)),
    [...text.split(' '), ...text.split(' '), long, ...text.split(' ')],
  );

  said = '';
  terminal.line(essential(undefined, text));
  assert.equal(said, `${text}\n`);
});

test('events: one line each, the first says the schema, progress is thinned out but complete', () => {
  const written: string[] = [];
  const terminal = jsonEvents((line) => written.push(line));
  for (let done = 0; done <= 1000; done++) terminal.progress({ stage: 'draw', done, total: 1000 });
  terminal.refused({ path: 'a\nb', code: 'damaged', detail: 'is "bad"' });
  assert.ok(written.every((line) => line.indexOf('\n') === line.length - 1));
  const events = written.map((line) => JSON.parse(line));
  assert.deepEqual(
    events.map(({ schema }) => schema),
    [1, ...events.slice(1).map(() => undefined)],
  );
  assert.ok(events.length < 10);
  assert.deepEqual(events.at(-2), { t: 'progress', stage: 'draw', done: 1000, total: 1000, eta: 0 });
  assert.equal(events.at(-1).path, 'a\nb');
});

test('failures: the exit code of the code, the way out as hint, the system in our words', () => {
  const ours = failureOf(new MosaicError('no-library', { file: 'x.tesserae', waysOut: [{ run: 'index' }] }));
  assert.deepEqual([ours.exit, ours.hint], [10, 'Run tesserae index PHOTOS.']);
  const full = failureOf(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
  assert.deepEqual([full.exit, full.error.code], [20, 'no-space']);
  assert.equal(failureOf(new RangeError('Array buffer allocation failed')).exit, 21);
  const unknown = failureOf(new TypeError('x is not a function'));
  assert.deepEqual([unknown.exit, unknown.error.code], [1, 'failed']);
});
