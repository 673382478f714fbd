import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alignMosaics,
  emptySprites,
  type FlyingMosaic,
  flightOf,
  groundRect,
  type Moment,
  pairCells,
  type Rect,
  randomFrom,
  type Sprites,
  spritesAt,
  squareGrid,
  windowAround,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

const FRAME = { width: 640, height: 360 };
const ASPECT = 16 / 9;

/** A mosaic of photos drawn by chance; each photo has one view. */
function mosaicOf(columns: number, rows: number, photos: number, seed = 1): FlyingMosaic {
  const random = randomFrom(seed);
  const shown = Uint32Array.from({ length: columns * rows }, () => Math.floor(random() * photos));
  return { shape: squareGrid(columns, rows), photos: shown, textures: shown, vivid: Float32Array.from(shown) };
}

function moment(mosaic: FlyingMosaic, values: Partial<Moment> = {}): Moment {
  const window = windowAround(groundRect(mosaic.shape), ASPECT);
  return {
    mosaic: 0,
    window,
    inner: 0,
    photo: 0,
    scatter: 0,
    morph: 0,
    target: 0,
    title: 0,
    end: 0,
    flies: true,
    ...values,
  };
}

/** Left, top, right, bottom of a sprite that is not turned, in pixels. */
function edges({ poses }: Sprites, i: number): number[] {
  const [a, b, c, d, e, f] = poses.subarray(i * 6, i * 6 + 6);
  assert.deepEqual([b, c], [0, 0], `sprite ${i} is not turned`);
  return [e, f, e + a, f + d];
}

test('at rest every photo lies in its cell, as the window shows it, and neighbours share their edges', () => {
  const size = fc.integer({ min: 1, max: 40 });
  const part = evenly(0, 1);
  fc.assert(
    fc.property(size, size, part, part, part, (columns, rows, u, v, zoom) => {
      const mosaic = mosaicOf(columns, rows, 9);
      const whole = groundRect(mosaic.shape);
      const w = windowAround(whole, ASPECT).w * (0.1 + 0.9 * zoom);
      const window: Rect = { x: u - w / 2, y: v * whole.h - w / ASPECT / 2, w, h: w / ASPECT };
      const flight = flightOf({ mosaic, aspect: ASPECT, seed: 5 });
      const sprites = spritesAt(flight, moment(mosaic, { window }), FRAME, emptySprites(flight.count));
      const drawn = new Set(sprites.order.subarray(0, sprites.drawn));
      assert.equal(drawn.size, sprites.drawn);
      for (let cell = 0; cell < columns * rows; cell++) {
        const [column, row] = [cell % columns, Math.floor(cell / columns)];
        const pixel = (at: number, from: number): number => ((at - from) * FRAME.width) / w;
        const expected = [
          pixel(column / columns, window.x),
          pixel((row / rows) * whole.h, window.y),
          pixel((column + 1) / columns, window.x),
          pixel(((row + 1) / rows) * whole.h, window.y),
        ];
        const isSeen =
          expected[2] > 0.001 &&
          expected[3] > 0.001 &&
          expected[0] < FRAME.width - 0.001 &&
          expected[1] < FRAME.height - 0.001;
        if (!isSeen) continue;
        assert.ok(drawn.has(cell), `cell ${cell} is in the frame`);
        const actual = edges(sprites, cell);
        for (const [i, at] of actual.entries()) assert.ok(Math.abs(at - expected[i]) <= 1 / 2048 + 1e-9);
        if (column + 1 < columns && drawn.has(cell + 1)) assert.equal(edges(sprites, cell + 1)[0], actual[2]);
        if (row + 1 < rows && drawn.has(cell + columns)) assert.equal(edges(sprites, cell + columns)[1], actual[3]);
        assert.deepEqual(
          [sprites.textures[cell], sprites.opacities[cell], sprites.mixes[cell]],
          [mosaic.textures[cell], 1, 0],
        );
      }
    }),
    { numRuns: 60 },
  );
});

/** The area of a sprite, and that of its box, in pixels. */
function areas({ poses }: Sprites, i: number): readonly [own: number, wide: number] {
  const [a, b, c, d] = poses.subarray(i * 6, i * 6 + 4);
  return [a * d - b * c, (Math.abs(a) + Math.abs(c)) * (Math.abs(b) + Math.abs(d))];
}

test('dispersed, a few large photos float in the frame, most are beyond it, and the background shows', () => {
  for (const [columns, rows, seed] of [
    [100, 75, 1],
    [100, 75, 2],
    [40, 60, 3],
    [12, 9, 4],
  ] as const) {
    const mosaic = mosaicOf(columns, rows, 300, seed);
    const flight = flightOf({ mosaic, aspect: ASPECT, seed });
    const sprites = spritesAt(flight, moment(mosaic, { scatter: 1 }), FRAME, emptySprites(flight.count));
    const seen = [...sprites.order.subarray(0, sprites.drawn)];
    const said = `${columns}×${rows}: ${seen.length} seen`;
    assert.ok(seen.length < 0.35 * flight.count, said);
    const large = seen.filter((i) => areas(sprites, i)[0] >= (0.18 * FRAME.height) ** 2);
    assert.ok(large.length >= 5 && large.length <= 20, `${said}, ${large.length} large`);
    assert.equal(new Set(large.map((i) => mosaic.photos[i])).size, large.length, 'different photos');
    // a photo is as vivid as its number: the near ones are of the vivid quarter
    const shown = [...new Set(mosaic.photos)].sort((a, b) => b - a);
    const least = shown[Math.ceil(shown.length / 4)];
    for (const i of large) assert.ok(mosaic.photos[i] >= least, `${said}, ${mosaic.photos[i]} of at least ${least}`);
    for (const i of large) assert.ok(areas(sprites, i)[1] < 2.3 * areas(sprites, i)[0], 'hardly turned');
    const covered = seen.reduce((sum, i) => sum + areas(sprites, i)[0], 0) / (FRAME.width * FRAME.height);
    assert.ok(covered > 0.15 && covered < 1.1, `${said}, ${covered} covered at most`);
  }
});

test('a flight is made of its seed alone; another seed makes another', () => {
  const mosaic = mosaicOf(20, 15, 50);
  const at = (seed: number, scatter: number) => {
    const flight = flightOf({ mosaic, aspect: ASPECT, seed });
    const sprites = spritesAt(flight, moment(mosaic, { scatter }), FRAME, emptySprites(flight.count));
    return [...sprites.order.subarray(0, sprites.drawn)].map((i) => [i, ...sprites.poses.subarray(i * 6, i * 6 + 6)]);
  };
  assert.deepEqual(at(1, 0.5), at(1, 0.5));
  assert.notDeepEqual(at(1, 0.5), at(2, 0.5));
  assert.deepEqual(at(1, 0), at(2, 0), 'at rest there is nothing to choose');
  // frames are laid out in any order, over what another one left
  const flight = flightOf({ mosaic, aspect: ASPECT, seed: 1 });
  const used = spritesAt(flight, moment(mosaic, { scatter: 1 }), FRAME, emptySprites(flight.count));
  spritesAt(flight, moment(mosaic, { scatter: 0.5 }), FRAME, used);
  const again = [...used.order.subarray(0, used.drawn)].map((i) => [i, ...used.poses.subarray(i * 6, i * 6 + 6)]);
  assert.deepEqual(again, at(1, 0.5));
});

test('poses are whole 1024ths of a pixel, views are never mirrored or stretched, the nearest come first', () => {
  const mosaic = mosaicOf(30, 20, 50);
  const flight = flightOf({ mosaic, aspect: ASPECT, seed: 3 });
  const sprites = emptySprites(flight.count);
  for (let step = 0; step <= 20; step++) {
    spritesAt(flight, moment(mosaic, { scatter: step / 20 }), FRAME, sprites);
    let before = Number.POSITIVE_INFINITY;
    for (const i of sprites.order.subarray(0, sprites.drawn)) {
      const pose = sprites.poses.subarray(i * 6, i * 6 + 6);
      for (const value of pose) assert.equal(value * 1024, Math.round(value * 1024));
      const [a, b, c, d] = pose;
      const size = Math.sqrt(a * d - b * c);
      assert.ok(Math.abs(a - d) < 0.01 && Math.abs(b + c) < 0.01, 'a square stays a square');
      assert.ok(size <= before * 1.01 + 0.5, 'what is nearer is larger, and drawn first');
      before = size;
    }
  }
});

test('photos leave their cells without a jolt and fly without jumps', () => {
  const mosaic = mosaicOf(40, 30, 50);
  const flight = flightOf({ mosaic, aspect: ASPECT, seed: 7 });
  const [before, now] = [emptySprites(flight.count), emptySprites(flight.count)];
  const { window } = moment(mosaic);
  const at = (unit: number, side: 'x' | 'y') =>
    Math.round((unit - window[side]) * (FRAME.width / window.w) * 1024) / 1024;
  const steps = 330;
  for (let step = 1; step <= steps; step++) {
    spritesAt(flight, moment(mosaic, { scatter: (step - 1) / steps }), FRAME, before);
    spritesAt(flight, moment(mosaic, { scatter: step / steps }), FRAME, now);
    const seen = new Set(before.order.subarray(0, before.drawn));
    for (const i of now.order.subarray(0, now.drawn)) {
      if (!seen.has(i)) continue;
      for (const k of [0, 1, 2, 3]) {
        const moved = Math.abs(now.poses[i * 6 + k] - before.poses[i * 6 + k]);
        assert.ok(moved < 0.03 * FRAME.height, `sprite ${i}, step ${step}: ${moved}`);
      }
      const [x, y] = [4, 5].map((k) => now.poses[i * 6 + k] - before.poses[i * 6 + k]);
      const [column, row] = [i % 40, Math.floor(i / 40)];
      const rested = before.poses[i * 6 + 4] === at(column / 40, 'x') && before.poses[i * 6 + 5] === at(row / 40, 'y');
      if (rested) assert.ok(Math.hypot(x, y) < 0.1, `sprite ${i} leaves, step ${step}: ${x} ${y}`);
      assert.ok(Math.hypot(x, y) < 0.03 * FRAME.width, `sprite ${i}, step ${step}: ${x} ${y}`);
    }
  }
});

test('the largest width of a sprite is never exceeded', () => {
  const [mosaic, other] = [mosaicOf(30, 20, 40), mosaicOf(20, 25, 40, 2)];
  const flight = flightOf({ mosaic, other, aspect: ASPECT, seed: 3 });
  const sprites = emptySprites(flight.count);
  const { window } = moment(mosaic);
  for (let step = 0; step <= 30; step++) {
    for (const values of [{ scatter: step / 30 }, { morph: step / 30 }, { scatter: step / 30, morph: step / 30 }]) {
      spritesAt(flight, moment(mosaic, values), FRAME, sprites);
      for (const i of sprites.order.subarray(0, sprites.drawn)) {
        const [a, b] = sprites.poses.subarray(i * 6, i * 6 + 2);
        const width = (Math.hypot(a, b) * window.w) / FRAME.width;
        assert.ok(width <= flight.largest[i] * (1 + 1e-6) + 1e-5, `${width} ${flight.largest[i]}`);
      }
    }
  }
});

test('morphing begins in the cells of one mosaic and ends in those of the other, which is centred over it', () => {
  const mosaic = mosaicOf(30, 20, 40);
  // of a photo that both show, they show other parts
  const shown = mosaicOf(18, 25, 60, 2);
  const other = { ...shown, textures: shown.photos.map((photo) => photo + 40) };
  const flight = flightOf({ mosaic, other, aspect: ASPECT, seed: 3 });
  const home = windowAround(groundRect(mosaic.shape), ASPECT);
  const sprites = emptySprites(flight.count);
  const place = alignMosaics(home, other.shape, ASPECT);
  for (const side of ['x', 'y'] as const) {
    const size = side === 'x' ? 'w' : 'h';
    assert.ok(Math.abs(place[side] + place[size] / 2 - home[side] - home[size] / 2) < 1e-12);
  }
  assert.ok(Math.abs(Math.max(place.w / home.w, place.h / home.h) - 1) < 1e-12, 'it is as large as fits');
  for (const [morph, at, rect] of [
    [0, mosaic, groundRect(mosaic.shape)],
    [1, other, place],
  ] as const) {
    spritesAt(flight, moment(mosaic, { morph }), FRAME, sprites);
    assert.equal(sprites.drawn, at.photos.length);
    const perUnit = FRAME.width / home.w;
    const cells = new Set<number>();
    for (const i of sprites.order.subarray(0, sprites.drawn)) {
      const [left, top] = edges(sprites, i);
      const column = Math.round(((left / perUnit + home.x - rect.x) / rect.w) * at.shape.columns);
      const row = Math.round(((top / perUnit + home.y - rect.y) / rect.h) * at.shape.rows);
      const cell = row * at.shape.columns + column;
      cells.add(cell);
      assert.ok([0, 1].includes(sprites.mixes[i]));
      const texture = sprites.mixes[i] === 0 ? sprites.textures[i] : sprites.others[i];
      assert.equal(texture, at.textures[cell]);
      assert.equal(sprites.opacities[i], 1);
    }
    assert.equal(cells.size, at.photos.length, 'every cell has one');
  }
});

test('cells of the same photo are paired, as many as can be, near ones first; the rest stay alone', () => {
  const mosaics = fc.record({
    columns: fc.integer({ min: 1, max: 12 }),
    rows: fc.integer({ min: 1, max: 12 }),
    photos: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(mosaics, mosaics, fc.integer(), (a, b, seed) => {
      const mosaic = mosaicOf(a.columns, a.rows, a.photos, seed);
      const other = mosaicOf(b.columns, b.rows, b.photos, seed + 1);
      const { count, cells, otherCells } = pairCells(mosaic, other, groundRect(other.shape));
      const both = Array.from({ length: count }, (_, i) => i).filter((i) => cells[i] >= 0 && otherCells[i] >= 0);
      for (const i of both) assert.equal(mosaic.photos[cells[i]], other.photos[otherCells[i]]);
      const uses = (photos: Uint32Array, photo: number) => photos.filter((shown) => shown === photo).length;
      const most = Array.from({ length: 20 }, (_, photo) =>
        Math.min(uses(mosaic.photos, photo), uses(other.photos, photo)),
      );
      assert.equal(
        both.length,
        most.reduce((sum, n) => sum + n, 0),
      );
      assert.deepEqual(
        [...cells].filter((cell) => cell >= 0).sort((p, q) => p - q),
        [...mosaic.photos.keys()],
      );
      assert.deepEqual(
        [...otherCells].filter((cell) => cell >= 0).sort((p, q) => p - q),
        [...other.photos.keys()],
      );
    }),
  );
  const same = mosaicOf(7, 5, 3);
  const copy = { ...same };
  const { cells, otherCells } = pairCells(same, copy, groundRect(copy.shape));
  assert.deepEqual(otherCells, cells, 'a mosaic and its copy: nothing moves');
});

test('what one mosaic has alone fades in its place', () => {
  const mosaic = { ...mosaicOf(4, 3, 1), photos: new Uint32Array(12).fill(1), textures: new Uint32Array(12) };
  const other = { ...mosaic, photos: new Uint32Array(12).fill(2), textures: new Uint32Array(12).fill(1) };
  const flight = flightOf({ mosaic, other, aspect: ASPECT, seed: 3 });
  assert.equal(flight.count, 24);
  const sprites = emptySprites(24);
  let before = [1, 0];
  for (let step = 1; step < 20; step++) {
    spritesAt(flight, moment(mosaic, { morph: step / 20 }), FRAME, sprites);
    const now = [0, 12].map((i) => (sprites.order.subarray(0, sprites.drawn).includes(i) ? sprites.opacities[i] : 0));
    assert.ok(now[0] <= before[0] && now[1] >= before[1], `${step}: ${before} to ${now}`);
    before = now;
  }
  assert.deepEqual(before, [0, 1]);
});
