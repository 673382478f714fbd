/** The one test that reads the English which the command line makes of errors, notes and checks. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorData, Violation } from '@tesserae/core';
import { ERROR_CODES } from '@tesserae/core/internal';
import type { Check } from '@tesserae/node/internal';
import { exitCodeOf } from '../../dist/terminal/exit.js';
import { errorWords, refusedWords } from '../../dist/words/en/errors.js';
import { checkWords, violationSentence } from '../../dist/words/en/jobs/findings.js';
import { noteWords } from '../../dist/words/en/notes.js';
import { waysWords } from '../../dist/words/en/ways.js';

const TYPED = new Set(['columns', 'maxUses']);

const ERRORS: readonly (readonly [error: ErrorData, sentence: string, hint: string])[] = [
  [
    { code: 'settings', subject: 'columns', expected: 'an integer from 1 to 2000', received: '"eighty"' },
    '--columns: expected an integer from 1 to 2000, received "eighty".',
    '',
  ],
  [
    {
      code: 'rules-impossible',
      subject: 'maxUses',
      expected: '4,800 uses in all, one a cell',
      received: '240 photos used at most 10 times, which makes 2,400',
      waysOut: [{ set: 'maxUses', atLeast: 20 }, { lower: 'columns' }],
    },
    '--max-uses: expected 4,800 uses in all, one a cell, received 240 photos used at most 10 times, which makes 2,400.',
    'Set --max-uses to at least 20, or lower --columns.',
  ],
  // what stands in a file keeps the name it has there
  [
    { code: 'not-a-plan', file: 'a.plan.json', subject: 'layout.columns', expected: 'a positive integer', received: 0 },
    'a.plan.json: layout.columns: expected a positive integer, received 0.',
    '',
  ],
  [{ code: 'not-found', file: 'a.jpg' }, 'a.jpg: there is no such file.', 'Check the name.'],
  [
    { code: 'truncated', file: 'a.jpg', received: 'a JPEG that ends too early' },
    'a.jpg: is a JPEG that ends too early.',
    'Copy it again from where it came.',
  ],
  [
    { code: 'exists', file: 'a.png', waysOut: [{ use: 'another name' }, { give: 'force' }] },
    'a.png: exists already.',
    'Use another name, or add --force.',
  ],
  [
    { code: 'exists', file: 'a.png', received: 'a folder' },
    'a.png: is a folder and is not replaced.',
    'Use another name.',
  ],
  [
    { code: 'no-library', file: 'a.tesserae', waysOut: [{ run: 'index' }] },
    'a.tesserae: there is no library.',
    'Run tesserae index PHOTOS.',
  ],
  [
    { code: 'no-space', file: 'a.png', expected: '12.0 MB' },
    'a.png: the disk is full; nothing was written (12.0 MB needed).',
    'Free some space, or use another folder.',
  ],
  [{ code: 'aborted' }, 'The work was cancelled; nothing was written.', ''],
  [{ code: 'limit', subject: 'cell', expected: 4000, received: 40_000 }, 'cell: expected 4000, received 40,000.', ''],
];

test('errors: the name, what was expected, what came, the way out', () => {
  for (const [error, sentence, hint] of ERRORS) assert.deepEqual(errorWords(error, TYPED), { sentence, hint });
});

test('every code has an exit code and words of its own', () => {
  const sentences = new Set<string>();
  for (const code of ERROR_CODES) {
    assert.ok([1, 2, 4, 5, 10, 11, 12, 20, 21, 130].includes(exitCodeOf(code)), code);
    const { sentence } = errorWords({ code, file: 'x' });
    assert.match(sentence, /^x: [a-z].*[a-z]\.$/);
    sentences.add(sentence);
  }
  assert.ok(sentences.size >= ERROR_CODES.length - 1, 'newer plans and libraries are said alike');
});

test('ways out name flags and commands', () => {
  for (const [way, words] of [
    [{ set: 'spacing', to: 1 }, 'Set --spacing to 1.'],
    [{ set: 'cell', atMost: 79 }, 'Set --cell to at most 79.'],
    [{ raise: 'size' }, 'Raise --size.'],
    [{ give: 'pages', as: 'A3' }, 'Add --pages A3.'],
    [{ omit: 'icc' }, 'Leave out --icc.'],
    [{ add: 'photos', atLeast: 40 }, 'Add photos until there are 40.'],
    [{ run: 'make', on: ['a.jpg', 'photos'] }, 'Run tesserae make a.jpg photos.'],
    [{ install: 'libheif-js' }, 'Install libheif-js (npm install libheif-js).'],
    [{ do: 'make-folder' }, 'Create it first.'],
  ] as const) {
    assert.equal(waysWords([way]), words);
  }
  assert.equal(
    waysWords([{ omit: 'cell' }, { omit: 'size' }, { omit: 'rows' }]),
    'Leave out --cell, leave out --size, or leave out --rows.',
  );
  assert.equal(waysWords([]), '');
});

test('refused photos', () => {
  assert.equal(refusedWords('damaged', 'a damaged BMP'), 'is a damaged BMP.');
  assert.equal(refusedWords('empty', ''), 'is empty.');
});

test('notes, violations and checks', () => {
  const writer = 'process 7 on host, since 2026-01-01 00:00:00 UTC';
  assert.equal(noteWords({ code: 'library-busy', values: { writer } }), `waiting for ${writer} to finish writing.`);
  const reason = { code: 'vanished', file: 'a.jpg' } as const;
  assert.equal(
    noteWords({ code: 'thumbnail-drawn', values: { path: 'a.jpg', reason } }),
    'a.jpg: is not there any more. It is drawn from its thumbnail.',
  );
  const spacing: Violation = {
    ...{ rule: 'spacing', cell: 0, photo: 4 },
    values: { name: 'r1c1', other: 'r3c3', spacing: 2, same: 1 },
  };
  assert.equal(
    violationSentence(spacing),
    'r1c1 and r3c3 show the same photo; repeats must be more than 2 cells apart.',
  );
  const check: Check = {
    ...{ area: 'memory', name: 'memory', state: 'note', code: 'memory' },
    values: { all: 5e8, free: 1e8, cores: 2 },
  };
  assert.equal(checkWords(check), '0.5 GB, 0.1 GB of it free, 2 cores: little for large photos. Use --jobs 1');
});
