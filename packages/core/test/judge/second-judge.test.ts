/** The scorecard against its independent implementation: another language, other libraries, the same numbers. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { judge, type Raster, raster, type Scorecard, scorecard, squareGrid, variety } from '@tesserae/core/internal';
import {
  canRun,
  hasSecondJudge,
  type JudgedMosaic,
  plainMosaic,
  readPicture,
  SECOND_JUDGE,
  samplesFolder,
  secondJudge,
  shrunk,
  syntheticPhoto,
  temporaryFolder,
} from '@tesserae/testing';

const present = hasSecondJudge();

/** What score.py (numpy 1.24, scipy 1.10, skimage 0.19) said of the second case below. */
const GIVEN = {
  far_dE: 11.246559619,
  far_dE95: 24.325788273,
  mid_ssim: 0.838507602,
  edge: 0.6559644501,
  far_enc: 11.359114293,
  edge_near: 0.1446665104,
  ssim_near: 0.425057712,
  L_near: 8.5612030607,
  C_near: 14.83601036,
  grain: 5.38742955,
  pop: 49.510973909,
  distinct: 18,
  max_use: 209,
  eff_photos: 4.947819352,
  variety: 0.08246365586,
  echo: 0.7892156862745098,
  echo_at: [1, 0],
  min_repeat_dist: 1,
  recolor: 2.853717169,
  leak: 0.02080321971,
};

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
  { columns: 9, rows: 5, cell: [12, 12], target: [90, 50], what: 'too small for a window of SSIM in the middle' },
  { columns: 3, rows: 4, cell: [12, 12], target: [36, 48], what: 'too small for one near, too' },
];

for (const one of CASES) {
  test(`agrees on ${one.columns}×${one.rows} cells of ${one.cell[0]}×${one.cell[1]}: ${one.what}`, async (t) => {
    if (!canRun(t, present, SECOND_JUDGE)) return;
    const opinion = opinionOn(one);
    const ours = ownCard(opinion);
    assertAgree(ours, await secondJudge(temporaryFolder(t), opinion));
    // the cases must say something: a mosaic, neither perfect nor noise, with some repeats
    assert.ok(ours.far_dE > 1 && ours.edge > 0.3 && ours.edge < 0.999 && ours.echo! > 0, JSON.stringify(ours));
  });
}

test('gives the numbers that the second judge once gave, wherever it is missing', () => {
  assertAgree(ownCard(opinionOn(CASES[1])), GIVEN);
});

test('agrees on real pictures: photographs as a painting', async (t) => {
  const samples = samplesFolder();
  if (!canRun(t, present && samples !== undefined, SECOND_JUDGE)) return;
  const folder = join(samples!, 'photos', 'kodak'); // asked for above
  const names = readdirSync(folder).filter((name) => name.endsWith('.jpg'));
  const photos = await Promise.all(names.map(async (name) => shrunk(await readPicture(join(folder, name)), 15, 10)));
  const target = await readPicture(join(samples!, 'targets', '07-venice-turner.webp')); // likewise
  const grid = { columns: 41, rows: 46 };
  const { mosaic, placed } = plainMosaic(target, photos, grid);
  const opinion = { target, mosaic, untouched: mosaic, ...grid, placed, count: photos.length };
  assertAgree(ownCard(opinion), await secondJudge(temporaryFolder(t), opinion));
});

/** A plain mosaic of a case, reddened a little less, beside the one without that tint. */
function opinionOn({ columns, rows, cell, target: size }: Case): JudgedMosaic & { untouched: Raster } {
  const photos = Array.from({ length: 60 }, (_, i) => syntheticPhoto(i, cell[0], cell[1]));
  const target = syntheticPhoto(99, size[0], size[1]);
  const { mosaic: untouched, placed } = plainMosaic(target, photos, { columns, rows });
  const tinted = untouched.data.map((byte, i) => (i % 4 === 0 ? byte * 0.9 : byte));
  const mosaic = raster(untouched.width, untouched.height, tinted);
  return { target, mosaic, untouched, columns, rows, placed, count: photos.length };
}

function ownCard({ target, mosaic, untouched, columns, rows, placed, count }: ReturnType<typeof opinionOn>): Scorecard {
  const { width, height } = mosaic;
  const seen = judge({ target, width, height, shape: squareGrid(columns, rows), recolor: 'bands', leak: true });
  seen.mosaic({ y: 0, raster: mosaic, untouched });
  return scorecard(
    seen.result(),
    variety({ shape: { kind: 'grid', columns, rows, cell: [1, 1] }, photos: placed, count }),
  );
}

function assertAgree(ours: Scorecard, theirs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(ours)) {
    // these are of our own
    if (['twins', 'top50', 'shown', 'mirrored'].includes(name)) continue;
    const expected = theirs[name];
    if (typeof value !== 'number' || typeof expected !== 'number') assert.deepEqual(value, expected, name);
    else assert.ok(Math.abs(value - expected) <= 1e-5 * Math.max(1, expected), `${name}: ${value}, not ${expected}`);
  }
  assert.equal(ours.echo, theirs.echo);
}
