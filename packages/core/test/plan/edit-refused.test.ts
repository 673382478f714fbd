import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePlan, type Edit, encodePlan } from '@tesserae/core/internal';
import { CELLS, collection, edit, make, range } from '../support/editing.js';

const refused = (fields: object) => ({ code: 'rules-impossible', ...fields });

test('what cannot be is refused, with what can', async () => {
  const made = await make(collection(range(0, 30)), { spacing: 2, maxUses: 8 });
  const { photos } = made.plan;
  const cases: [Partial<Edit>, object][] = [
    [
      { swaps: [{ cell: 0, photo: 3 }], ban: [3] },
      { subject: 'swap', received: /^r1c1: .* banned/, waysOut: [{ omit: 'ban' }] },
    ],
    [
      {
        swaps: [
          { cell: 0, photo: 3 },
          { cell: 0, photo: 4 },
        ],
      },
      { subject: 'swap', received: 'r1c1: two' },
    ],
    [
      {
        pins: [
          { cell: 5, photo: 3 },
          { cell: 6, photo: 3 },
        ],
      },
      { subject: 'r1c7', received: /r1c6/, waysOut: [{ use: 'r1c9, the nearest cell where it may stand' }] },
    ],
    [
      { lock: [14], swaps: [{ cell: 13, photo: photos[14] }] },
      { subject: 'r2c2', received: /r2c3, .*locked/ },
    ],
    [
      { lock: [14], ban: [photos[14]] },
      { subject: 'ban', received: /r2c3, .*locked/, waysOut: [{ omit: 'ban' }, { give: 'unlock', as: 'r2c3' }] },
    ],
    [
      { ban: range(0, 20) },
      {
        subject: 'maxUses',
        received: /^10 photos used at most 8 times, .* 80$/,
        waysOut: [
          { set: 'maxUses', atLeast: 11 },
          { set: 'columns', atMost: 10 },
        ],
      },
    ],
    [
      { ban: range(0, 24), bounds: { maxUses: 'unlimited' } },
      { subject: 'spacing', expected: /^at least 9 photos/, waysOut: [{ set: 'spacing', to: 1 }, { add: 'photos' }] },
    ],
  ];
  for (const [wish, fields] of cases) await assert.rejects(edit(made, wish), refused(fields), JSON.stringify(wish));
  const locked = { ...made, plan: { ...made.plan, locked: new Uint8Array(CELLS).fill(1) } };
  await assert.rejects(
    edit(locked, { swaps: [{ cell: 7, photo: 1 }] }),
    refused({ subject: 'swap', waysOut: [{ give: 'unlock', as: 'r1c8' }] }),
  );
  const pinned = {
    ...made,
    plan: { ...made.plan, rules: { ...made.plan.rules, pinned: new Int32Array(CELLS).fill(-1).with(7, photos[7]) } },
  };
  const other = (photos[7] + 1) % 30;
  await assert.rejects(
    edit(pinned, { swaps: [{ cell: 7, photo: other }] }),
    refused({ subject: 'swap', waysOut: [{ give: 'unpin', as: 'r1c8' }] }),
  );
});

test('bounds can be widened by an edit that needs it', async () => {
  const made = await make(collection(range(0, 30)), { spacing: 2, maxUses: 8 });
  const input = { spacing: 1, maxUses: 12 };
  const out = await edit({ ...made, input }, { ban: range(0, 18), bounds: input });
  assert.deepEqual(out.violations, []);
  assert.deepEqual([out.plan.rules.spacing, Math.max(...out.plan.rules.maxUses)], [1, 12]);
  for (const cell of out.moved) assert.ok(made.plan.photos[cell] < 18 || out.causes.includes('room'));
});

test('locks go into the file and come back, and a plan without them has no such line', async () => {
  const made = await make(collection(range(0, 40)), {});
  const { plan, certificate } = await edit(made, { lock: [3, 4, 15] });
  const file = {
    plan,
    ...{ target: { path: 't', sha256: 'x', width: 1, height: 1 }, library: 'l', paths: plan.ids },
    ...{ settings: {}, certificate, violations: [], metrics: null },
  };
  const text = encodePlan(file);
  assert.deepEqual(decodePlan(text), file);
  assert.ok(!encodePlan({ ...file, plan: made.plan }).includes('locked'));
  assert.throws(() => decodePlan(text.replace(/"locked": \[0/, '"locked": [2')), {
    code: 'not-a-plan',
    subject: 'locked',
  });
});
