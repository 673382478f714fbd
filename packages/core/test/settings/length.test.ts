import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  lengthText,
  MosaicError,
  PAPERS,
  parseLength,
  parseSize,
  pixelsOf,
  sizeText,
  turnedTo,
} from '@tesserae/core/internal';
import fc from 'fast-check';

const mm = (value: number) => ({ value, unit: 'mm' }) as const;
const px = (value: number) => ({ value, unit: 'px' }) as const;

test('lengths are read with their units', () => {
  for (const [text, length] of [
    ['15mm', mm(15)],
    ['1.5cm', mm(15)],
    ['1,5 cm', mm(15)],
    ['1.2m', mm(1200)],
    ['2in', mm(50.8)],
    ['2"', mm(50.8)],
    ['2″', mm(50.8)],
    ['2 inch', mm(50.8)],
    ['.5IN', mm(12.7)],
    ['64px', px(64)],
    ['64 PX', px(64)],
    [64, px(64)],
  ] as const) {
    assert.deepEqual(parseLength('cell', text), length, String(text));
  }
});

test('sizes are read as one side, as two, or by name', () => {
  for (const [text, width, height] of [
    ['60x90cm', mm(600), mm(900)],
    ['60 × 90 cm', mm(600), mm(900)],
    ['60cm x 90cm', mm(600), mm(900)],
    ['60cmX24in', mm(600), mm(609.6)],
    ['24x36in', mm(609.6), mm(914.4)],
    ['24"x36"', mm(609.6), mm(914.4)],
    ['59,4x84,1cm', mm(594), mm(841)],
    ['90cm', mm(900), undefined],
    ['12000px', px(12000), undefined],
    ['12000x8000px', px(12000), px(8000)],
    ['12000px x 8000px', px(12000), px(8000)],
    [12000, px(12000), undefined],
    ['A2', mm(420), mm(594)],
    [' letter ', mm(215.9), mm(279.4)],
    ['4K', px(3840), px(2160)],
  ] as const) {
    const size = parseSize('size', text);
    assert.deepEqual([size.width, size.height], [width, height], String(text));
  }
});

test('what is no size is refused in one sentence that shows what is', () => {
  for (const text of ['0cm', '128000', '60x', 'x60cm', '60x90', '60x90x3cm', '-5cm', '60cmx90px', '1.5px', '1e3px']) {
    assert.throws(
      () => parseSize('size', text),
      { code: 'settings', subject: 'size', expected: 'a size with its unit, as 60x90cm, 24x36in, 12000px, A2 or 4k' },
      text,
    );
  }
  assert.throws(() => parseSize('size', '128000'), { received: '"128000", which has no unit' });
  for (const [text, fault] of [
    ['0cm', /which is nothing: lengths are above 0$/],
    ['60x0cm', /which is nothing/],
    ['-5cm', /which is less than nothing$/],
    ['900m', /which is beyond all measure: at most 100m or 1000000px$/],
    ['2000000px', /which is beyond all measure/],
    ['60cmx90px', /^"60cmx90px"$/],
  ] as const) {
    assert.throws(() => parseSize('size', text), { received: fault });
  }
  assert.throws(() => parseSize('paper', 'A11'), {
    subject: 'paper',
    expected: /A0 to A6, B0 to B5/,
    received: '"A11"',
  });
  for (const value of ['60x90p', 'constructor', '', null, undefined, {}, Number.NaN, 0, 2e6, '101m', '60mi']) {
    assert.throws(() => parseSize('size', value), MosaicError, String(value));
    assert.throws(() => parseLength('bleed', value), {
      subject: 'bleed',
      expected: /^a length with its unit, as 15mm/,
    });
  }
});

const unit = fc.constantFrom('mm', 'cm', 'm', 'in', 'px');
const length = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), unit)
  .map(([value, unit]) => `${unit === 'px' ? value : value / 1000}${unit}`);

test('a length or size that is written down again is the same', () => {
  fc.assert(
    fc.property(length, (text) => {
      const once = parseLength('cell', text);
      assert.deepEqual(parseLength('cell', lengthText(once)), once);
    }),
  );
  const sizes = fc.oneof(
    length,
    fc
      .tuple(fc.integer({ min: 1, max: 3900 }), fc.integer({ min: 1, max: 3900 }), unit)
      .map(([w, h, unit]) => `${w}x${h}${unit === 'm' ? 'cm' : unit}`),
    fc.constantFrom(...Object.keys(PAPERS), '4k', '8k'),
  );
  fc.assert(
    fc.property(sizes, (text) => {
      const once = parseSize('size', text);
      assert.deepEqual(parseSize('size', sizeText(once)), once);
    }),
  );
});

test('a length has so many pixels at any resolution', () => {
  assert.equal(pixelsOf(mm(25.4), 200), 200);
  assert.equal(pixelsOf(px(200), 72), 200);
  fc.assert(
    fc.property(length, fc.integer({ min: 20, max: 2400 }), (text, dpi) => {
      const once = parseLength('cell', text);
      const pixels = once.unit === 'px' ? once.value : (once.value * dpi) / 25.4;
      assert.ok(Math.abs(pixelsOf(once, dpi) - pixels) <= 1e-9 * pixels);
    }),
  );
});

test('papers are those of ISO 216: each is half the one before, lengthwise', () => {
  for (const series of ['a', 'b']) {
    for (let i = 1; PAPERS[`${series}${i}`]; i++) {
      const [before, now] = [PAPERS[`${series}${i - 1}`], PAPERS[`${series}${i}`]];
      assert.deepEqual(now, [Math.floor(before[1] / 2), before[0]]);
    }
  }
});

test('a named size is turned to suit the picture, another one never', () => {
  const wide = { width: 3, height: 2 };
  assert.deepEqual(turnedTo(parseSize('size', 'A2'), wide).width, mm(594));
  assert.deepEqual(turnedTo(parseSize('size', 'A2'), { width: 2, height: 3 }).width, mm(420));
  assert.deepEqual(turnedTo(parseSize('size', '4k'), { width: 2, height: 3 }).width, px(2160));
  assert.deepEqual(turnedTo(parseSize('size', '4k'), { width: 2, height: 2 }).width, px(3840));
  assert.deepEqual(turnedTo(parseSize('size', '60x90cm'), wide).width, mm(900));
  assert.deepEqual(turnedTo(parseSize('size', '60cm'), wide).width, mm(600));
});
