/**
 * Nothing in core holds the thread for long: it looks at its signal before it has done much, however many cells and photos there are. 50 ms are 40 of
 * the clock of `eventLoopYielder` and 10 of what comes between two looks: `npm run bench:stretches` says how many blocks of code those are.
 */

import './without-webassembly.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MakeInput, makePlan, parseSettings } from '@tesserae/core';
import { longestStretch, syntheticPhoto } from '@tesserae/testing';

/** Blocks that run in 10 ms, and hardly more in the first of those. */
const MOST = 1_000_000;

const PHOTOS = 300;
const library = {
  ids: Array.from({ length: PHOTOS }, (_, photo) => photo.toString(16).padStart(64, '0')),
  sizes: new Uint32Array(PHOTOS * 2).fill(300),
  groups: Uint32Array.from({ length: PHOTOS }, (_, photo) => photo),
};
const photos = {
  thumbnails: async (first: number, count: number) =>
    Array.from({ length: count }, (_, i) => syntheticPhoto(first + i, 16, 16)),
  view: async ({ photo }: { photo: number }, width: number, height: number) => syntheticPhoto(photo, width, height),
};
const target = syntheticPhoto(1000, 160, 120);

for (const [name, settings, every] of [
  ['any number of uses', { columns: 20, effort: 'fast' }, 1],
  ['bounds of uses', { columns: 12, maxUses: 2, effort: 'fast' }, 4],
  ['mean colours and a tint', { columns: 30, match: 'mean', refine: false, tint: 2 }, 1],
] as const) {
  test(`${name}: a plan is made in short stretches`, async () => {
    const input: MakeInput = { target, library, photos, settings: parseSettings(settings) };
    const { blocks, busiest } = await longestStretch((signal) => makePlan(input, { signal }), every);
    assert.ok(blocks <= MOST, `${blocks} blocks in a row, most of them of ${busiest}`);
  });
}
