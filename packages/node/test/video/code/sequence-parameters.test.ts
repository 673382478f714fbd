import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bitReader, bitWriter, levelOf, packPackets, tagged, unpackPackets } from '@tesserae/node/internal';
import fc from 'fast-check';

test('bits and numbers come back', () => {
  const items = fc.array(fc.record({ value: fc.integer({ min: 0, max: 2 ** 32 - 2 }), isNumber: fc.boolean() }));
  fc.assert(
    fc.property(items, (all) => {
      const out = bitWriter();
      for (const { value, isNumber } of all) isNumber ? out.putNumber(value) : out.put(value, 32);
      const bits = bitReader(out.bytes());
      for (const { value, isNumber } of all) assert.equal(isNumber ? bits.takeNumber() : bits.take(32), value);
    }),
  );
});

/** An avcC of minih264, 1280 × 720, and one of x264, 322 × 180. */
const PLAIN = Buffer.from('0142001fffe100096742001fa6805005b901000468ce0bc8', 'hex');
const X264 = Buffer.from('0164001fffe100176764001facb402802dd080000003008000001e478c195001000468ef0fcb', 'hex');

test('a film says its colours, its level and what plays it; what comes behind is as it was', () => {
  const pace = { width: 1280, height: 720, fps: 60 };
  const told = tagged(PLAIN, pace);
  assert.deepEqual([...told.subarray(0, 4)], [1, 66, 0xc0, 32]);
  assert.deepEqual([...told.subarray(9, 12)], [66, 0xc0, 32], 'the set says the same');
  assert.deepEqual(told.subarray(-7), Uint8Array.from(PLAIN.subarray(-7)));
  assert.equal(told[6] * 256 + told[7], told.length - 8 - 7);
});

test('said twice is said once', () => {
  const pace = { width: 1280, height: 720, fps: 30 };
  for (const avcC of [PLAIN, X264]) {
    const once = tagged(avcC, pace);
    assert.notDeepEqual(once, Uint8Array.from(avcC));
    assert.deepEqual(tagged(once, pace), once);
  }
});

test('another profile is refused', () => {
  const main = Uint8Array.from(PLAIN);
  main[9] = 77;
  assert.throws(() => tagged(main, { width: 1280, height: 720, fps: 30 }), { code: 'failed' });
});

test('levels are those of the recommendation', () => {
  for (const [width, height, fps, level] of [
    [128, 96, 15, 10],
    [352, 288, 30, 13],
    [720, 576, 25, 30],
    [1280, 720, 30, 31],
    [1280, 720, 60, 32],
    [1080, 1920, 30, 40],
    [1920, 1080, 60, 42],
    [3840, 2160, 30, 51],
    [3840, 2160, 60, 52],
    [4096, 2304, 56, 52],
    [4096, 2304, 57, undefined],
    [4096, 2400, 24, undefined],
    [7680, 16, 30, 51],
  ] as const) {
    assert.equal(levelOf({ width, height, fps }), level, `${width} × ${height}, ${fps}`);
  }
});

test('packets come back; bytes that were cut are refused', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  const parts = fc.record({ description: bytes, packets: fc.array(bytes, { minLength: 1, maxLength: 5 }) });
  fc.assert(
    fc.property(parts, (part) => {
      const packed = packPackets(part);
      assert.deepEqual(unpackPackets(packed), { ...part });
      const { length } = part.packets.at(-1)!;
      for (const lost of [1, 3, 4 + length - 1]) {
        assert.throws(() => unpackPackets(packed.subarray(0, packed.length - lost)), { code: 'shape' });
      }
    }),
  );
  assert.throws(() => unpackPackets(new Uint8Array(0)), { code: 'shape' });
});
