/**
 * Rows of pictures as the scorecard needs them, in WebAssembly SIMD, for `packages/core/src/judge`: in the same order and with the same
 * rounding as the plain twin, `plain-arithmetic.ts` there, so that not a bit differs. Rows are 32-bit floats; the host lays out the memory.
 */

/** Where the memory that the host lays out begins. */
export const base: usize = __heap_base;

/**
 * Blurs lines into one: weight 0 of the middle one, and weight k of the sum of the two that are k away.
 *
 * @param lines  addresses: of the middle, then in pairs of those ever further away
 * @param bell   how many pairs, then the weights, one more than that
 * @param count  floats of a line; up to the next multiple of 16 there may be anything, in `out` too
 */
export function blur(lines: usize, bell: usize, count: i32, out: usize): void {
  const middle = <usize>load<u32>(lines);
  const last = lines + ((<usize>load<u32>(bell)) << 3);
  const weights = bell + 4;
  for (let at: usize = 0, end = (<usize>count) << 2; at < end; at += 64) {
    let weight = v128.load32_splat(weights);
    let a = f32x4.mul(weight, v128.load(middle + at));
    let b = f32x4.mul(weight, v128.load(middle + at, 16));
    let c = f32x4.mul(weight, v128.load(middle + at, 32));
    let d = f32x4.mul(weight, v128.load(middle + at, 48));
    for (let pair = lines, next = weights; pair < last; pair += 8) {
      const p = <usize>load<u32>(pair, 4) + at;
      const q = <usize>load<u32>(pair, 8) + at;
      next += 4;
      weight = v128.load32_splat(next);
      a = f32x4.add(a, f32x4.mul(weight, f32x4.add(v128.load(p), v128.load(q))));
      b = f32x4.add(b, f32x4.mul(weight, f32x4.add(v128.load(p, 16), v128.load(q, 16))));
      c = f32x4.add(c, f32x4.mul(weight, f32x4.add(v128.load(p, 32), v128.load(q, 32))));
      d = f32x4.add(d, f32x4.mul(weight, f32x4.add(v128.load(p, 48), v128.load(q, 48))));
    }
    v128.store(out + at, a);
    v128.store(out + at, b, 16);
    v128.store(out + at, c, 32);
    v128.store(out + at, d, 48);
  }
}

/**
 * The same of `count` samples that lie apart, each of up to four floats.
 *
 * @param lines  how many bytes the samples are apart in the lines, and in `out`, where four floats are written each time; addresses: of the
 *               first sample, then in pairs of those ever further away from it
 */
export function blurApart(lines: usize, bell: usize, count: i32, out: usize): void {
  const apart = <usize>load<u32>(lines);
  const outApart = <usize>load<u32>(lines, 4);
  lines += 8;
  const middle = <usize>load<u32>(lines);
  const last = lines + ((<usize>load<u32>(bell)) << 3);
  for (let at: usize = 0, end = <usize>count * apart; at < end; at += apart, out += outApart) {
    let weight = bell + 4;
    let sum = f32x4.mul(v128.load32_splat(weight), v128.load(middle + at));
    for (let pair = lines; pair < last; pair += 8) {
      weight += 4;
      const p = v128.load(<usize>load<u32>(pair, 4) + at);
      const q = v128.load(<usize>load<u32>(pair, 8) + at);
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(weight), f32x4.add(p, q)));
    }
    v128.store(out, sum);
  }
}

/**
 * Averages pixels of a row, in light.
 *
 * @param rgba   sRGB, 4 bytes a pixel
 * @param light  256 floats: the light of a byte
 * @param taps   how many averages; for each the byte of `rgba` at which it begins, how many pixels, their weights
 * @param out    room for three floats an average, and one more
 */
export function shrink(rgba: usize, light: usize, taps: usize, out: usize): void {
  const count = load<u32>(taps);
  taps += 4;
  for (const end = out + <usize>count * 12; out < end; out += 12) {
    let from = rgba + load<u32>(taps);
    const last = taps + 8 + (load<u32>(taps, 4) << 2);
    let sum = f32x4.splat(0);
    for (taps += 8; taps < last; taps += 4, from += 4) {
      let colour = v128.load32_zero(light + ((<usize>load<u8>(from)) << 2));
      colour = v128.load32_lane(light + ((<usize>load<u8>(from, 1)) << 2), colour, 1);
      colour = v128.load32_lane(light + ((<usize>load<u8>(from, 2)) << 2), colour, 2);
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(taps), colour));
    }
    v128.store(out, sum);
  }
}

/** Adds a multiple of a row to another: `count` floats, and what stands behind them up to the next multiple of 4. */
export function addScaled(row: usize, scale: f32, count: i32, sum: usize): void {
  const weight = f32x4.splat(scale);
  for (const end = row + ((<usize>count) << 2); row < end; row += 16, sum += 16) {
    v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(weight, v128.load(row))));
  }
}

/** Luminances into L*, in place: `count` floats, and what stands behind them up to the next multiple of 4. */
export function lightness(row: usize, count: i32): void {
  const scale = f32x4.splat(116);
  const offset = f32x4.splat(LINE_OFFSET);
  for (const end = row + ((<usize>count) << 2); row < end; row += 16) {
    v128.store(row, f32x4.mul(scale, f32x4.sub(compressed(v128.load(row)), offset)));
  }
}

/** Colours in linear light into CIELAB, in place: `count` × 3 floats, and one behind them that is read. */
export function lab(row: usize, count: i32): void {
  const scale = f32x4(116, 500, 200, 0);
  for (const end = row + <usize>count * 12; row < end; row += 12) {
    // the three responses side by side: a multiple of red, of green and of blue
    const x = f32x4.mul(f32x4(X_RED, 0.2126729, Z_RED, 0), v128.load32_splat(row));
    const y = f32x4.mul(f32x4(X_GREEN, 0.7151522, Z_GREEN, 0), v128.load32_splat(row, 4));
    const z = f32x4.mul(f32x4(X_BLUE, 0.072175, Z_BLUE, 0), v128.load32_splat(row, 8));
    const f = compressed(f32x4.add(f32x4.add(x, y), z));
    const from = v128.shuffle<f32>(f, f, 1, 0, 1, 3);
    const less = f32x4.replace_lane(v128.shuffle<f32>(f, f, 0, 1, 2, 3), 0, LINE_OFFSET);
    const colour = f32x4.mul(scale, f32x4.sub(from, less));
    v128.store64_lane(row, colour, 0);
    v128.store32_lane(row, colour, 2, 8);
  }
}

/** Light into the values that pictures store, 0…1, in place: `count` floats, and what stands behind them up to the next multiple of 4. */
export function encode(row: usize, count: i32): void {
  const slope = f32x4.splat(12.92);
  const scale = f32x4.splat(1.055);
  const offset = f32x4.splat(0.055);
  const dark = f32x4.splat(0.0031308);
  for (const end = row + ((<usize>count) << 2); row < end; row += 16) {
    const light = v128.load(row);
    // x^(1 / 2.4) is the cube root of x · x^(1/4)
    const root = cubeRoot(f32x4.mul(light, f32x4.sqrt(f32x4.sqrt(light))));
    const curve = f32x4.sub(f32x4.mul(scale, root), offset);
    v128.store(row, v128.bitselect(curve, f32x4.mul(slope, light), f32x4.gt(light, dark)));
  }
}

/** The matrix of `packages/core/src/color/lab.ts` over the white of each row. */
const X_RED: f32 = 0.43394994055572506;
const X_GREEN: f32 = 0.376209769903311;
const X_BLUE: f32 = 0.18984028954096394;
const Z_RED: f32 = 0.01775658275396527;
const Z_GREEN: f32 = 0.10946796102238184;
const Z_BLUE: f32 = 0.8727754562236529;

/** CIELAB's curve: a cube root, and below (6/29)³ a straight line of slope (29/3)³ / 116 from 16 / 116. */
const EPSILON: f32 = 0.008856451679035631;
const LINE_SLOPE: f32 = 7.787037037037037;
const LINE_OFFSET: f32 = 0.13793103448275862;
const THIRD: f32 = 0.3333333333333333;

function compressed(t: v128): v128 {
  const line = f32x4.add(f32x4.mul(t, f32x4.splat(LINE_SLOPE)), f32x4.splat(LINE_OFFSET));
  return v128.bitselect(cubeRoot(t), line, f32x4.gt(t, f32x4.splat(EPSILON)));
}

/** A third of the bits is a cube root within 6 %; two steps of Halley's method make it one to the last bit or two. Of 0 and less it is anything. */
function cubeRoot(x: v128): v128 {
  const third = f32x4.mul(f32x4.convert_i32x4_s(x), f32x4.splat(THIRD));
  const guess = i32x4.add(i32x4.trunc_sat_f32x4_s(third), i32x4.splat(709921077));
  return halley(x, halley(x, guess));
}

function halley(x: v128, root: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(root, root), root);
  const twice = f32x4.add(x, x);
  const above = f32x4.add(cube, twice);
  const below = f32x4.add(f32x4.add(cube, cube), x);
  return f32x4.div(f32x4.mul(root, above), below);
}
