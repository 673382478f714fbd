import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutOf, type Plan, UNLIMITED, verifyCertificate, verifyPlan } from '@tesserae/core/internal';
import { hurryClock, watchedSignal } from '@tesserae/testing';

/** 6 × 4 cells, photos 0 … 23 each once, of 30. */
function soundPlan(): Plan {
  const cells = 24;
  const ids = Array.from({ length: 30 }, (_, i) => i.toString(16).padStart(64, '0'));
  return {
    layout: layoutOf({ kind: 'grid', columns: 6, rows: 4, cell: [1, 1] }, 60, 40),
    photos: Uint32Array.from({ length: cells }, (_, i) => i),
    ids,
    crops: Float32Array.from({ length: cells * 4 }, (_, i) => [0.19, 0, 0.81, 1][i % 4]),
    mirrored: Uint8Array.from({ length: cells }, (_, i) => i & 1),
    tint: new Float32Array(cells * 3).fill(1),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(30).fill(1).fill(0, 24),
      maxUses: new Uint32Array(30).fill(2).fill(UNLIMITED, 0, 2).fill(0, 29),
      spacing: 2,
      pinned: new Int32Array(cells).fill(-1).fill(7, 7, 8),
    },
    groups: Uint32Array.from(ids, (_, i) => i),
    seed: 1,
  };
}

const broken = async (change: (plan: Plan) => Partial<Plan>): Promise<string[]> => {
  const plan = soundPlan();
  return (await verifyPlan({ ...plan, ...change(plan) })).map(({ rule }) => rule);
};

test('a sound plan has no violations', async () => {
  assert.deepEqual(await verifyPlan(soundPlan()), []);
});

for (const [claim, expected, change] of [
  [
    'no photo above its maximum',
    ['max-uses'],
    ({ photos, rules }: Plan) => ({
      photos: photos.with(20, 3).with(23, 3),
      rules: { ...rules, minUses: new Uint32Array(30), spacing: 0 },
    }),
  ],
  ['none below its minimum', ['min-uses'], ({ photos }: Plan) => ({ photos: photos.with(23, 25) })],
  ['banned photos are absent', ['banned', 'min-uses'], ({ photos }: Plan) => ({ photos: photos.with(23, 29) })],
  ['no repeat within the spacing', ['min-uses', 'spacing'], ({ photos }: Plan) => ({ photos: photos.with(14, 0) })],
  ['nor to the lower left', ['min-uses', 'spacing'], ({ photos }: Plan) => ({ photos: photos.with(12, 2) })],
  ['nor of a group', ['spacing'], ({ groups }: Plan) => ({ groups: groups.with(8, 0) })],
  [
    'pinned photos stay',
    ['pinned', 'pinned'],
    ({ photos }: Plan) => ({
      photos: photos.with(7, 8).with(8, 7),
      rules: { ...soundPlan().rules, pinned: soundPlan().rules.pinned.with(8, 8) },
    }),
  ],
  ['a crop begins in its photo', ['crop'], ({ crops }: Plan) => ({ crops: crops.with(0, -0.01) })],
  ['ends in it', ['crop'], ({ crops }: Plan) => ({ crops: crops.with(4, 0.191) })],
  ['and is not empty', ['crop'], ({ crops }: Plan) => ({ crops: crops.with(7, 0) })],
  ['a photo is mirrored or not', ['mirrored'], ({ mirrored }: Plan) => ({ mirrored: mirrored.with(3, 2) })],
  ['a tint is a gain', ['tint'], ({ tint }: Plan) => ({ tint: tint.with(5, 0) })],
  ['ids are unique', ['ids'], ({ ids }: Plan) => ({ ids: ids.with(28, ids[27]) })],
  ['and ascend', ['ids'], ({ ids }: Plan) => ({ ids: ids.with(29, ids[0].replace(/^0/, '/')) })],
] as const) {
  test(`verify: ${claim}`, async () => {
    assert.deepEqual(await broken(change), expected);
  });
}

test('a repeat three cells away is none, and violations name their cells', async () => {
  assert.deepEqual(await broken(({ photos }) => ({ photos: photos.with(3, 0) })), ['min-uses']);
  const plan = soundPlan();
  const [, spacing] = await verifyPlan({ ...plan, photos: plan.photos.with(14, 0) });
  assert.deepEqual([spacing.cell, spacing.photo], [0, 0]);
  assert.deepEqual(spacing.values, { name: 'r1c1', other: 'r3c3', spacing: 2, same: 1 });
});

/** Ten thousand cells; repeats are ten rows apart. */
function largePlan(): Plan {
  const side = 100;
  const cells = side * side;
  const count = 1007;
  const groups = Uint32Array.from({ length: count }, (_, i) => i);
  return {
    layout: layoutOf({ kind: 'grid', columns: side, rows: side, cell: [1, 1] }, side, side),
    photos: Uint32Array.from({ length: cells }, (_, i) => i % count),
    ids: Array.from(groups, (photo) => photo.toString(16).padStart(64, '0')),
    crops: Float32Array.from({ length: cells * 4 }, (_, i) => (i % 4 < 2 ? 0 : 1)),
    mirrored: new Uint8Array(cells),
    tint: new Float32Array(cells * 3).fill(1),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(count),
      maxUses: new Uint32Array(count).fill(100),
      spacing: 2,
      pinned: new Int32Array(cells).fill(-1),
      groupBudget: true,
    },
    groups,
    seed: 1,
  };
}

test('an abort is heard: every few hundred cells the event loop has its turn, and the signal is looked at', async (t) => {
  hurryClock(t);
  const plan = largePlan();
  const watched = watchedSignal();
  assert.deepEqual(await verifyPlan(plan, watched), []);
  assert.ok(watched.looks() >= (3 * plan.photos.length) / 512, `${watched.looks()} looks`);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 0);
  await assert.rejects(verifyPlan(plan, stop), { code: 'aborted' });
});

test('a certificate that contradicts itself is found out', () => {
  const sound = { cost: 12, lowerBound: 10, gap: 12 / 10 - 1, spaced: true, steps: 60, converged: false };
  const rules = (change: object): number => verifyCertificate({ ...sound, ...change }).length;
  assert.equal(rules({}), 0);
  assert.equal(rules({ cost: 10, gap: 0 }), 0);
  // below the bound, although the gap agrees
  const [below] = verifyCertificate({ ...sound, cost: 9, gap: 9 / 10 - 1 });
  assert.deepEqual(below.values, { cost: 9, lowerBound: 10 });
  assert.equal(rules({ gap: 0.1 }), 1);
  assert.equal(rules({ cost: Number.NaN }), 2);
  // a bound of 0: the gap is infinite, and nothing is wrong with that
  assert.equal(rules({ cost: 5, lowerBound: 0, gap: Number.POSITIVE_INFINITY }), 0);
});
