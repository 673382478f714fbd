import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellsNamed,
  type Edit,
  type EditResult,
  editPlan,
  MosaicError,
  parseSettings,
  randomFrom,
  squareGrid,
  UNLIMITED,
  verifyCertificate,
  verifyPlan,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import {
  CELLS,
  COLUMNS,
  collection,
  differences,
  distance,
  edit,
  make,
  type Origin,
  ROWS,
  range,
  TARGET,
} from '../support/editing.js';

const KINDS: readonly object[] = [
  {},
  { maxUses: 4 },
  { maxUses: 3, minUses: 1, spacing: 3, seed: 5 },
  { minUses: 1 },
  { match: 'mean', space: 'lab', views: 'whole' },
  { maxUses: 6, groupBudget: true },
  { tint: 1.15, effort: 'fast' },
];

/** Input → the plan that all tests of it begin with. */
const made = new Map<object, Promise<Origin>>();

async function makeKind(input: object): Promise<Origin> {
  const its = made.get(input) ?? make(collection(range(0, 60), 'groupBudget' in input), input);
  made.set(input, its);
  return await its;
}

for (const input of KINDS) {
  test(`without an edit nothing moves, nor does the certificate: ${JSON.stringify(input)}`, async () => {
    const made = await makeKind(input);
    const { plan, certificate, moved, causes, costBefore, violations } = await edit(made, {});
    assert.deepEqual(plan, made.plan);
    assert.deepEqual([moved.length, causes, violations], [0, [], []]);
    assert.equal(costBefore, made.certificate.cost);
    assert.deepEqual(certificate, made.certificate);
    assert.deepEqual(verifyCertificate(certificate), []);
  });

  test(`a swap moves the cells whose rules break, and no other: ${JSON.stringify(input)}`, async () => {
    const made = await makeKind(input);
    const { rules, groups, photos } = made.plan;
    const uses = new Uint32Array(60);
    for (const photo of photos) uses[photo]++;
    for (const [cell, photo] of [
      [0, 7],
      [58, 31],
      [CELLS - 1, photos[CELLS - 2]],
      [40, photos[41]],
      [41, photos[41]],
    ]) {
      const out = await edit(made, { swaps: [{ cell, photo }] });
      assert.equal(out.plan.photos[cell], photo);
      assert.deepEqual(out.violations, []);
      assert.deepEqual(verifyCertificate(out.certificate), []);
      assert.deepEqual(Array.from(out.moved), differences(made.plan, out.plan));
      const near = range(0, CELLS).filter(
        (other) => other !== cell && distance(other, cell) <= rules.spacing && groups[photos[other]] === groups[photo],
      );
      const others = Array.from(out.moved).filter((other) => other !== cell && !near.includes(other));
      // one more for a use too many, one for a photo that must be used again; a chain where few uses are left
      const tight = rules.maxUses[0] !== UNLIMITED || rules.minUses[0] > 0;
      assert.ok(others.length <= (tight ? 2 : 0), `${others.length} others moved`);
    }
  });
}

test('rules, locks, pins and bans are kept in whatever is edited', async () => {
  const plans = await Promise.all(KINDS.map(makeKind));
  const counts = { done: 0, refused: 0, moved: 0 };
  const cases = fc.record({
    kind: fc.nat(KINDS.length - 1),
    seed: fc.nat(),
    resolve: fc.constantFrom('none', 'added'),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ kind, seed, resolve }) => {
      const made = plans[kind];
      const random = randomFrom(seed);
      const draw = (n: number): number => Math.floor(random() * n);
      const some = <T>(n: number, one: () => T): T[] => Array.from({ length: draw(n + 1) }, one);
      const into = collection(
        [...range(0, 60), ...some(8, () => 60 + draw(30))]
          .sort((a, b) => a - b)
          .filter((x, i, all) => x !== all[i - 1]),
        kind === 5,
      );
      const count = into.library.ids.length;
      const wish: Edit = {
        swaps: some(2, () => ({ cell: draw(CELLS), photo: draw(count) })),
        pins: some(2, () => ({ cell: draw(CELLS), photo: draw(count) })),
        ban: some(4, () => draw(60)),
        lock: some(20, () => draw(CELLS)),
        resolve: resolve as Edit['resolve'],
      };
      let out: EditResult;
      try {
        out = await edit(made, wish, into);
      } catch (error) {
        assert.ok(error instanceof MosaicError && error.code === 'rules-impossible', String(error));
        assert.ok(error.waysOut.length > 0, `a way out: ${error.message}`);
        counts.refused++;
        return;
      }
      counts.done++;
      counts.moved += out.moved.length;
      const { plan, violations, certificate } = out;
      assert.deepEqual(violations, []);
      assert.deepEqual(await verifyPlan(plan), []);
      assert.deepEqual(verifyCertificate(certificate), []);
      assert.ok(certificate.lowerBound <= certificate.cost);
      const put = new Map([...(wish.pins ?? []), ...(wish.swaps ?? [])].map(({ cell, photo }) => [cell, photo]));
      for (const [cell, photo] of put) assert.equal(plan.photos[cell], photo);
      for (const { cell, photo } of wish.pins ?? []) assert.equal(plan.rules.pinned[cell], photo);
      for (const photo of wish.ban ?? []) assert.ok(!plan.photos.includes(photo) && plan.rules.maxUses[photo] === 0);
      const changed = differences(made.plan, plan);
      assert.deepEqual(Array.from(out.moved), changed);
      for (const cell of wish.lock ?? []) {
        assert.equal(plan.locked?.[cell], 1);
        assert.ok(put.has(cell) || !changed.includes(cell), `the locked cell ${cell} moved`);
      }
      // kept by a later edit as well
      const later = await editPlan({
        ...{ plan, certificate, target: TARGET, ...into, settings: parseSettings({ columns: COLUMNS, ...made.input }) },
        edit: { resolve: 'all' },
      });
      assert.deepEqual(later.violations, []);
      const after = differences(plan, later.plan);
      for (const cell of wish.lock ?? []) assert.ok(!after.includes(cell), 'a lock is remembered');
      for (const { cell, photo } of wish.pins ?? []) assert.equal(later.plan.photos[cell], photo);
    }),
    { numRuns: 40 },
  );
  assert.ok(counts.done > 10 && counts.moved > 20, JSON.stringify(counts));
});

test('the same edit gives the same bytes', async () => {
  const made = await make(collection(range(0, 60)), { maxUses: 3 });
  const wish = { ban: [3, 4, 5, 6, 7, 8, 9, 10], swaps: [{ cell: 5, photo: 20 }] };
  const [a, b] = [await edit(made, wish), await edit(made, wish)];
  assert.deepEqual(a, b);
  assert.ok(a.moved.length > 8);
  for (const [i, cell] of a.moved.entries()) {
    const cause = a.causes[i];
    if (cause === 'ban') assert.ok(made.plan.photos[cell] >= 3 && made.plan.photos[cell] <= 10);
    else assert.ok(cause === (cell === 5 ? 'swap' : cause) && ['swap', 'spacing', 'max-uses', 'room'].includes(cause));
  }
});

test('what was taken back is free again', async () => {
  const made = await make(collection(range(0, 60)), {});
  const used = made.plan.photos[30];
  const first = await edit(made, {
    ban: [used],
    lock: cellsNamed('r1c1:r9c9', squareGrid(COLUMNS, ROWS)),
    pins: [{ cell: 100, photo: 3 }],
  }).catch(() => undefined);
  assert.equal(first, undefined, 'the photo to ban stands in a locked cell');
  const banned = await edit(made, { ban: [used], pins: [{ cell: 100, photo: 3 }] });
  const back = { ...banned, input: {}, from: made.from };
  const free = await edit(back as unknown as Origin, {
    unban: [used],
    unpin: [100],
    unlock: range(0, CELLS),
    resolve: 'all',
  });
  assert.deepEqual(free.plan.rules, made.plan.rules);
  assert.deepEqual(free.plan.photos, made.plan.photos, 'sought anew, it is the first one again');
  assert.deepEqual(free.certificate, made.certificate);
  assert.ok(free.causes.every((cause) => cause === 'anew'));
});
