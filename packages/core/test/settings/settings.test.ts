import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellWidth,
  drawnSize,
  givenSettings,
  isGiven,
  MosaicError,
  parseSettings,
  SETTINGS,
  settingsSchema,
  shapeFor,
  sizeUsage,
} from '@tesserae/core/internal';
import fc from 'fast-check';

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

test('settings that were parsed stay as they are', () => {
  for (const input of [
    {},
    { size: 'A2' },
    { size: '60x90cm', columns: 9 },
    { cell: '15mm', size: 'a1' },
    { cell: 7, shape: '3:2' },
  ]) {
    const settings = parseSettings(input);
    assert.deepEqual(parseSettings(settings), settings);
    assert.deepEqual(parseSettings(JSON.parse(JSON.stringify(settings))), settings);
  }
});

const SIZE = 'size: expected a size with its unit, as 60x90cm, 24x36in, 12000px, A2 or 4k';
const PIXELS = 'expected nothing beside columns "pixels", which makes a square cell of every pixel.';

for (const [input, message] of [
  [{ columns: 'eighty' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "eighty".'],
  [{ columns: 0 }, 'columns: expected an integer from 1 to 2000 or "pixels", received 0.'],
  [{ columns: '1e9' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "1e9".'],
  [{ columns: 2.5 }, 'columns: expected an integer from 1 to 2000 or "pixels", received 2.5.'],
  [{ columns: '' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "".'],
  [{ columns: '0x10' }, 'columns: expected an integer from 1 to 2000 or "pixels", received "0x10".'],
  [{ cell: '0' }, 'cell: expected whole pixels from 1 to 4000, or a length as 15mm, received "0".'],
  [{ shape: '1:0' }, 'shape: expected width:height as 3:2, no more than 20:1, received "1:0".'],
  [{ shape: '1:2:3' }, 'shape: expected width:height as 3:2, no more than 20:1, received "1:2:3".'],
  [{ cell: '15mn' }, 'cell: expected a length with its unit, as 15mm, 2in or 64px, received "15mn".'],
  [{ size: '128000' }, `${SIZE}, received "128000", which has no unit.`],
  [{ size: '60x' }, `${SIZE}, received "60x".`],
  [{ size: '0cm' }, `${SIZE}, received "0cm", which is nothing: lengths are above 0.`],
  [{ dpi: 0 }, 'dpi: expected an integer from 20 to 2400, received 0.'],
  [{ memory: '1M' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "1M".'],
  [{ memory: '1.5.2G' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "1.5.2G".'],
  [{ memory: '100G' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "100G".'],
  [{ memory: '512 miles' }, 'memory: expected a size from 64M to 64G, as 512M or 1G, received "512 miles".'],
  [{ size: 0 }, `${SIZE}, received 0.`],
  [{ shape: '1e9:1e9' }, 'shape: expected width:height as 3:2, no more than 20:1, received "1e9:1e9".'],
  [{ shape: [1e-9, 1e-9] }, 'shape: expected width:height as 3:2, no more than 20:1, received [1e-9,1e-9].'],
  [{ columns: 'pixels', shape: '3:2' }, `shape: ${PIXELS}`],
  [{ columns: 'pixels', rows: 9 }, `rows: ${PIXELS}`],
  [{ match: 'mode' }, 'match: expected one of multiscale, mean, received "mode".'],
  [{ refine: 2 }, 'refine: expected true or false, received 2.'],
  [{ score: 'yes' }, 'score: expected true or false, received "yes".'],
  [{ cell: 10, size: 100, columns: 5 }, 'size: expected nothing beside cell and columns, which decide the size.'],
] as const) {
  test(`refuses ${JSON.stringify(input)} by its name, with what was expected`, () => {
    assert.throws(
      () => parseSettings(input),
      (error) => error instanceof MosaicError && error.code === 'settings' && `${error.message}.` === message,
    );
  });
}

test('rules that contradict each other are refused whatever the photos', () => {
  assert.throws(() => parseSettings({ minUses: 3, maxUses: 2 }), {
    code: 'rules-impossible',
    subject: 'minUses',
    waysOut: [
      { set: 'maxUses', atLeast: 3 },
      { set: 'minUses', atMost: 2 },
    ],
  });
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
        assert.ok(cell.value > 0 && (cell.unit === 'mm' || cell.value <= 4000));
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
  const shape = (input: object) => shapeFor(parseSettings(input), target);
  assert.deepEqual(shape({ columns: 30 }), { kind: 'grid', columns: 30, rows: 20, cell: [1, 1] });
  assert.deepEqual(shape({ columns: 30, shape: '3:2' }), { kind: 'grid', columns: 30, rows: 30, cell: [3, 2] });
  assert.deepEqual(shape({ rows: 20 }), { kind: 'grid', columns: 30, rows: 20, cell: [1, 1] });
  assert.deepEqual(shape({ rows: 5, columns: 3 }), { kind: 'grid', columns: 3, rows: 5, cell: [1, 1] });
  assert.deepEqual(shape({ columns: 'pixels' }), { kind: 'grid', columns: 300, rows: 200, cell: [1, 1] });
  assert.equal(shapeFor(parseSettings({ columns: 1 }), { width: 9000, height: 10 }).rows, 1);
  assert.throws(
    () => shapeFor(parseSettings({ columns: 'pixels' }), { width: 2001, height: 10 }),
    (error) => error instanceof MosaicError && error.code === 'limit',
  );
  assert.throws(
    () => shapeFor(parseSettings({ columns: 2000 }), { width: 10, height: 11000 }),
    (error) => error instanceof MosaicError && error.code === 'limit',
  );
});

const grid = (columns: number, rows: number, cell: readonly [number, number] = [1, 1]) =>
  ({ kind: 'grid', columns, rows, cell }) as const;

test('cells are as large as whole pixels let them be within a size', () => {
  const width = (input: object, shape = grid(70, 50)) => cellWidth(parseSettings(input), shape);
  assert.equal(width({}), 64);
  assert.equal(width({ size: '12000px' }), 171);
  assert.equal(width({ cell: '15mm' }), 118); // 118.1 at 200 dpi
  assert.equal(width({ cell: '15mm', dpi: 300 }), 177);
  assert.equal(width({ size: '60x90cm' }, grid(80, 120)), 59); // 59.06
  assert.equal(width({ size: '1.5in', dpi: 200 }, grid(3, 1)), 100); // exactly, whatever floats make of it
  assert.equal(width({ size: '700x400px' }), 8); // the height decides
  assert.equal(width({ size: 'A4', dpi: 254 }, grid(29, 21)), 100); // turned to suit
  assert.equal(width({ size: 'A4', dpi: 254 }, grid(21, 29)), 100);
  assert.equal(width({ size: '4k' }, grid(192, 108)), 20);

  for (const [input, code, fields] of [
    [{ size: 10 }, 'settings', { subject: 'size', expected: /at least 70 px/, received: '10px, which leaves 10' }],
    // 105 is half way between cells of 1 and of 2 pixels: 70 are a third less
    [{ size: 105 }, 'settings', { subject: 'size', expected: /70 or 140 px/ }],
    [{ cell: '.01mm' }, 'settings', { subject: 'cell', expected: 'at least a pixel at 200 dpi', received: '0.01mm' }],
    [{ cell: '60cm' }, 'limit', { subject: 'cell', received: '600mm, which makes them 4724 px at 200 dpi' }],
    [{ size: '99m' }, 'limit', { subject: 'size', expected: 'cells of at most 4000 px' }],
  ] as const) {
    assert.throws(() => width(input), { code, ...fields }, JSON.stringify(input));
  }
});

test('a mosaic lies within the size asked for, and one more pixel a cell would not', () => {
  const side = fc.integer({ min: 1, max: 60 });
  const part = fc.constantFrom(1, 2, 3, 4);
  fc.assert(
    fc.property(side, side, fc.tuple(part, part), fc.tuple(side, side, fc.boolean()), (columns, rows, cell, box) => {
      const shape = grid(columns, rows, cell);
      const [w, h, both] = box;
      const settings = parseSettings({ size: both ? `${w}x${h}cm` : `${w}cm`, turn: false, dpi: 120 });
      const most = [(w / 2.54) * 120, both ? (h / 2.54) * 120 : Number.POSITIVE_INFINITY];
      const fits = (cell: number) => {
        const { width, height } = drawnSize(shape, cell);
        return width <= most[0] + 1e-6 && height <= most[1] + 1e-6;
      };
      try {
        const cell = cellWidth(settings, shape);
        assert.ok(fits(cell) && !fits(cell + 1));
        assert.ok(sizeUsage(shape, settings, settings.size!, cell).filled >= 0.75);
      } catch (error) {
        assert.ok(error instanceof MosaicError && ['settings', 'limit'].includes(error.code), String(error));
      }
    }),
  );
});

test('a size and a cell together decide the columns, and the target the rows', () => {
  const target = { width: 300, height: 200 };
  const made = (input: object) => {
    const settings = parseSettings(input);
    const shape = shapeFor(settings, target);
    return [shape.columns, shape.rows, cellWidth(settings, shape)];
  };
  assert.deepEqual(made({ size: '60x90cm', cell: '15mm', turn: false }), [40, 27, 118]);
  assert.deepEqual(made({ size: '60x90cm', cell: '15mm' }), [60, 40, 118]);
  assert.deepEqual(made({ size: '60x20cm', cell: '20mm' }), [15, 10, 157]);
  assert.deepEqual(made({ size: 'A2', cell: '20mm', dpi: 127 }), [29, 19, 102]);
  assert.throws(() => made({ size: '6cm', cell: '9cm' }), {
    subject: 'cell',
    expected: 'cells that fit into 60mm',
    received: '90mm',
  });
});

test('settings that were given are plain values that mean the same again', () => {
  for (const input of [
    { size: 'A2', cell: '15mm', dpi: 300, shape: '3:2' },
    { size: '60x90.5cm', columns: 30, turn: false },
    { size: 1200 },
    { cell: 40, maxUses: 'unlimited' },
    {},
  ]) {
    const settings = parseSettings(input);
    const kept = JSON.parse(JSON.stringify(givenSettings(settings)));
    assert.deepEqual(parseSettings(kept), settings, JSON.stringify(kept));
  }
  assert.deepEqual(givenSettings(parseSettings({ cell: '9', jobs: 2 }), ['jobs']), { cell: 9 });
});

test('a setting that would do nothing beside another one is refused', () => {
  assert.throws(() => parseSettings({ match: 'mean', detail: 80 }), { code: 'settings', subject: 'detail' });
  assert.throws(() => parseSettings({ refine: false, variety: 80 }), { code: 'settings', subject: 'variety' });
  assert.equal(parseSettings({ refine: false, variety: 0 }).variety, 0);
  assert.equal(parseSettings({ refine: false, look: 'closest' }).refine, false);
});
