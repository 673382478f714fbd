/** The scorecard against its independent implementation: another language, other libraries, the same numbers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hasSecondJudge,
  need,
  plainMosaic,
  SECOND_JUDGE,
  secondJudge,
  syntheticPhoto,
  temporaryFolder,
} from '@tesserae/testing';
import { judge, scorecard } from '../dist/judge/scorecard.js';
import { variety } from '../dist/judge/variety.js';
import { raster } from '../dist/pixels/raster.js';

const present = hasSecondJudge();

interface Case {
  readonly columns: number;
  readonly rows: number;
  readonly cell: readonly [number, number];
  readonly target: readonly [number, number];
  readonly what: string;
}

const CASES: readonly Case[] = [
  { columns: 37, rows: 29, cell: [13, 9], target: [640, 347], what: 'odd cells, a target .06 % off' },
  { columns: 24, rows: 18, cell: [16, 16], target: [400, 302], what: 'a target .6 % off' },
  { columns: 24, rows: 18, cell: [20, 20], target: [450, 327], what: 'a target 3 % too wide' },
  { columns: 19, rows: 23, cell: [31, 17], target: [300, 205], what: 'a target 3 % too high' },
  { columns: 31, rows: 12, cell: [5, 3], target: [93, 21], what: 'cells and target smaller than the common form' },
  { columns: 9, rows: 5, cell: [12, 12], target: [90, 50], what: 'too small for a window of SSIM' },
];

for (const { columns, rows, cell, target: size, what } of CASES) {
  test(`agrees on ${columns}×${rows} cells of ${cell[0]}×${cell[1]}: ${what}`, async (t) => {
    if (!need(t, present, SECOND_JUDGE)) return;
    const photos = Array.from({ length: 60 }, (_, i) => syntheticPhoto(i, cell[0], cell[1]));
    const target = syntheticPhoto(99, size[0], size[1]);
    const { mosaic, placed } = plainMosaic(target, photos, { columns, rows });
    const tinted = raster(
      mosaic.width,
      mosaic.height,
      mosaic.data.map((byte, i) => (i % 4 === 0 ? byte * 0.9 : byte)),
    );

    const { width, height } = tinted;
    const seen = judge({ target, width, height, columns, rows, recolor: 'bands', leak: true });
    seen.mosaic({ y: 0, raster: tinted });
    seen.untouched({ y: 0, raster: mosaic });
    const ours = scorecard(seen.result(), variety({ columns, rows, photos: placed, count: photos.length }));

    const question = { target, mosaic: tinted, untouched: mosaic, columns, rows, placed, count: photos.length };
    const theirs = await secondJudge(temporaryFolder(t), question);
    for (const [name, value] of Object.entries(ours)) {
      const expected = theirs[name];
      if (value === null || expected === null) assert.equal(value, expected, name);
      else assert.ok(Math.abs(value - expected) <= 1e-5 * Math.max(1, expected), `${name}: ${value}, not ${expected}`);
    }
    assert.equal(ours.clones, theirs.clones);
    // the cases must say something: a mosaic, neither perfect nor noise, with some repeats
    assert.ok(ours.far_dE > 1 && ours.edge > 0.3 && ours.edge < 0.999 && ours.clones! > 0, JSON.stringify(ours));
  });
}
