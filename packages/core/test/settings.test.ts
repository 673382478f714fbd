import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MosaicError } from '../dist/errors.js';
import { cellWidth, gridShape } from '../dist/plan/grid-size.js';
import { isGiven, parseSettings } from '../dist/plan/parse.js';
import { settingsSchema } from '../dist/plan/schema.js';
import { SETTINGS } from '../dist/plan/settings.js';

test('a size is read with its letter, and stays within what a machine has', () => {
  const sizes: readonly (readonly [unknown, number])[] = [
    [undefined, 2 ** 29],
    ['512M', 2 ** 29],
    ['1G', 2 ** 30],
    ['1.5g', 1.5 * 2 ** 30],
    ['131072 KiB', 2 ** 27],
    [2 ** 28, 2 ** 28],
  ];
  for (const [memory, bytes] of sizes) assert.equal(parseSettings({ memory }).memory, bytes, String(memory));
});

test('defaults are in their own ranges, and nothing counts as given', () => {
  const settings = parseSettings({});
  assert.deepEqual(settings.given, []);
  assert.equal(settings.columns, 80);
  assert.deepEqual(settings.shape, [1, 1]);
  for (const { name, default: value } of SETTINGS) {
    if (name === 'size') continue; // left to `cell`
    assert.doesNotThrow(() => parseSettings({ [name]: value }), name);
  }
});

test('strings of a command line and numbers of JSON mean the same', () => {
  const fromStrings = parseSettings({ columns: '120', shape: '3:2', size: '12000px', maxUses: 'unlimited', seed: '7' });
  const fromNumbers = parseSettings({ columns: 120, shape: [3, 2], size: 12000, maxUses: 'unlimited', seed: 7 });
  assert.deepEqual(fromStrings, fromNumbers);
  assert.ok(isGiven(fromStrings, 'columns') && !isGiven(fromStrings, 'spacing'));
});

for (const [input, message] of [
  [{ columns: 'eighty' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "eighty".'],
  [{ columns: 0 }, 'columns: expected an integer from 1 to 2000 or "pixels", received 0.'],
  [{ columns: '1e9' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "1e9".'],
  [{ columns: 2.5 }, 'columns: expected an integer from 1 to 2000 or "pixels", received 2.5.'],
  [{ columns: '' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "".'],
  [{ columns: '0x10' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "0x10".'],
  [{ cell: '0' }, 'cell: expected an integer from 1 to 4000, received "0".'],
  [{ shape: '1:0' }, 'shape: expected width:height as 3:2, no more than 20:1, received "1:0".'],
  [{ shape: '1:2:3' }, 'shape: expected width:height as 3:2, no more than 20:1, received "1:2:3".'],
  [{ size: '60cm' }, 'size: expected whole pixels from 1 to 1000000, as 12000px, received "60cm".'],
  [{ memory: '1M' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "1M".'],
  [{ memory: '1.5.2G' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "1.5.2G".'],
  [{ memory: '100G' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "100G".'],
  [{ memory: '512 miles' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "512 miles".'],
  [{ size: 0 }, 'size: expected whole pixels from 1 to 1000000, as 12000px, received 0.'],
  [{ shape: '1e9:1e9' }, 'shape: expected width:height as 3:2, no more than 20:1, received "1e9:1e9".'],
  [{ shape: [1e-9, 1e-9] }, 'shape: expected width:height as 3:2, no more than 20:1, received [1e-9,1e-9].'],
  [
    { columns: 'pixels', shape: '3:2' },
    'shape: cannot be given together with columns "pixels", which makes a square cell of every pixel. Leave out one.',
  ],
  [
    { columns: 'pixels', rows: 9 },
    'rows: cannot be given together with columns "pixels", which makes a square cell of every pixel. Leave out one.',
  ],
  [{ match: 'mode' }, 'match: expected pyramid or mean, received "mode".'],
  [{ refine: 2 }, 'refine: expected a number from 0 to 1, received 2.'],
  [{ score: 'yes' }, 'score: expected true or false, received "yes".'],
  [{ cell: 10, size: 100 }, 'size: cannot be given together with cell, which decides the size too.'],
] as const) {
  test(`refuses ${JSON.stringify(input)} with a sentence`, () => {
    assert.throws(
      () => parseSettings(input),
      (error) => error instanceof MosaicError && error.code === 'settings' && error.message === message,
    );
  });
}

test('rules that contradict each other are refused whatever the photos', () => {
  assert.throws(
    () => parseSettings({ minUses: 3, maxUses: 2 }),
    (error) =>
      error instanceof MosaicError &&
      error.code === 'rules-impossible' &&
      /^minUses: .*at most 2\.$/.test(error.message),
  );
  assert.deepEqual(parseSettings({ minUses: 3, maxUses: 3 }).given, ['maxUses', 'minUses']);
  assert.deepEqual(parseSettings({ columns: 'pixels', shape: '2:2' }).columns, 'pixels');
});

test('refuses unknown names and what is no object', () => {
  for (const input of [{ colums: 3 }, null, 3, 'columns', [1]]) {
    assert.throws(
      () => parseSettings(input),
      (error) => error instanceof MosaicError && error.code === 'settings',
    );
  }
});

test('whatever comes in, settings in range or a MosaicError come out', () => {
  const keys = SETTINGS.map((setting) => setting.name);
  const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (input) => {
      try {
        const { columns, cell } = parseSettings(input);
        assert.ok(columns === 'pixels' || (columns >= 1 && columns <= 2000));
        assert.ok(cell >= 1 && cell <= 4000);
      } catch (error) {
        const codes = ['settings', 'rules-impossible'];
        assert.ok(error instanceof MosaicError && codes.includes(error.code), String(error));
      }
    }),
  );
});

test('the schema names every setting with its sentence and default', () => {
  const { properties } = settingsSchema() as { properties: Record<string, { description: string; default: unknown }> };
  assert.deepEqual(
    Object.keys(properties),
    SETTINGS.map((setting) => setting.name),
  );
  for (const { name, about, default: value } of SETTINGS) {
    assert.ok(properties[name].description.startsWith(about));
    assert.equal(properties[name].default, name === 'size' ? undefined : value);
  }
});

test('the grid follows the target, and gives way to what was set', () => {
  const target = { width: 300, height: 200 };
  const shape = (input: object) => gridShape(parseSettings(input), target);
  assert.deepEqual(shape({ columns: 30 }), { kind: 'grid', columns: 30, rows: 20, cell: [1, 1] });
  assert.deepEqual(shape({ columns: 30, shape: '3:2' }), { kind: 'grid', columns: 30, rows: 30, cell: [3, 2] });
  assert.deepEqual(shape({ rows: 20 }), { kind: 'grid', columns: 30, rows: 20, cell: [1, 1] });
  assert.deepEqual(shape({ rows: 5, columns: 3 }), { kind: 'grid', columns: 3, rows: 5, cell: [1, 1] });
  assert.deepEqual(shape({ columns: 'pixels' }), { kind: 'grid', columns: 300, rows: 200, cell: [1, 1] });
  assert.equal(gridShape(parseSettings({ columns: 1 }), { width: 9000, height: 10 }).rows, 1);
  assert.throws(
    () => gridShape(parseSettings({ columns: 'pixels' }), { width: 2001, height: 10 }),
    (error) => error instanceof MosaicError && error.code === 'limit',
  );
  assert.throws(
    () => gridShape(parseSettings({ columns: 2000 }), { width: 10, height: 11000 }),
    (error) => error instanceof MosaicError && error.code === 'limit',
  );
  assert.equal(cellWidth(parseSettings({ size: '12000px' }), 70), 171);
  // 105 is half way between cells of 1 and of 2 pixels: 140 are a third more
  for (const [size, sizes] of [
    [10, /at least 70 px/],
    [105, /70 or 140 px/],
  ] as const) {
    assert.throws(
      () => cellWidth(parseSettings({ size }), 70),
      (error) => error instanceof MosaicError && error.code === 'settings' && sizes.test(error.message),
    );
  }
  assert.equal(cellWidth(parseSettings({ size: 112 }), 70), 2);
  assert.equal(cellWidth(parseSettings({}), 70), 64);
});
