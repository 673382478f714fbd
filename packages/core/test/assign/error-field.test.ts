import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bandsFor,
  differencesOf,
  energyOf,
  errorField,
  errorFilter,
  layoutOf,
  plainFieldMemory,
  randomFrom,
  setDifference,
  shiftAt,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { energyByDefinition } from '../support/energy.js';

const scenes = fc.record({
  kind: fc.constantFrom('grid' as const, 'brick' as const),
  columns: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 1, max: 3 }),
  cell: fc.constantFrom([1, 1] as const, [3, 2] as const, [1, 2] as const),
  detail: fc.constantFrom(0, 30, 50, 80, 100),
  seed: fc.integer({ min: 0, max: 1000 }),
});

type Scene = typeof scenes extends fc.Arbitrary<infer T> ? T : never;

/** A field whose cells differ by random rows, some by none; and a function for more of them. */
function fieldOf({ kind, columns, rows, cell, detail, seed }: Scene, open?: typeof plainFieldMemory) {
  const random = randomFrom(seed);
  const layout = layoutOf({ kind, columns, rows, cell }, columns * cell[0] * 8, rows * cell[1] * 8);
  const filter = errorFilter(bandsFor(detail), cell, layout.classes);
  const field = errorField(filter, layout, open);
  const randomRow = (of: number): Float64Array => {
    const { columns: across, rows: down, channels, forward } = filter.forms[layout.classOf[of]];
    const count = across * down;
    const samples = Array.from({ length: 3 }, () => Float64Array.from({ length: count }, () => (random() - 0.5) * 200));
    return Float64Array.from({ length: 48 }, (_, place) => {
      if (place >= channels.length) return 0;
      return samples[channels[place]].reduce((sum, value, i) => sum + forward[place * count + i] * value, 0);
    });
  };
  // what was there before must leave no trace
  for (const of of layout.classOf.keys()) setDifference(field, of, randomRow(of));
  const differences = Array.from(layout.classOf, (_, of) => (random() < 0.2 ? undefined : randomRow(of)));
  for (const [of, row] of differences.entries()) setDifference(field, of, row);
  return { field, differences, randomRow, random };
}

test('the energy of a field is the double sum that it stands for', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { field } = fieldOf(scene);
      const [energy, expected] = [
        energyOf(field),
        energyByDefinition(
          [0, 1, 2].map((channel) => differencesOf(field, channel)),
          field.width,
          scene.detail,
          scene.cell,
        ),
      ];
      assert.ok(Math.abs(energy - expected) <= 1e-9 * Math.max(1, expected), `${energy} is not ${expected}`);
    }),
    { numRuns: 30 },
  );
});

test('seen from a cell, the energy is a squared distance to the shifted row', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const { field, differences, randomRow, random } = fieldOf(scene);
      const cell = Math.floor(random() * differences.length);
      const present = differences[cell] ?? new Float64Array(48);
      const shift = new Float64Array(48);
      shiftAt(field, cell, shift);
      const distance = (row: Float64Array): number =>
        row.reduce((sum, value, k) => sum + (value - (present[k] - shift[k])) ** 2, 0);
      const before = energyOf(field);
      const other = randomRow(cell);
      setDifference(field, cell, other);
      const [rise, expected] = [energyOf(field) - before, distance(other) - distance(present)];
      // eigenvalues that are nearly 0 are raised a little
      assert.ok(Math.abs(rise - expected) <= 0.02 * distance(other), `${rise} is not ${expected}`);
    }),
    { numRuns: 60 },
  );
});

test('without WebAssembly not a bit differs', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const [{ field }, plain] = [fieldOf(scene), fieldOf(scene, plainFieldMemory)];
      assert.notEqual(field.memory.spread, plain.field.memory.spread);
      const [shift, expected] = [new Float64Array(48), new Float64Array(48)];
      for (const of of plain.differences.keys()) {
        shiftAt(field, of, shift);
        shiftAt(plain.field, of, expected);
        assert.deepEqual(shift, expected);
      }
      for (const { seen } of field.channels) {
        const end = seen + field.width * field.height;
        assert.deepEqual(field.memory.numbers.slice(seen, end), plain.field.memory.numbers.slice(seen, end));
      }
    }),
    { numRuns: 60 },
  );
});
