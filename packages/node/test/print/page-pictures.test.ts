import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Band } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import { type PagePixels, posterPages, writePages } from '@tesserae/node/internal';
import { temporaryFolder } from '@tesserae/testing';

test('a page that cannot be taken leaves nothing of those beside it', async (t) => {
  const folder = temporaryFolder(t);
  const sheet = { width: 300, height: 100 };
  const { pages } = posterPages(sheet, { width: 120, height: 150 }, 0, { bleed: 0, marks: false });
  assert.equal(pages.length, 3);
  const parts = pages.map((page, i): PagePixels => {
    const pixels = { x: i * 20, y: 0, w: 20, h: 16 };
    return { page, pixels, place: page.trim, clip: page.trim };
  });
  async function* bands(): AsyncGenerator<Band> {
    yield { y: 0, raster: raster(60, 16) };
  }
  const taken: string[] = [];
  const take = async (_: PagePixels, jpeg: string): Promise<void> => {
    taken.push(jpeg);
    throw new Error('no more');
  };
  await assert.rejects(writePages(bands(), parts, { folder, quality: 90, take }), /no more/);
  assert.equal(taken.length, 1);
  const left = readdirSync(folder);
  assert.ok(
    left.every((name) => name === 'column-0.jpg'),
    left.join(' '),
  );
});
