import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advise,
  decodePlan,
  encodePlan,
  movingMosaic,
  type Plan,
  parseSettings,
  verifyPlan,
} from '@tesserae/core/internal';
import { COLUMNS, type Collection, collection, edit, make, ROWS, range, TARGET } from '../support/editing.js';
import { walker } from '../support/steps.js';

const CELLS = COLUMNS * ROWS + Math.floor(ROWS / 2);
const brick = { layout: 'brick' };

/** What is wrong with a plan, by boxes alone: repeats that are too near, and parts of another form than their cell. */
function faults({ layout, photos, groups, crops, rules }: Plan, { library }: Collection): string[] {
  const found: string[] = [];
  const walk = walker(layout);
  photos.forEach((photo, cell) => {
    for (const other of walk(cell, rules.spacing).keys()) {
      if (rules.spacing > 0 && other > cell && groups[photos[other]] === groups[photo]) found.push(`${cell}, ${other}`);
    }
    const [, , w, h] = crops.subarray(cell * 4, cell * 4 + 4);
    const shown = (w * library.sizes[photo * 2]) / (h * library.sizes[photo * 2 + 1]);
    const box = layout.boxes[cell * 4 + 2] / layout.boxes[cell * 4 + 3];
    if (Math.abs(shown - box) > 1e-4) found.push(`${cell} shows ${shown} in ${box}`);
  });
  return found;
}

for (const input of [
  {},
  { match: 'mean' },
  { maxUses: 3, minUses: 1, spacing: 2 },
  { spacing: 4, refine: false },
  { spacing: 3, maxUses: 6, groupBudget: true },
  { views: 'whole', spacing: 1, effort: 'fast' },
]) {
  test(`bricks of ${JSON.stringify(input)} obey their rules, and photos are cut for whole and half ones`, async () => {
    const from = collection(range(0, 90), 'groupBudget' in input);
    const { plan, certificate, violations } = await make(from, { ...brick, ...input });
    assert.equal(plan.photos.length, CELLS);
    assert.equal(plan.layout.shape.kind, 'brick');
    assert.deepEqual(violations, []);
    assert.deepEqual(faults(plan, from), []);
    assert.ok(certificate.cost >= certificate.lowerBound && certificate.lowerBound > 0);
    assert.deepEqual((await make(from, { ...brick, ...input })).plan, plan);
  });
}

test('few photos: the spacing that bricks can keep is told by arithmetic, and found', async () => {
  // seven bricks are all within two steps of one another
  for (const [photos, spacing] of [
    [7, 2],
    [6, 1],
    [3, 1],
    [2, 0],
  ]) {
    const from = collection(range(0, photos));
    const { plan, violations } = await make(from, { ...brick, spacing });
    assert.equal(plan.rules.spacing, spacing, `${photos} photos`);
    assert.deepEqual([...violations, ...faults(plan, from)], []);
    await assert.rejects(make(from, { ...brick, spacing: spacing + 1 }), {
      code: 'rules-impossible',
      waysOut: [{ set: 'spacing', to: spacing }, { add: 'photos' }],
    });
    // left to the program, it is no more than suits so few
    assert.equal((await make(from, brick)).plan.rules.spacing, Math.min(1, spacing), `${photos} photos`);
  }
});

test('a plan of bricks is read as it was written', async () => {
  const { plan } = await make(collection(range(0, 60)), brick);
  const target = { path: 't.png', sha256: 'f'.repeat(64), width: TARGET.width, height: TARGET.height };
  const file = { plan, target, library: 'l', paths: plan.ids, settings: brick, certificate: null, violations: [] };
  assert.deepEqual(decodePlan(encodePlan({ ...file, metrics: null })).plan, plan);
});

test('edits of bricks: nothing moves without need, and what moves obeys the rules', async () => {
  const from = collection(range(0, 90));
  const made = await make(from, { ...brick, maxUses: 4 });
  assert.deepEqual((await edit(made, {})).moved, new Uint32Array());
  // half cells are the first and the last of the second row
  const half = COLUMNS;
  const gone = made.plan.photos[half];
  const edited = await edit(made, {
    ban: [gone],
    lock: [0],
    swaps: [{ cell: 2 * COLUMNS, photo: made.plan.photos[60] }],
  });
  assert.ok(!edited.plan.photos.includes(gone) && edited.moved.includes(half));
  assert.equal(edited.plan.photos[2 * COLUMNS], made.plan.photos[60]);
  assert.deepEqual([...edited.violations, ...faults(edited.plan, from)], []);
  // other settings describe other parts: those that stand there are found again, for cells of either form
  const whole = await edit({ ...made, input: { ...made.input, views: 'whole' } }, { bounds: { spacing: 3 } });
  assert.deepEqual([...whole.violations, ...faults(whole.plan, from)], []);
});

test('a moving mosaic of bricks, and what photos lack for one', async () => {
  const from = collection(range(0, 90));
  const settings = parseSettings({ ...brick, columns: COLUMNS, maxUses: 5 });
  const { width, height } = TARGET;
  const shape = { kind: 'brick', columns: COLUMNS, rows: ROWS, cell: [1, 1] } as const;
  const steadiness = { margin: 0.1, budget: 0.2 };
  const mosaic = await movingMosaic({ ...from, shape, size: { width, height }, settings, steadiness });
  const lighter = { ...TARGET, data: TARGET.data.map((value) => Math.min(255, value + 20)) };
  const frames = (async function* () {
    yield* [TARGET, lighter, lighter];
  })();
  let count = 0;
  for await (const frame of mosaic.follow(frames)) {
    const plan = mosaic.plan(frame);
    assert.deepEqual([...(await verifyPlan(plan)), ...faults(plan, from)], []);
    if (count++ > 0) assert.ok(frame.isCut || frame.changed.length <= 0.2 * CELLS);
  }
  assert.equal(count, 3);
  assert.ok((await advise({ ...from, target: TARGET, settings })).difference > 0);
});
