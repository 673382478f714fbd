import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodePlan,
  encodePlan,
  layoutOf,
  MosaicError,
  makePlan,
  type PhotoSource,
  type Plan,
  parseSettings,
  type Raster,
  UNLIMITED,
  verifyPlan,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

/** A collection of `count` synthetic photos, 40 × 30 and 30 × 40 in turn, that are their own thumbnails. */
function collection(count: number) {
  const rasters: Raster[] = Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? syntheticPhoto(i, 40, 30) : syntheticPhoto(i, 30, 40),
  );
  const photos: PhotoSource = {
    thumbnails: async (first, n) => rasters.slice(first, first + n),
    view: async () => assert.fail('a plan needs no pixels but thumbnails'),
  };
  const library = {
    ids: rasters.map((_, i) => i.toString(16).padStart(64, '0')),
    sizes: Uint32Array.from(rasters.flatMap(({ width, height }) => [width, height])),
    groups: Uint32Array.from(rasters, (_, i) => i),
  };
  return { library, photos };
}

const make = async (count: number, input: object, target = syntheticPhoto(99, 90, 60)) =>
  (await makePlan({ target, ...collection(count), settings: parseSettings(input) })).plan;

for (const input of [
  {},
  { match: 'mean', space: 'srgb' },
  { match: 'mean', space: 'lab', shape: '3:2' },
  { maxUses: 3, minUses: 1, seed: 4 },
  { minUses: 2, spacing: 1 },
]) {
  test(`a plan of ${JSON.stringify(input)} obeys its rules and is the same each time`, async () => {
    const plan = await make(70, { columns: 15, ...input });
    assert.deepEqual(await verifyPlan(plan), []);
    const { rows } = plan.layout.shape;
    assert.equal(rows, 'shape' in input ? 15 : 10);
    assert.equal(plan.photos.length, 15 * rows);
    assert.deepEqual(await make(70, { columns: 15, ...input }), plan);
  });
}

test('the certificate is the sum over the cells, not below its bound, and says how that was found', async () => {
  for (const input of [
    {},
    { maxUses: 3, refine: false },
    { spacing: 0, refine: false },
    { match: 'mean', refine: false },
  ]) {
    const settings = parseSettings({ columns: 15, ...input });
    const { certificate, violations } = await makePlan({
      target: syntheticPhoto(99, 90, 60),
      ...collection(70),
      settings,
    });
    const { cost, lowerBound, gap, spaced, steps, converged } = certificate;
    assert.deepEqual(violations, []);
    assert.ok(lowerBound > 0 && cost >= lowerBound);
    assert.equal(gap, cost / lowerBound - 1);
    // mean colours are assigned without lists
    assert.equal(spaced, !('match' in input));
    assert.deepEqual([steps > 0, converged], 'match' in input || 'spacing' in input ? [false, true] : [true, false]);
    if ('spacing' in input) assert.equal(gap, 0, 'each cell has its nearest view');
  }
});

test('own rules stand in place of the settings’, and must be for these photos and cells', async () => {
  const settings = parseSettings({ columns: 15 });
  const input = { target: syntheticPhoto(99, 90, 60), ...collection(70), settings };
  const free = (await makePlan(input)).plan;
  const banned = free.photos[0];
  const maxUses = free.rules.maxUses.with(banned, 0);
  const minUses = free.rules.minUses.with(11, 2);
  const pinned = free.rules.pinned.with(77, 12);
  const { plan } = await makePlan({ ...input, rules: { maxUses, minUses, pinned } });
  assert.deepEqual(await verifyPlan(plan), []);
  assert.deepEqual([plan.rules.maxUses, plan.rules.minUses, plan.rules.pinned], [maxUses, minUses, pinned]);
  assert.ok(!plan.photos.includes(banned) && plan.photos[77] === 12);
  assert.ok(plan.photos.filter((photo) => photo === 11).length >= 2);
  for (const rules of [
    { maxUses: new Uint32Array(69) },
    { pinned: new Int32Array(10) },
    { pinned: pinned.with(3, 70) },
  ]) {
    await assert.rejects(makePlan({ ...input, rules }), { code: 'shape', subject: /^rules/ });
  }
});

test('every crop has the cell’s aspect and lies in its photo', async () => {
  const plan = await make(30, { columns: 12, shape: '3:2' });
  const { library } = collection(30);
  plan.photos.forEach((photo, cell) => {
    const [x, y, w, h] = plan.crops.subarray(cell * 4);
    const [width, height] = library.sizes.subarray(photo * 2);
    assert.ok(Math.abs((w * width) / (h * height) - 1.5) < 1e-5);
    assert.ok(x >= 0 && y >= 0 && x + w <= 1 + 1e-6 && y + h <= 1 + 1e-6);
  });
});

test('spacing left to the program grows with the photos; set, it is kept or ends the run', async () => {
  for (const [count, spacing] of [
    [1, 0],
    [3, 0],
    [4, 1],
    [49, 1],
    [50, 2],
    [97, 2],
    [98, 3],
  ]) {
    const plan = await make(count, { columns: 12, match: 'mean' });
    assert.equal(plan.rules.spacing, spacing, `${count} photos, whatever suits the target`);
    assert.deepEqual(await verifyPlan(plan), []);
  }
  assert.equal((await make(9, { columns: 12, spacing: 2 })).rules.spacing, 2);
  await assert.rejects(make(8, { columns: 12, spacing: 2 }), {
    code: 'rules-impossible',
    subject: 'spacing',
    waysOut: [{ set: 'spacing', to: 1 }, { add: 'photos' }],
  });
  await assert.rejects(make(0, {}), (error) => error instanceof MosaicError && error.code === 'no-photos');
});

test('photos that are used softly are all used where the cells suffice, and never end a run', async () => {
  const soft = { columns: 5, rows: 4, spacing: 1, minUses: 'soft' };
  const plan = await make(20, soft);
  assert.equal(new Set(plan.photos).size, 20);
  const many = await make(21, soft);
  assert.deepEqual([new Set(many.photos).size, Math.max(...many.rules.minUses)], [20, 0]);
  // a photo in two cells leaves too few for all others
  const pinned = new Int32Array(20).fill(-1).with(0, 3).with(19, 3);
  const input = { target: syntheticPhoto(99, 90, 60), ...collection(20), settings: parseSettings(soft) };
  const { plan: crowded, violations } = await makePlan({ ...input, rules: { pinned } });
  assert.deepEqual([crowded.photos[0], crowded.photos[19], violations], [3, 3, []]);
});

test('a target made of the photos is rebuilt from just those', async () => {
  // each cell of the target is one photo, squeezed from its centre crop: the plan must find them all
  const { library, photos } = collection(24);
  const thumbnails = await photos.thumbnails(0, 24);
  const target = { width: 180, height: 120, data: new Uint8ClampedArray(180 * 120 * 4) };
  thumbnails.forEach(({ width, height, data }, i) => {
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 30; x++) {
        const from = ((y + (height - 30) / 2) * width + x + (width - 30) / 2) * 4;
        const to = ((Math.floor(i / 6) * 30 + y) * 180 + (i % 6) * 30 + x) * 4;
        target.data.set(data.subarray(from, from + 4), to);
      }
    }
  });
  const settings = parseSettings({ columns: 6, spacing: 0, refine: false });
  const { plan } = await makePlan({ target, library, photos, settings });
  assert.deepEqual([...plan.photos], [...Array(24).keys()]);
});

/** A plan by hand: 4 × 3 cells, photos 0 … 11 each once. */
function handMade(): Plan {
  const layout = layoutOf({ kind: 'grid', columns: 4, rows: 3, cell: [3, 2] }, 101, 67);
  return {
    layout,
    photos: Uint32Array.from({ length: 12 }, (_, i) => i),
    ids: Array.from({ length: 12 }, (_, i) => `${i}`.padStart(64, '0')),
    crops: Float32Array.from({ length: 48 }, (_, i) => Math.sin(i) ** 2 / 3),
    mirrored: Uint8Array.from({ length: 12 }, (_, i) => i & 1),
    tint: Float32Array.from({ length: 36 }, (_, i) => 1 + i / 300),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(12).fill(1),
      maxUses: new Uint32Array(12).fill(UNLIMITED),
      spacing: 2,
      pinned: new Int32Array(12).fill(-1),
    },
    groups: Uint32Array.from({ length: 12 }, (_, i) => i),
    seed: 4294967295,
  };
}

const fileOf = (plan: Plan) => ({
  plan,
  target: { path: 'a "b"\n.jpg', sha256: 'f'.repeat(64), width: 101, height: 67 },
  library: 'l.tesserae',
  paths: plan.ids.map((id) => `${id}.jpg`),
  settings: { columns: 4 },
  certificate: { cost: 11, lowerBound: 10, gap: 0.1, spaced: true, steps: 60, converged: false },
  violations: [],
  // a plan of an earlier version has numbers that are no more
  metrics: { far_dE: 1.25, clones: 0.5 },
});

test('a plan file reads back bit for bit', () => {
  const file = fileOf(handMade());
  assert.deepEqual(decodePlan(encodePlan(file)), file);
  const plain = fileOf({ ...handMade(), tint: new Float32Array(36).fill(1), mirrored: new Uint8Array(12) });
  assert.deepEqual(decodePlan(encodePlan({ ...plain, metrics: null })), { ...plain, metrics: null });
  const gap = Number.POSITIVE_INFINITY;
  const unbounded = {
    ...file,
    certificate: { ...file.certificate, lowerBound: 0, gap },
    violations: ['x'],
  };
  assert.deepEqual(decodePlan(encodePlan(unbounded)), unbounded);
  assert.equal(decodePlan(encodePlan({ ...file, certificate: null })).certificate, null);
  // one of an older program, whose bound left spacing aside
  const { cost, lowerBound } = file.certificate;
  const older = JSON.parse(encodePlan(file));
  older.certificate = { cost, lowerBound, gap: 0.1, assignmentGap: 0.02, spacingCost: 0.08, refineCost: 0 };
  const known = { cost, lowerBound, gap: 0.1, spaced: false, steps: 0, converged: true };
  assert.deepEqual(decodePlan(JSON.stringify(older)).certificate, known);
  // wider than the grid, as the default is of one cell
  const wide = fileOf({ ...handMade(), rules: { ...handMade().rules, spacing: 50 } });
  assert.equal(decodePlan(encodePlan(wide)).plan.rules.spacing, 50);
  fc.assert(
    fc.property(fc.float32Array({ minLength: 48, maxLength: 48, noNaN: true, min: 0, max: 1 }), (numbers) => {
      // any place in the photo, and any size that fits there
      const crops = numbers.map((value, i) => (i % 4 < 2 ? value / 2 : 0.5 - value / 3));
      const odd = fileOf({ ...handMade(), crops });
      assert.deepEqual(decodePlan(encodePlan(odd)).plan.crops, crops);
    }),
  );
});

test('a damaged plan file is refused by the field that is wrong', () => {
  const json = JSON.parse(encodePlan(fileOf(handMade())));
  for (const [change, subject, received] of [
    [{ photos: [1] }, 'photos', '[1]'],
    [{ photos: Array(12).fill(12) }, 'photos', '12'],
    [{ photos: Array(12).fill(0.5) }, 'photos', '0.5'],
    [{ ids: [], photos: 0 }, 'ids', '[]'],
    [{ paths: ['one'] }, 'paths', 'a list of 1'],
    [{ crops: Array(48).fill(0.6) }, 'crops of cell 0', /^"0.6/],
    [{ crops: json.crops.with(6, 0) }, 'crops of cell 1', /^"/],
    [{ crops: json.crops.with(4, -0.1) }, 'crops', '-0.1'],
    [{ crops: json.crops.with(4, null) }, 'crops', 'null'],
    [{ mirrored: 2 }, 'mirrored', '2'],
    [{ tint: 0 }, 'tint', '0'],
    [{ groups: 12 }, 'groups', '12'],
    [{ seed: -1 }, 'seed', '-1'],
    [{ layout: { ...json.layout, cell: [1, 0] } }, 'layout.cell[1]', '0'],
    [{ layout: { ...json.layout, columns: 2.5 } }, 'layout.columns', '2.5'],
    [{ rules: { ...json.rules, maxUses: 2 ** 32 } }, 'rules.maxUses', '4294967296'],
    [{ rules: { ...json.rules, minUses: -1 } }, 'rules.minUses', '-1'],
    [{ rules: { ...json.rules, spacing: 1.5 } }, 'rules.spacing', '1.5'],
    [{ rules: { ...json.rules, pinned: 12 } }, 'rules.pinned', '12'],
    [{ target: { ...json.target, width: -4 } }, 'target.width', '-4'],
    [{ metrics: { far_dE: 'low' } }, 'metrics.far_dE', '"low"'],
    [{ ids: [3] }, 'ids[0]', '3'],
    [{ layout: { ...json.layout, width: 0 } }, 'layout.width', '0'],
    [{ rules: null }, 'rules', 'null'],
    [{ certificate: { ...json.certificate, cost: 'x' } }, 'certificate.cost', '"x"'],
    [{ schema: 'x' }, 'schema', '"x"'],
  ] as const) {
    const decode = () => decodePlan(JSON.stringify({ ...json, ...change }));
    assert.throws(decode, { code: 'not-a-plan', subject, received }, JSON.stringify(change));
  }
  assert.throws(() => decodePlan(JSON.stringify({ columns: 2, rows: 1, photos: [0, 0], ids: ['a.jpg'] })), {
    code: 'not-a-plan',
    received: /^placements/,
  });
  for (const text of ['', '[]', 'no json', '{"schema":1}']) {
    assert.throws(
      () => decodePlan(text),
      (error) => error instanceof MosaicError && error.code === 'not-a-plan',
    );
  }
  assert.throws(
    () => decodePlan(JSON.stringify({ ...json, schema: 3 })),
    (error) => error instanceof MosaicError && error.code === 'newer-plan',
  );
});

test('verify finds each rule that a plan breaks', async () => {
  const plan = handMade();
  assert.deepEqual(await verifyPlan(plan), []);
  const rulesOf = async (damaged: Plan) => (await verifyPlan(damaged)).map(({ rule }) => rule);

  const repeated = { ...plan, photos: plan.photos.with(6, 0) };
  assert.deepEqual(await rulesOf(repeated), ['min-uses', 'spacing']);
  const { name, other, same } = (await verifyPlan(repeated))[1].values;
  assert.deepEqual([name, other, same], ['r1c1', 'r2c3', 1]);
  // r1c1 and r1c4 are three apart
  assert.deepEqual(await rulesOf({ ...plan, photos: plan.photos.with(3, 0) }), ['min-uses']);
  assert.deepEqual(await rulesOf({ ...plan, groups: plan.groups.with(1, 0) }), ['spacing']);
  const capped = { ...plan.rules, maxUses: plan.rules.maxUses.with(4, 0), minUses: new Uint32Array(12) };
  assert.deepEqual(await rulesOf({ ...plan, rules: capped }), ['banned']);
  assert.deepEqual(await rulesOf({ ...plan, rules: { ...plan.rules, pinned: plan.rules.pinned.with(2, 5) } }), [
    'pinned',
  ]);
});
