import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { csv, readNames } from '@tesserae/jobs/internal';
import { temporaryFolder } from '@tesserae/testing';
import fc from 'fast-check';

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

test('what is not text in UTF-8 is called what it is, and what is quoted is short', async (t) => {
  const path = join(temporaryFolder(t), 'names.csv');
  const utf16 = Buffer.from('Zoë,beach.jpg\r\nRuth,a.jpg\r\n', 'utf16le');
  const latin1 = Buffer.from('Ruth,a.jpg\nZoë,beach.jpg\n', 'latin1');
  const noise = Buffer.from('SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20', 'latin1');
  for (const [bytes, received] of [
    [utf16, 'UTF-16'],
    [Buffer.concat([Buffer.from('\ufeff', 'utf16le'), utf16]), 'UTF-16'],
    [Buffer.concat([Buffer.from('\ufeff', 'utf16le'), utf16]).swap16(), 'UTF-16'],
    [latin1, 'another encoding, as Windows-1252 or Latin-1, in line 2'],
    [noise, 'something that is no text'],
    [Buffer.from(`\x1b[31m${'a'.repeat(5000)}\n`), `"\x1b[31m${'a'.repeat(54)}…" alone`],
  ] as const) {
    writeFileSync(path, bytes);
    await assert.rejects(readNames(path), (error) => {
      assert.ok(error instanceof MosaicError && error.code === 'usage');
      assert.deepEqual([error.subject, error.received], ['cards', received]);
      return true;
    });
  }
});
