import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseGains,
  darkSamples,
  encodeSrgb,
  estimateTint,
  judge,
  leastGains,
  makePlan,
  meanDifference,
  parseSettings,
  randomFrom,
  raster,
  type Samples,
  type Shape,
  seenFromAfar,
  squareGrid,
  tintBound,
  tintPlan,
} from '@tesserae/core/internal';
import { collection, edit, make, range, TARGET } from '../support/editing.js';

/** A smooth picture, and one whose cells are brighter or darker than it: by up to a factor, in neighbourhoods of some cells. */
function pair(shape: Shape, factor: number, seed: number): readonly [target: Samples, mosaic: Samples] {
  const random = randomFrom(seed);
  const [target, mosaic] = [darkSamples(shape), darkSamples(shape)];
  const { width, boxes } = target;
  const waves = Array.from({ length: 6 }, () => random() * 7);
  target.data.forEach((_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    target.data[i] = 0.3 + 0.2 * Math.sin(waves[i % 3] + x / 19) * Math.cos(waves[3 + (i % 3)] + y / 13);
  });
  for (let cell = 0; cell < boxes.length / 4; cell++) {
    const [left, top, columns, rows] = boxes.subarray(cell * 4, cell * 4 + 4);
    const gain = factor ** (Math.sin(left / 8 + waves[0]) * Math.cos(top / 11 + waves[1]));
    for (let y = top; y < top + rows; y++) {
      for (let i = (y * width + left) * 3; i < (y * width + left + columns) * 3; i++)
        mosaic.data[i] = target.data[i] * gain * (0.9 + 0.2 * random());
    }
  }
  return [target, mosaic];
}

/** The far ΔE that is left within a bound. */
async function farAt(target: Samples, mosaic: Samples, bound: number): Promise<number> {
  const ones = new Float32Array((mosaic.boxes.length / 4) * 3).fill(1);
  const gains = bound === 1 ? ones : await chooseGains(target, mosaic, bound);
  return meanDifference(await seenFromAfar(target, ones), await seenFromAfar(mosaic, gains));
}

const SHAPES: readonly Shape[] = [squareGrid(17, 12), { kind: 'brick', columns: 14, rows: 11, cell: [3, 2] }];

for (const shape of SHAPES) {
  test(`${shape.kind}: far ΔE is that of the scorecard`, async () => {
    const [target, mosaic] = pair(shape, 1.5, 3);
    const { width, height } = target;
    // every sample as 6 × 6 pixels: nothing is lost but what bytes are too coarse for
    const drawn = ({ data }: Samples) => {
      const out = raster(width * 6, height * 6);
      out.data.forEach((_, i) => {
        const [x, y] = [Math.floor(i / 4) % out.width, Math.floor(i / 4 / out.width)];
        const from = (Math.floor(y / 6) * width + Math.floor(x / 6)) * 3;
        out.data[i] = i % 4 === 3 ? 255 : encodeSrgb(data[from + (i % 4)]);
      });
      return out;
    };
    const [left, right] = [drawn(target), drawn(mosaic)];
    const eye = judge({ target: left, width: left.width, height: left.height, shape, recolor: 'none', leak: false });
    eye.mosaic({ y: 0, raster: right });
    const [theirs, ours] = [eye.result().far_dE, await farAt(target, mosaic, 1)];
    assert.ok(theirs > 2 && Math.abs(ours / theirs - 1) < 0.01, `${ours}, scorecard ${theirs}`);
  });

  test(`${shape.kind}: the bound is the least that is enough, at most 1.3, and 1 where none is needed`, async () => {
    const bounds = new Set<number>();
    for (const [seed, factor] of [1.05, 1.2, 1.27, 1.35, 1.5, 1.8, 3, 5].entries()) {
      const [target, mosaic] = pair(shape, factor, seed);
      const { bound, gains } = await leastGains(target, mosaic);
      bounds.add(bound);
      const best = await farAt(target, mosaic, 1.3);
      const goal = best <= 2 ? 2 : best * 1.1;
      assert.ok((await farAt(target, mosaic, bound)) <= goal, `×${factor}: ${bound} is enough`);
      if (bound === 1) {
        assert.ok(gains.every((gain) => gain === 1));
        continue;
      }
      assert.ok(bound <= 1.3, String(bound));
      assert.deepEqual(gains, await chooseGains(target, mosaic, bound));
      const less = await farAt(target, mosaic, Math.round(bound * 100 - 2) / 100);
      assert.ok(less > goal, `×${factor}: less than ${bound} is not enough`);
    }
    assert.ok(bounds.has(1) && bounds.size > 4, [...bounds].join());
  });
}

test('where no tint brings a mosaic nearer, none is taken', async () => {
  const [target] = pair(SHAPES[0], 1, 1);
  const { bound, gains } = await leastGains(target, darkSamples(SHAPES[0]));
  assert.equal(bound, 1);
  assert.ok(gains.every((gain) => gain === 1));
});

test('stopped while it looks for a bound, no gain is left half chosen; an abort is heard', async () => {
  const [target, mosaic] = pair(SHAPES[0], 1.6, 1);
  for (const at of [1, 14, 25]) {
    const stop = new AbortController();
    let told = 0;
    const onProgress = () => {
      if (++told === at) stop.abort();
    };
    const { bound, gains } = await leastGains(target, mosaic, { enough: stop.signal, onProgress });
    assert.ok(stop.signal.aborted && bound === 1 && gains.every((gain) => gain === 1), `after ${at}`);
  }
  await assert.rejects(leastGains(target, mosaic, { signal: AbortSignal.abort() }), { code: 'aborted' });
});

test('progress of all bounds that are tried never goes back', async () => {
  const [target, mosaic] = pair(SHAPES[0], 1.6, 1);
  let before = 0;
  await leastGains(target, mosaic, {
    onProgress: ({ done, total }) => {
      assert.ok(done >= before && done <= total);
      before = done;
    },
  });
  assert.ok(before > 12);
});

test('a plan is tinted as with the bound that was found, which an estimate comes near; an edit keeps it', async () => {
  const from = collection(range(0, 60));
  const made = await make(from, { tint: 'auto' });
  const plain = await make(from, {});
  const settings = parseSettings({ columns: plain.plan.layout.shape.columns, tint: 'auto' });
  const result = await makePlan({ target: TARGET, ...from, settings });
  assert.ok(result.tint > 1 && result.tint <= 1.3, String(result.tint));
  const sight = { target: TARGET, photos: from.photos };
  assert.deepEqual(made.plan, await tintPlan(plain.plan, sight, result.tint));
  assert.equal(tintBound(made.plan), result.tint);
  assert.equal(tintBound(plain.plan), 1);
  const { bound, before, after } = await estimateTint(plain.plan, sight);
  assert.ok(Math.abs(bound - result.tint) < 0.05 && after < before, `${bound}, found ${result.tint}`);

  const swaps = [{ cell: 5, photo: 7 }];
  const edited = await edit(made, { swaps });
  const told = await edit({ ...made, input: { tint: result.tint } }, { swaps });
  assert.ok(edited.moved.length > 0);
  assert.deepEqual(edited.plan, told.plan);
  assert.ok(tintBound(edited.plan) <= result.tint);
  assert.ok(edited.plan.tint.subarray(15, 18).some((gain) => gain !== 1));
});
