import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areaMeans,
  colourfulness,
  colours,
  type Descriptor,
  describeCells,
  endlessPlans,
  LINEAR,
  landingCosts,
  luminance,
  meanDescriptor,
  meanLight,
  measurePhotos,
  multiscaleDescriptor,
  type PhotoSource,
  parseSettings,
  type Raster,
  raster,
  shownThumbnails,
  type View,
  verifyPlan,
  vividCells,
  vividness,
} from '@tesserae/core/internal';
import { type Collection, collection, make, range, TARGET } from '../support/editing.js';

const MULTISCALE = {
  match: 'multiscale',
  detail: 50,
  cell: [1, 1],
  classes: [{ aspect: [1, 1] }],
  cut: false,
} as const;

for (const descriptor of [multiscaleDescriptor(MULTISCALE), meanDescriptor('lab')]) {
  test(`a landing’s cost is what the assignment weighed by ${descriptor.dims} numbers, mirrored views too`, async () => {
    const from = collection(range(0, 30));
    const { plan } = await make(from, {
      views: 'all',
      mirror: true,
      refine: false,
      match: descriptor.dims === 3 ? 'mean' : 'multiscale',
      space: 'lab',
    });
    // means are the same mirrored
    assert.equal(plan.mirrored.includes(1), descriptor.dims > 3);
    const costs = await landingCosts(plan, TARGET, { photos: from.photos, descriptor });
    // the same again by the describer of photos, view by view
    const cells = await describeCells(TARGET, plan.layout, descriptor);
    const { dims } = descriptor;
    const thumbnails = await from.photos.thumbnails(0, 30);
    for (let cell = 0; cell < plan.photos.length; cell++) {
      const row = viewRow(
        thumbnails[plan.photos[cell]],
        plan.crops.subarray(cell * 4, cell * 4 + 4),
        plan.mirrored[cell] === 1,
        descriptor,
      );
      let cost = 0;
      for (let k = 0; k < dims; k++) cost += (row[k] - cells.data[cell * dims + k]) ** 2;
      assert.ok(Math.abs(cost - costs[cell]) <= 1e-4 * cost + 1e-3, `cell ${cell}: ${costs[cell]}, ${cost}`);
    }
  });
}

/** A slow twin: cuts the view out, turns it over, describes it whole. */
function viewRow(
  thumbnail: Raster,
  [x, y, w, h]: Float32Array,
  mirrored: boolean,
  { samples, curve, dims, encode }: Descriptor,
): Float32Array {
  const { width, height, data } = thumbnail;
  const flipped = raster(width, height);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const from = mirrored ? width - 1 - i : i;
      flipped.data.set(data.subarray((j * width + from) * 4, (j * width + from) * 4 + 4), (j * width + i) * 4);
    }
  }
  const left = mirrored ? 1 - x - w : x;
  const box = { x: left * width, y: y * height, w: w * width, h: h * height };
  const row = new Float32Array(dims);
  encode(areaMeans(flipped, box, { ...samples(0), curve }), 0, row, 0);
  return row;
}

test('light is the mean of what pixels shine', async () => {
  const from = collection(range(0, 70));
  const { plan } = await make(from, { maxUses: 'unlimited' });
  const light = await measurePhotos(plan, from.photos, meanLight);
  const thumbnails = await from.photos.thumbnails(0, 70);
  for (const [photo, thumbnail] of thumbnails.entries()) {
    const { data } = thumbnail;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      sum += luminance(LINEAR[data[i]], LINEAR[data[i + 1]], LINEAR[data[i + 2]]);
    }
    const mean = (sum * 4) / data.length;
    assert.ok(Math.abs(meanLight(thumbnail) - mean) < 1e-5);
    if (plan.photos.includes(photo)) assert.ok(Math.abs(light[photo] - mean) < 1e-5);
    else assert.equal(light[photo], 0);
  }
});

/** Photos whose views can be drawn: each is scaled from its thumbnail, roughly. */
function drawable({ photos }: Collection, seen: View[]): PhotoSource {
  return {
    ...photos,
    view: async (view, width, height) => {
      seen.push(view);
      const [thumbnail] = await photos.thumbnails(view.photo, 1);
      const { x, y, w, h } = view.crop;
      const box = { x: x * thumbnail.width, y: y * thumbnail.height, w: w * thumbnail.width, h: h * thumbnail.height };
      const encoded = Float32Array.from({ length: 256 }, (_, byte) => byte);
      const means = areaMeans(thumbnail, box, { columns: width, rows: height, curve: encoded });
      const drawn = raster(width, height);
      for (let i = 0; i < width * height; i++) {
        drawn.data.set([means[i * 3], means[i * 3 + 1], means[i * 3 + 2], 255], i * 4);
      }
      return drawn;
    },
  };
}

test('behind a mosaic are mosaics of the same photos, each of the photo the camera goes into, by the same rules', async () => {
  const all = range(0, 60);
  const from = collection(all);
  // more photos than cells: each at least once would be impossible behind the first
  const settings = parseSettings({ columns: 8, maxUses: 6, minUses: 1 });
  const { plan } = await make(from, { columns: 8, maxUses: 6 });
  // the library lost photos that no cell shows, and has them in another order of numbers
  const kept = all.filter((photo) => photo % 7 !== 3 || plan.photos.includes(photo));
  const { library, photos: thumbnails } = collection(kept);
  const seen: View[] = [];
  const photos = drawable(from, seen);
  const input = {
    ...{ plan, landing: 20, target: TARGET, photos, library, thumbnails, settings, mosaics: 3 },
    ...{ sizes: () => ({ width: 4000, height: 3000 }), frame: { width: 1280, height: 720 } },
  };
  const made = await endlessPlans(input);
  assert.equal(made.length, 2);
  const landings = [plan, made[0].plan].map((each, m) => ({ plan: each, cell: m === 0 ? 20 : made[0].landing }));
  assert.deepEqual(
    seen.map(({ photo, mirrored }) => [photo, mirrored]),
    landings.map((each) => [each.plan.photos[each.cell], each.plan.mirrored[each.cell] === 1]),
    'each imitates the landing before',
  );
  for (const { plan: inner, landing } of made) {
    const { columns, rows, cell } = inner.layout.shape;
    assert.deepEqual([columns, rows, ...cell], [6, 6, 1, 1]);
    assert.equal(inner.ids, plan.ids);
    assert.ok(inner.photos.every((photo) => kept.includes(photo)));
    assert.deepEqual(await verifyPlan(inner), []);
    const [column, row] = [landing % columns, Math.floor(landing / columns)];
    assert.ok(column >= 1 && column <= 4 && row >= 1 && row <= 4, `landing ${column} ${row} is near the middle`);
  }
  assert.deepEqual(await endlessPlans(input), made, 'the same again');
  assert.deepEqual(await endlessPlans({ ...input, mosaics: 1 }), []);
});

test('only photos that are shown are read, each once, in runs', async () => {
  const from = collection(range(0, 90));
  const { plan } = await make(from, { columns: 8 });
  const counts = new Uint32Array(90);
  const photos: PhotoSource = {
    ...from.photos,
    thumbnails: (first, count) => {
      for (let i = first; i < first + count; i++) counts[i]++;
      return from.photos.thumbnails(first, count);
    },
  };
  const shown: number[] = [];
  for await (const [photo, thumbnail] of shownThumbnails(plan, photos)) {
    shown.push(photo);
    assert.equal(thumbnail, (await from.photos.thumbnails(photo, 1))[0]);
  }
  assert.deepEqual(
    shown,
    [...new Set(plan.photos)].sort((a, b) => a - b),
  );
  assert.deepEqual(
    [...counts],
    [...counts.keys()].map((photo) => (plan.photos.includes(photo) ? 1 : 0)),
  );
  // all of them shown: runs end where a batch does, and with the last
  const all = { ...plan, photos: Uint32Array.from(range(0, 90)) };
  const seen: number[] = [];
  for await (const [photo] of shownThumbnails(all, photos)) seen.push(photo);
  assert.deepEqual(seen, range(0, 90));
});

test('a photo of many colours is more vivid than a flag, a photo without colours than a drawing', () => {
  const drawn = (colourOf: (x: number, y: number) => readonly [number, number, number]): Raster => {
    const photo = raster(16, 16);
    for (let i = 0; i < 256; i++) photo.data.set([...colourOf(i % 16, i >> 4), 255], i * 4);
    return photo;
  };
  const flag = drawn((x) => (x < 8 ? [255, 0, 0] : [0, 0, 255]));
  const drawing = drawn((x) => (x < 8 ? [0, 0, 0] : [255, 255, 255]));
  const sunset = drawn((x, y) => [255 - y * 8, 40 + x * 12, 20 + y * 9]);
  const grey = drawn((x, y) => [x * 16 + y, x * 16 + y, x * 16 + y]);
  const wallpaper = drawn((x, y) => [255 - y * 3, 90 + x * 3, 20 + y * 3]);
  assert.ok(Math.abs(colours(flag) - 2) < 1e-9 && Math.abs(colours(grey) - 16) < 1e-9);
  assert.ok(Math.abs(colours(drawn(() => [200, 30, 90])) - 1) < 1e-9);
  // red − green is 255 and 0; yellow − blue is 127.5 and −255: spread 127.5 and 191.25, means 127.5 and −63.75
  assert.ok(Math.abs(colourfulness(flag) - (Math.hypot(127.5, 191.25) + 0.3 * Math.hypot(127.5, -63.75))) < 1e-6);
  assert.equal(colourfulness(grey), 0);
  const order = [sunset, wallpaper, flag, drawing].map(vividness);
  assert.deepEqual(
    order,
    [...order].sort((a, b) => b - a),
  );
  assert.ok(vividness(sunset) > vividness(grey) && vividness(grey) > vividness(drawing));
});

test('what a cell shows is as vivid as that part of its photo by itself', async () => {
  const from = collection(range(0, 30));
  const { plan } = await make(from, { views: 'all', maxUses: 'unlimited' });
  const vivid = await vividCells(plan, from.photos);
  const thumbnails = await from.photos.thumbnails(0, 30);
  for (const [cell, photo] of plan.photos.entries()) {
    const { width, height, data } = thumbnails[photo];
    const [x, y, w, h] = plan.crops.subarray(cell * 4, cell * 4 + 4);
    const [left, top, right, bottom] = [x * width, y * height, (x + w) * width, (y + h) * height].map(Math.round);
    const bytes: number[] = [];
    for (let j = top; j < bottom; j++) bytes.push(...data.subarray((j * width + left) * 4, (j * width + right) * 4));
    const part = { width: right - left, height: bottom - top, data: Uint8ClampedArray.from(bytes) };
    assert.ok(Math.abs(vivid[cell] / vividness(part) - 1) < 1e-6, `cell ${cell}`);
  }
});
