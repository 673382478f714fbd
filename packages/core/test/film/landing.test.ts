import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellRect,
  chooseLanding,
  findLanding,
  layoutOf,
  type Plan,
  photoRect,
  randomFrom,
  resolveScript,
  UNLIMITED,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

/** 20 × 15 cells, each with its own photo, uncropped. */
function planOf(changes: Partial<Plan> = {}): Plan {
  const cells = 300;
  const ids = Array.from({ length: cells }, (_, i) => i.toString(16).padStart(4, '0').repeat(16));
  return {
    layout: layoutOf({ kind: 'grid', columns: 20, rows: 15, cell: [4, 3] }, 800, 450),
    photos: Uint32Array.from({ length: cells }, (_, i) => i),
    ids,
    crops: Float32Array.from({ length: cells * 4 }, (_, i) => (i % 4 < 2 ? 0 : 1)),
    mirrored: new Uint8Array(cells),
    tint: new Float32Array(cells * 3).fill(1),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(cells),
      maxUses: new Uint32Array(cells).fill(UNLIMITED),
      spacing: 0,
      pinned: new Int32Array(cells).fill(-1),
      groupBudget: true,
    },
    groups: Uint32Array.from({ length: cells }, (_, i) => i),
    seed: 1,
    ...changes,
  };
}

const FRAME = { width: 1280, height: 720 };
const large = () => ({ width: 4000, height: 3000 });

/** From the middle, in sides of the mosaic. */
function distance(cell: number): number {
  return Math.hypot((cell % 20) + 0.5 - 10, ((Math.floor(cell / 20) + 0.5 - 7.5) * 20) / 15);
}

test('where all photos are alike, the middle is chosen', () => {
  assert.equal(chooseLanding({ plan: planOf(), frame: FRAME, sizes: large }), 7 * 20 + 9);
});

test('a camera that goes into a cell goes into one that shows all of its photo', () => {
  const plan = planOf();
  const crops = plan.crops.slice().map((value, i) => (i % 4 > 1 ? 0.6 : value));
  const whole = 7 * 20 + 13;
  crops.set([0, 0, 1, 1], whole * 4);
  assert.equal(chooseLanding({ plan: { ...plan, crops }, frame: FRAME, sizes: large, within: true }), whole);
  assert.notEqual(chooseLanding({ plan: { ...plan, crops }, frame: FRAME, sizes: large }), whole);
});

test('no other cell is better in one way and as good in all others: match, pixels, not mirrored, vivid, near the middle', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const draw = () => Float32Array.from({ length: 300 }, () => Math.floor(random() * 6));
      const [costs, widths, mirrors, vivid] = [draw(), draw(), draw(), draw()];
      const plan = planOf({ mirrored: Uint8Array.from(mirrors, (value) => (value < 3 ? 1 : 0)) });
      // beyond the width of the frame, more pixels are no better
      const sizes = (photo: number) => ({ width: 300 * (1 + widths[photo]), height: 225 * (1 + widths[photo]) });
      const chosen = chooseLanding({ plan, frame: FRAME, sizes, costs, vivid });
      const virtues = (cell: number) => [
        -costs[cell],
        Math.min(1280, sizes(cell).width),
        -plan.mirrored[cell],
        vivid[cell],
        -distance(cell),
      ];
      const own = virtues(chosen);
      for (let cell = 0; cell < 300; cell++) {
        const other = virtues(cell);
        const isAsGood = other.every((value, i) => value >= own[i]);
        assert.ok(!isAsGood || other.every((value, i) => value === own[i]), `${own} but ${other}`);
      }
    }),
  );
});

test('a photo of the frame’s shape is better than one of which the frame shows a sliver; one seen once better than a hundredfold', () => {
  const plan = planOf();
  const [left, right] = [7 * 20 + 9, 7 * 20 + 10];
  const wide = (photo: number) => (photo === right ? { width: 4000, height: 2250 } : { width: 4000, height: 3000 });
  const shown = Float32Array.from(plan.crops);
  // the right one's cell shows three quarters of a wide photo: the whole is 16:9
  shown.set([0.125, 0, 0.75, 1], right * 4);
  assert.equal(chooseLanding({ plan: { ...plan, crops: shown }, frame: FRAME, sizes: wide }), right);
  // of two that are alike, the vivid one
  const vivid = Float32Array.from(plan.ids, (_, photo) => (photo === right ? 0.3 : 0.1));
  assert.equal(chooseLanding({ plan, frame: FRAME, sizes: large, vivid }), right);
  const photos = plan.photos.map((photo, cell) => (cell < 100 ? left : photo));
  assert.equal(chooseLanding({ plan: { ...plan, photos }, frame: FRAME, sizes: large }), right);
});

test('the whole photo lies around its cell, mirrored or not', () => {
  const share = evenly(0, 0.5);
  fc.assert(
    fc.property(share, share, fc.nat(299), fc.nat(1), (x, y, cell, mirror) => {
      const plan = planOf({ mirrored: new Uint8Array(300).fill(mirror) });
      plan.crops.set([x, y, 0.5, 0.25], cell * 4);
      const [at, whole] = [cellRect(plan.layout.shape, cell), photoRect(plan, cell)];
      // what the cell shows of the whole is the crop, from the other side if it is mirrored
      const left = (at.x - whole.x) / whole.w;
      assert.ok(Math.abs((mirror === 1 ? 1 - left - 0.5 : left) - x) < 1e-6);
      assert.ok(Math.abs((at.y - whole.y) / whole.h - y) < 1e-6);
      assert.ok(Math.abs(at.w / whole.w - 0.5) < 1e-6 && Math.abs(at.h / whole.h - 0.25) < 1e-6);
    }),
  );
});

test('landings are named by their cell, or by the start of a hash: then the cell nearest to the middle', () => {
  const plan = planOf();
  const photos = plan.photos.map((photo, cell) => (cell === 150 || cell === 299 ? 0 : photo));
  const twice = { ...plan, photos };
  assert.equal(findLanding('r8c11', plan), 150);
  assert.equal(findLanding('R15C20', plan), 299);
  assert.equal(findLanding('00960096', plan), 150);
  assert.equal(findLanding('00000000', twice), 150, 'also r1c1 and r15c20 show it');
  assert.equal(findLanding('0096', plan), 150);
  const refusals: [string, object][] = [
    ['r16c1', { expected: 'a cell from r1c1 to r15c20', received: 'r16c1' }],
    ['r0c1', { expected: 'a cell from r1c1 to r15c20', received: 'r0c1' }],
    ['beach', { expected: /^a cell as r12c40 or /, received: /^"beach", which no photo/ }],
    ['009', { received: /^"009", / }],
    ['ffff', { received: /^"ffff", which no photo/ }],
  ];
  for (const [name, fields] of refusals) {
    assert.throws(() => findLanding(name, plan), { code: 'settings', subject: 'landing', ...fields }, name);
  }
  const similar = { ...plan, ids: plan.ids.map((id) => `abcd${id.slice(4)}`) };
  assert.throws(() => findLanding('abcd', similar), { received: /^"abcd", with which 300 photos/ });
});

test('looks at photos become looks at cells, each refused by its path', () => {
  const camera = [
    { at: 0, look: 'whole' },
    { at: 0.5, look: { photo: '0096' } },
    { at: 1, look: { cell: 'r1c2' } },
  ] as const;
  const script = { version: 1, background: '#000000', scenes: [{ seconds: 1 }, { seconds: 2, camera }] } as const;
  const looks = resolveScript(script, planOf()).scenes[1].camera?.map(({ look }) => look);
  assert.deepEqual(looks, ['whole', { cell: 'r8c11' }, { cell: 'r1c2' }]);
  const at = (look: { cell: string } | { photo: string }) => () =>
    resolveScript({ ...script, scenes: [{ seconds: 1, camera: [{ at: 0, look }] }] }, planOf());
  const subject = 'scenes[0].camera[0].look';
  assert.throws(at({ cell: 'r99c1' }), { subject, expected: 'a cell from r1c1 to r15c20' });
  assert.throws(at({ photo: 'abcd' }), { subject, received: /^"abcd"/ });
});
