import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core/internal';
import { CELLS, collection, differences, edit, make, range } from '../support/editing.js';

test('photos that were added come in only where they are clearly nearer, and only if wished', async () => {
  // cells by themselves: only then is what they cost what is sought
  const made = await make(collection(range(0, 50)), { refine: false });
  const more = collection(range(0, 80));
  const still = await edit(made, { resolve: 'none' }, more);
  assert.deepEqual([still.moved.length, still.plan.ids.length], [0, 80]);
  assert.deepEqual(differences(made.plan, still.plan), []);
  // what the photos could do is more now: the old bound does not hold
  assert.ok(still.certificate.lowerBound < made.certificate.lowerBound);

  const { plan, moved, causes, certificate, costBefore = 0 } = await edit(made, {}, more);
  assert.ok(moved.length > 5, `${moved.length} moved`);
  assert.ok(causes.every((cause) => cause === 'added'));
  for (const cell of moved) assert.ok(plan.photos[cell] >= 50, 'none but new photos come in');
  assert.ok(certificate.cost < costBefore && certificate.cost >= certificate.lowerBound);
  const all = await edit(made, { resolve: 'all' }, more);
  assert.ok(all.certificate.cost < certificate.cost && all.certificate.lowerBound <= all.certificate.cost);
});

test('photos that must be used come in when they are added', async () => {
  const made = await make(collection(range(0, 50)), { minUses: 1 });
  const { plan, moved, violations } = await edit(made, { resolve: 'none' }, collection(range(0, 60)));
  assert.deepEqual(violations, []);
  assert.equal(moved.length, 10);
  assert.equal(new Set(plan.photos).size, 60);
});

test('photos that are gone are replaced, the others stay; one that is locked is asked for', async () => {
  const made = await make(collection(range(0, 60)), { maxUses: 4 });
  const lost = new Set([made.plan.photos[10], made.plan.photos[90]]);
  const rest = collection(range(0, 60).filter((photo) => !lost.has(photo)));
  const { plan, moved, causes, costBefore, violations } = await edit(made, {}, rest);
  assert.deepEqual([violations, costBefore, plan.ids.length], [[], undefined, 58]);
  const holders = range(0, CELLS).filter((cell) => lost.has(made.plan.photos[cell]));
  for (const cell of holders) assert.equal(causes[moved.indexOf(cell)], 'gone');
  assert.ok(moved.length <= holders.length + 2);
  const locked = { ...made, plan: { ...made.plan, locked: new Uint8Array(CELLS).fill(1, 10, 11) } };
  await assert.rejects(edit(locked, {}, rest), (error) => error instanceof MosaicError && error.code === 'not-found');
  // and the way out that is named works
  const unlocked = await edit(locked, { unlock: [10] }, rest);
  assert.deepEqual([unlocked.violations, unlocked.plan.locked], [[], undefined]);
  const pinned = made.plan.rules.pinned.with(90, made.plan.photos[90]);
  const pins = { ...made, plan: { ...made.plan, rules: { ...made.plan.rules, pinned } } };
  await assert.rejects(edit(pins, {}, rest), (error) => error instanceof MosaicError && error.code === 'not-found');
  const unpinned = await edit(pins, { unpin: [90] }, rest);
  assert.deepEqual([unpinned.violations, unpinned.plan.rules.pinned[90]], [[], -1]);
});

test('a crop that is no view of these settings stays as it is', async () => {
  const made = await make(collection(range(0, 60)), {});
  const crops = made.plan.crops.slice();
  crops.set([0.123, 0.234, 0.345, 0.456], 40);
  crops.set([0.123, 0.234, 0.345, 0.456], 44);
  const odd = { ...made, plan: { ...made.plan, crops, mirrored: made.plan.mirrored.with(10, 1) } };
  const { plan, moved, certificate } = await edit(odd, { swaps: [{ cell: 70, photo: 2 }] });
  assert.ok(!moved.includes(10) && !moved.includes(11));
  assert.deepEqual(plan.crops.subarray(40, 48), crops.subarray(40, 48));
  // it does not cost what the certificate says: that is of another plan, and its bound with it
  assert.ok(certificate.lowerBound > 0 && certificate.cost !== odd.certificate.cost);
});

test('a photo that was added joins the group of its near-duplicate; groups of old stay, whatever a library says now', async () => {
  const made = await make(collection(range(0, 40)), {});
  // the photos that came look like photos 5 and 5, 80 and 81 are alike; 7 and 8 are held to be alike now
  const more = collection([...range(0, 40), 78, 79, 80, 81]);
  const groups = more.library.groups.slice();
  groups.set([5, 5, 42, 42], 40);
  groups[8] = 7;
  const { plan } = await edit(made, { resolve: 'none' }, { ...more, library: { ...more.library, groups } });
  assert.deepEqual(Array.from(plan.groups.subarray(0, 40)), Array.from(made.plan.groups));
  assert.deepEqual(Array.from(plan.groups.subarray(40)), [5, 5, 42, 42]);
});
