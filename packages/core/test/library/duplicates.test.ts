import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areaMeans,
  FINGERPRINT_BYTES,
  fingerprintOf,
  groupDuplicates,
  kdTree,
  type Random,
  type Raster,
  randomFrom,
  raster,
  visitBox,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

const HASH_BYTES = 16;

/** Stars by the definition: every photo against every other, bit by bit. */
function byAllPairs(prints: readonly Uint8Array[]): number[] {
  const order = [...prints.keys()].sort((a, b) => Buffer.compare(prints[a], prints[b]) || a - b);
  const groups: number[] = prints.map(() => -1);
  for (const centre of order) {
    if (groups[centre] >= 0) continue;
    const star = prints.flatMap((print, i) => (groups[i] < 0 && alike(prints[centre], print) ? [i] : []));
    for (const i of star) groups[i] = Math.min(...star);
  }
  return groups;
}

function alike(a: Uint8Array, b: Uint8Array): boolean {
  const bits = [...a.subarray(0, HASH_BYTES)].reduce(
    (sum, byte, i) => sum + [...(byte ^ b[i]).toString(2)].filter((digit) => digit === '1').length,
    0,
  );
  return bits <= 8 && a.every((byte, i) => i < HASH_BYTES || Math.abs(byte - b[i]) <= 12);
}

/** Fingerprints scattered around a few centres by about the limits, so that many pairs are near them. */
function scattered(count: number, centres: number, random: Random): Uint8Array[] {
  const byte = () => Math.floor(random() * 256);
  const middles = Array.from({ length: centres }, () => Array.from({ length: FINGERPRINT_BYTES }, byte));
  return Array.from({ length: count }, () => {
    const middle = middles[Math.floor(random() * centres)];
    const spread = 3 + random() * 14;
    const flips = Array.from({ length: Math.floor(random() * 7) }, () => Math.floor(random() * HASH_BYTES * 8));
    return Uint8Array.from(middle, (value, i) => {
      if (i >= HASH_BYTES) return Math.max(0, Math.min(255, value + Math.round((random() - 0.5) * spread)));
      return flips.filter((flip) => flip >> 3 === i).reduce((bits, flip) => bits ^ (1 << (flip & 7)), value);
    });
  });
}

for (const [count, centres] of [
  [0, 1],
  [1, 1],
  [40, 1],
  [300, 9],
  [700, 60],
]) {
  test(`${count} fingerprints around ${centres} centres: the groups of comparing all pairs`, () => {
    const prints = scattered(count, centres, randomFrom(count + 1));
    const groups = [...groupDuplicates(Buffer.concat(prints))];
    assert.deepEqual(groups, byAllPairs(prints));
    // neither all together nor all alone, or the test says nothing
    if (count >= 300) assert.ok(new Set(groups).size > centres && new Set(groups).size < count);
  });
}

test('which photos are together does not depend on their order', () => {
  const prints = scattered(200, 12, randomFrom(5));
  const together = (order: readonly number[]) => {
    const groups = groupDuplicates(Buffer.concat(order.map((i) => prints[i])));
    const sets = new Map<number, number[]>();
    groups.forEach((group, place) => {
      sets.set(
        group,
        [...(sets.get(group) ?? []), order[place]].sort((a, b) => a - b),
      );
    });
    return [...sets.values()].sort((a, b) => a[0] - b[0]);
  };
  const straight = together([...prints.keys()]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...prints.keys()], { minLength: 200 }), (order) => {
      assert.deepEqual(together(order), straight);
    }),
    { numRuns: 20 },
  );
});

test('a group is named by its lowest photo; a chain is cut', () => {
  const print = (value: number) => new Uint8Array(FINGERPRINT_BYTES).fill(value, HASH_BYTES);
  const groupsOf = (...values: number[]) => [...groupDuplicates(Buffer.concat(values.map(print)))];
  assert.deepEqual(groupsOf(200, 100, 200, 112, 113), [0, 1, 0, 1, 4]);
  const film = groupsOf(...Array.from({ length: 40 }, (_, frame) => frame * 6));
  assert.equal(new Set(film).size, 14);
});

test('the tree visits what lies in the box, once', () => {
  const rows = fc.array(fc.uint8Array({ minLength: 3, maxLength: 3, max: 40 }), { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(rows, fc.nat(), fc.nat({ max: 20 }), (data, pick, reach) => {
      const centre = pick % data.length;
      const visited: number[] = [];
      visitBox(kdTree({ rows: data.length, dims: 3, data: Buffer.concat(data) }), centre, reach, (row) =>
        visited.push(row),
      );
      const inside = data.flatMap((row, i) =>
        row.every((value, k) => Math.abs(value - data[centre][k]) <= reach) ? [i] : [],
      );
      assert.deepEqual(
        visited.sort((a, b) => a - b),
        inside,
      );
    }),
  );
});

test('synthetic photos: a smaller copy is the same picture; others, mirror images and flat ones are not', () => {
  const flat = (value: number): Raster => {
    const out = raster(64, 48);
    out.data.fill(value);
    return out;
  };
  const rasters: Raster[] = [];
  for (let seed = 0; seed < 40; seed++) {
    const photo = syntheticPhoto(seed, 96, 64);
    rasters.push(photo, shrunk(photo, 61, 43), mirrored(photo));
  }
  rasters.push(flat(0), flat(128), flat(140), flat(255));
  const groups = groupDuplicates(Buffer.concat(rasters.map(fingerprintOf)));
  for (let i = 0; i < 120; i += 3) assert.deepEqual([...groups.subarray(i, i + 3)], [i, i, i + 2], `photo ${i / 3}`);
  assert.deepEqual([...groups.subarray(120)], [120, 121, 121, 123]);
});

/** Shrunk to any size, by area means of the bytes. */
function shrunk(photo: Raster, width: number, height: number): Raster {
  const out = raster(width, height);
  const box = { x: 0, y: 0, w: photo.width, h: photo.height };
  const curve = Float32Array.from({ length: 256 }, (_, byte) => byte);
  const means = areaMeans(photo, box, { columns: width, rows: height, curve });
  for (let i = 0; i < width * height; i++) out.data.set(means.subarray(i * 3, i * 3 + 3), i * 4);
  return out;
}

function mirrored({ width, height, data }: Raster): Raster {
  const out = raster(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 4;
      out.data.set(data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return out;
}
