import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type FilmGeometry,
  frameLight,
  MOST_FLASHES,
  mostFlashes,
  type NumberKey,
  type Scene,
  STYLES,
  squareGrid,
  styleScript,
  timelineOf,
} from '@tesserae/core/internal';
import fc from 'fast-check';

/** Light that jumps between two values `times` a second, for two seconds. */
function jumping(times: number, low: number, high: number, fps = 30): Float32Array {
  return Float32Array.from({ length: fps * 2 }, (_, n) => (Math.floor((n * times * 2) / fps) % 2 === 0 ? low : high));
}

test('flashes are counted as the guidelines define them', () => {
  assert.equal(mostFlashes(jumping(5, 0.1, 0.5), 30), 5);
  assert.equal(mostFlashes(jumping(3, 0.1, 0.5), 30), 3);
  assert.equal(mostFlashes(jumping(5, 0.1, 0.19), 30), 0, 'less than a tenth of white');
  assert.equal(mostFlashes(jumping(5, 0.81, 1), 30), 0, 'all of it bright');
  assert.equal(mostFlashes(jumping(5, 0.79, 1), 30), 5);
  assert.equal(mostFlashes(jumping(5, 0.1, 0.5, 60), 60), 5);
  assert.equal(mostFlashes(new Float32Array(30).fill(0.4), 30), 0);
  const rise = Float32Array.from({ length: 60 }, (_, n) => n / 60);
  assert.equal(mostFlashes(rise, 30), 0.5, 'a slow rise is one change, half a flash');
});

/** A slow twin: for every second, walks through its turning points. */
function slowly(light: Float32Array, fps: number): number {
  let most = 0;
  for (let first = 0; first < light.length; first++) {
    const second = light.subarray(first, first + fps);
    let [changes, way, from] = [0, 0, second[0]];
    for (const now of second) {
      if (way >= 0 && now > from) from = way === 0 ? from : now;
      if (way <= 0 && now < from) from = way === 0 ? from : now;
      const darker = Math.min(now, from);
      if (Math.abs(now - from) < 0.1 || darker >= 0.8) continue;
      changes++;
      way = now > from ? 1 : -1;
      from = now;
    }
    most = Math.max(most, changes);
  }
  return most / 2;
}

test('of light that jumps between two values it counts what a slow twin does', () => {
  const light = fc.array(fc.boolean(), { minLength: 1, maxLength: 90 });
  fc.assert(
    fc.property(light, fc.integer({ min: 5, max: 40 }), (jumps, fps) => {
      const values = Float32Array.from(jumps, (isHigh) => (isHigh ? 0.6 : 0.2));
      const [quick, slow] = [mostFlashes(values, fps), slowly(values, fps)];
      // the change into a second's first frame belongs to it, and the twin does not see it
      assert.ok(quick === slow || quick === slow + 0.5, `${quick}, ${slow}`);
    }),
  );
});

const LIGHT = { mosaic: 0.2, other: 0.5, target: 0.6, background: 0.005, photo: 0.9 };

function flashesOf(scenes: readonly Scene[], aspect = 1): number {
  const mosaics = [{ shape: squareGrid(10, 10), landing: 44 }];
  const frame = { width: 720 * aspect, height: 720, fps: 30 };
  const stage: FilmGeometry = { frame, mosaics, photo: { x: 0.4, y: 0.4, w: 0.1, h: 0.1 } };
  return mostFlashes(frameLight(timelineOf({ version: 1, background: '#000000', scenes }, stage), LIGHT), 30);
}

test('no style flashes, however short', () => {
  for (const style of STYLES.filter((name) => name !== 'endless')) {
    for (const seconds of [0.5, 1, 12]) {
      assert.ok(flashesOf(styleScript(style, seconds).scenes) <= 1, `${style} ${seconds}`);
    }
  }
});

test('a target that blinks, scenes that are cut and photos that burst apart are counted', () => {
  const blink = (times: number): NumberKey[] =>
    Array.from({ length: times * 2 }, (_, i) => ({ at: i / (times * 2 - 1), value: i % 2, ease: 'linear' }));
  assert.ok(flashesOf([{ seconds: 1, target: blink(5) }]) > MOST_FLASHES);
  assert.ok(flashesOf([{ seconds: 2, target: blink(5) }]) <= MOST_FLASHES);
  assert.ok(flashesOf([{ seconds: 1, morph: blink(5) }]) > MOST_FLASHES);
  assert.ok(flashesOf([{ seconds: 1, scatter: blink(5) }]) <= MOST_FLASHES, 'half of .2 is not a tenth of white');
  const cut = (look: 'whole' | 'landing'): Scene => ({ seconds: 0.1, camera: [{ at: 0, look }] });
  const cuts = Array.from({ length: 10 }, (_, i) => cut(i % 2 === 0 ? 'whole' : 'landing'));
  assert.ok(flashesOf(cuts) > MOST_FLASHES);
  // a target that fills a sliver of the frame lights up little of it
  assert.equal(flashesOf([{ seconds: 1, target: blink(5) }], 6), 0);
});
