import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Judge,
  type JudgeInput,
  judge,
  MosaicError,
  metricsOf,
  type PixelMetrics,
  type Raster,
  raster,
  scorecard,
  squareGrid,
} from '@tesserae/core/internal';
import { plainMosaic, syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

/** Feeds rows from…to of a picture as one band. */
function feed(take: Judge['mosaic'], picture: Raster, from: number, to: number): void {
  const bytes = picture.data.subarray(from * picture.width * 4, to * picture.width * 4);
  take({ y: from, raster: raster(picture.width, to - from, bytes) });
}

function likeness(question: Omit<JudgeInput, 'width' | 'height'>, mosaic: Raster, untouched?: Raster): PixelMetrics {
  const seen = judge({ ...question, width: mosaic.width, height: mosaic.height });
  seen.mosaic({ y: 0, raster: mosaic, untouched });
  return seen.result();
}

/** Blends `over` into a picture, encoded values, as overlays are. */
function blended(picture: Raster, over: Raster, opacity: number): Raster {
  const data = picture.data.map((byte, i) => byte * (1 - opacity) + over.data[i] * opacity);
  return raster(picture.width, picture.height, data);
}

const target = syntheticPhoto(99, 230, 170);
const grid = { columns: 12, rows: 9 };
const photos = Array.from({ length: 40 }, (_, i) => syntheticPhoto(i, 19, 19));
const { mosaic } = plainMosaic(target, photos, grid);
const question = { target, shape: squareGrid(12, 9), recolor: 'unknown', leak: true } as const;

test('a target is itself', () => {
  const seen = likeness({ ...question, recolor: 'none' }, target);
  assert.deepEqual(
    { ...seen, edge: 1, edge_near: 1, leak: 1 },
    {
      ...{ far_dE: 0, far_dE95: 0, far_enc: 0, far_samples: new Float32Array(12 * 9 * 4) },
      ...{ mid_ssim: 1, edge: 1, edge_near: 1, ssim_near: 1, L_near: 0, C_near: 0, grain: 0, pop: 0 },
      ...{ recolor: 0, leak: 1 },
    },
  );
  assert.ok(Math.abs(seen.edge - 1) < 1e-9);
  assert.ok(Math.abs(seen.edge_near - 1) < 1e-9);
  assert.ok(Math.abs(seen.leak! - 1) < 1e-9);
});

test('a target is itself in bricks, too; a half one that is wrong pops out', () => {
  const wall = { ...question, shape: { kind: 'brick', columns: 4, rows: 3, cell: [1, 1] } } as const;
  const square = syntheticPhoto(99, 64, 48);
  const seen = likeness({ ...wall, target: square }, square);
  assert.deepEqual([seen.far_dE, seen.far_enc, seen.grain, seen.pop, seen.mid_ssim], [0, 0, 0, 0, null]);
  assert.ok(Math.abs(seen.edge_near - 1) < 1e-9);
  // the first cell of the second row is half a cell wide; of 13 cells, one is more than a twentieth
  const wrong = { ...square, data: square.data.slice() };
  for (let y = 20; y < 28; y++) for (let x = 0; x < 4; x++) wrong.data.set([255, 0, 255], (y * 64 + x) * 4);
  const { pop } = likeness({ ...wall, target: square }, wrong);
  assert.ok(pop > 1, `${pop}`);
});

test('a mosaic is more like its target than like another, and less than the target', () => {
  const seen = likeness(question, mosaic);
  const other = likeness({ ...question, target: syntheticPhoto(4, 230, 170) }, mosaic);
  assert.ok(seen.far_dE > 0 && seen.far_dE < 0.6 * other.far_dE);
  assert.ok(seen.far_dE95 > seen.far_dE);
  assert.ok(seen.edge < 1 && seen.edge > other.edge + 0.3);
  assert.ok(seen.mid_ssim! < 1 && seen.mid_ssim! > other.mid_ssim!);
  assert.ok(seen.far_enc > 0 && seen.far_enc < 0.6 * other.far_enc);
  assert.ok(seen.L_near > 0 && seen.L_near < other.L_near && seen.C_near < other.C_near);
  assert.ok(seen.edge_near > other.edge_near && seen.ssim_near! > other.ssim_near!);
});

/** A picture with a square of a colour, so wide, in the middle of some cells. */
function spotted(picture: Raster, side: number, cells: readonly (readonly [column: number, row: number])[]): Raster {
  const data = picture.data.slice();
  for (const [column, row] of cells) {
    for (let y = row * 16 + 8; y < row * 16 + 8 + side; y++) {
      for (let x = column * 16 + 8; x < column * 16 + 8 + side; x++) {
        data.set([255, 0, 255], (y * picture.width + x) * 4);
      }
    }
  }
  return { ...picture, data };
}

test('single details pop out only where there are some in more than a twentieth of the cells', () => {
  const grey = raster(160, 160, new Uint8ClampedArray(160 * 160 * 4).fill(128));
  const judged = { ...question, target: grey, shape: squareGrid(10, 10) };
  const cells = Array.from({ length: 12 }, (_, i) => [i % 10, 2 * Math.floor(i / 10)] as const);
  const few = likeness(judged, spotted(grey, 4, cells.slice(0, 4)));
  const more = likeness(judged, spotted(grey, 4, cells));
  assert.equal(few.pop, 0);
  assert.ok(more.pop > 30, `${more.pop}`);
  // half as wide, it is averaged with what is around it
  const smaller = likeness(judged, spotted(grey, 2, cells)).pop;
  assert.ok(smaller > 5 && smaller < more.pop - 5, `${smaller} ${more.pop}`);
});

test('what is restless within cells is grain, what is wrong in wide areas is not', () => {
  const grey = (value: (x: number, y: number) => number): Raster => {
    const picture = raster(320, 320);
    for (let i = 0; i < 320 * 320; i++) {
      picture.data.fill(value(i % 320, Math.floor(i / 320)), i * 4, i * 4 + 3);
      picture.data[i * 4 + 3] = 255;
    }
    return picture;
  };
  const judged = { ...question, target: grey(() => 128), shape: squareGrid(20, 20) };
  const halves = likeness(
    judged,
    grey((x) => (x % 16 < 8 ? 118 : 138)),
  );
  const slope = likeness(
    judged,
    grey((x) => 108 + x / 8),
  );
  assert.ok(halves.grain > 1 && slope.grain < 0.1, `${halves.grain} ${slope.grain}`);
  assert.ok(slope.L_near > halves.L_near);
  assert.equal(likeness({ ...judged, target: mosaic, shape: squareGrid(12, 9) }, mosaic).grain, 0);
});

test('numbers do not depend on how the mosaic is cut into bands', () => {
  const whole = likeness(question, mosaic);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (heights) => {
      const seen = judge({ ...question, width: mosaic.width, height: mosaic.height });
      for (let y = 0, i = 0; y < mosaic.height; i++) {
        const end = Math.min(mosaic.height, y + heights[i % heights.length]);
        feed(seen.mosaic, mosaic, y, end);
        y = end;
      }
      assert.deepEqual(seen.result(), whole);
    }),
    { seed: 1, numRuns: 10 },
  );
});

test('rounding errors of flat pictures are no edges and no detail', () => {
  const flat = raster(64, 48, new Uint8ClampedArray(64 * 48 * 4).fill(99));
  for (const picture of [flat, mosaic]) {
    const seen = likeness({ ...question, target: flat }, picture);
    assert.ok(Math.abs(seen.edge) < 0.03, `${seen.edge}`);
    assert.ok(Math.abs(seen.edge_near) < 0.03, `${seen.edge_near}`);
    assert.equal(seen.leak, 0);
  }
});

test('an overlay of the target is found out', () => {
  const large = syntheticPhoto(99, 12 * 19, 9 * 19);
  const honest = likeness({ ...question, target: large }, mosaic);
  const leaky = likeness({ ...question, target: large }, blended(mosaic, large, 0.3));
  assert.ok(Math.abs(leaky.leak! - 0.3 - 0.7 * honest.leak!) < 0.05, `${honest.leak} → ${leaky.leak}`);
});

test('recolouring is nothing where nothing was recoloured, and grows with the tint', () => {
  const recolouring = { ...question, recolor: 'bands', leak: false } as const;
  const dark = (share: number) => blended(mosaic, raster(mosaic.width, mosaic.height), share);
  assert.equal(likeness(recolouring, mosaic, mosaic).recolor, 0);
  const [little, more] = [0.05, 0.2].map((share) => likeness(recolouring, dark(share), mosaic).recolor!);
  assert.ok(little > 0.5 && more > 2 * little, `${little} ${more}`);
});

test('one cell, and cells of one pixel, are judged too', () => {
  const pixel = likeness({ ...question, shape: squareGrid(1, 1) }, syntheticPhoto(1, 1, 1));
  assert.deepEqual([pixel.mid_ssim, pixel.ssim_near], [null, null]);
  assert.ok(Number.isFinite(pixel.far_dE) && Number.isFinite(pixel.edge));
  const small = likeness(question, syntheticPhoto(99, 12, 9));
  assert.ok(small.far_dE < 3 && small.edge > 0.8, `${small.far_dE} ${small.edge}`);
});

test('bands that do not follow on, or do not come, are refused', () => {
  const shape = (error: unknown) => error instanceof MosaicError && error.code === 'shape';
  const begin = () => judge({ ...question, width: mosaic.width, height: mosaic.height });
  assert.throws(() => feed(begin().mosaic, mosaic, 1, 2), shape);
  assert.throws(() => begin().mosaic({ y: 0, raster: raster(5, 1) }), shape);
  assert.throws(() => begin().mosaic({ y: 0, raster: raster(mosaic.width, mosaic.height + 1) }), shape);
  assert.throws(() => begin().result(), shape);
  const recoloured = judge({ ...question, recolor: 'bands', width: mosaic.width, height: mosaic.height });
  assert.throws(() => feed(recoloured.mosaic, mosaic, 0, mosaic.height), shape);
});

test('without a placement, its numbers are null', () => {
  const seen = likeness(question, mosaic);
  const card = scorecard(seen, null);
  assert.deepEqual(Object.keys(card), [
    ...['far_dE', 'far_dE95', 'far_enc', 'mid_ssim', 'edge'],
    ...['edge_near', 'ssim_near', 'L_near', 'C_near', 'grain', 'pop'],
    ...['distinct', 'max_use', 'top50', 'eff_photos', 'variety'],
    ...['twins', 'echo', 'echo_at', 'min_repeat_dist', 'shown', 'mirrored', 'recolor', 'leak'],
  ]);
  assert.deepEqual([card.edge, card.twins, card.echo_at, card.distinct], [seen.edge, null, null, null]);
  const { far_dE, edge, edge_near, grain, recolor } = seen;
  const unplaced = { twins: null, echo: null, top50: null, variety: null, shown: null };
  assert.deepEqual(metricsOf(card), { far_dE, edge, edge_near, grain, ...unplaced, recolor });
});
