import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '@tesserae/testing';
import fc from 'fast-check';
import { csv } from '../dist/csv.js';
import { readNames } from '../dist/names-file.js';

test('a table of names is read as it was written', async (t) => {
  const path = join(temporaryFolder(t), 'names.csv');
  const text = fc
    .string({ unit: fc.constantFrom('a', 'É', ' ', '"', ',', ';', '.'), minLength: 1, maxLength: 8 })
    .map((name) => `x${name.trim()}`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }), async (lines) => {
      const rows = [['Name', 'Photo'], ...lines];
      writeFileSync(path, csv(rows));
      const expected = new Map<string, string[]>();
      for (const [name, photo] of lines) expected.set(name, [...(expected.get(name) ?? []), photo]);
      assert.deepEqual(
        await readNames(path),
        [...expected].map(([name, photos]) => ({ name, photos })),
      );
    }),
    { numRuns: 200 },
  );
});

test('semicolons, several photos on a line, empty lines and a mark of the byte order', async (t) => {
  const path = join(temporaryFolder(t), 'names.csv');
  writeFileSync(
    path,
    '\ufeffRuth;a.jpg;b, c.jpg\r\n\r\n"Sam; Alex";d.jpg;\r\nRuth;e.jpg\n"two\nlines";f.jpg\n"Al;g.jpg',
  );
  assert.deepEqual(await readNames(path), [
    { name: 'Ruth', photos: ['a.jpg', 'b, c.jpg', 'e.jpg'] },
    { name: 'Sam; Alex', photos: ['d.jpg'] },
    { name: 'two\nlines', photos: ['f.jpg'] },
    { name: '"Al', photos: ['g.jpg'] },
  ]);
});
