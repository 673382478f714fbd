/** One size of a picture, in two passes: what `packages/core/src/film/draw/layers/level.ts` hands over, row by row. */

/**
 * Brings a row of a level to its width in the frame.
 *
 * @param bytes   sRGB, 3 a pixel: `length` of them
 * @param linear  256 floats: the light of a byte
 * @param light   room for `length` floats and 4 more that are numbers
 * @param taps    the number of columns, that of the weights of each; for each column the byte of `light` at which it begins;
 *                for each column its weights
 * @param out     room for columns × 3 floats, and one more
 */
export function acrossRow(bytes: usize, length: i32, linear: usize, light: usize, taps: usize, out: usize): void {
  let to = light;
  for (const end = bytes + length; bytes < end; bytes++, to += 4) {
    store<f32>(to, load<f32>(linear + ((<usize>load<u8>(bytes)) << 2)));
  }
  const columns = load<i32>(taps);
  const count = load<i32>(taps, 4);
  let starts = taps + 8;
  let weights = starts + ((<usize>columns) << 2);
  for (const end = weights; starts < end; starts += 4, out += 12) {
    let from = light + load<u32>(starts);
    let sum = f32x4.splat(0);
    for (const last = weights + ((<usize>count) << 2); weights < last; weights += 4, from += 12) {
      sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(weights), v128.load(from)));
    }
    // the fourth float is overwritten by the next column
    v128.store(out, sum);
  }
}

/**
 * Sums rows into one of the frame and lays it.
 *
 * @param light    the canvas, from the row's first sample on
 * @param samples  how many there are; beyond them, up to a multiple of 16, `across` is 0 and the rows hold numbers
 * @param across   how much of each sample is covered
 * @param rows     `count` pairs of an address and a weight
 * @param portion  three floats: how much of the row is covered, how much of what is there gives way, what is added
 */
export function layRow(light: usize, samples: i32, across: usize, rows: usize, count: i32, portion: usize): void {
  const down = v128.load32_splat(portion);
  const clears = v128.load32_splat(portion, 4);
  const share = v128.load32_splat(portion, 8);
  const one = f32x4.splat(1);
  const last = rows + ((<usize>count) << 3);
  for (let at: usize = 0, end = (<usize>samples) << 2; at < end; at += 64) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let row = rows; row < last; row += 8) {
      const from = <usize>load<u32>(row) + at;
      const weight = v128.load32_splat(row, 4);
      a = f32x4.add(a, f32x4.mul(weight, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(weight, v128.load(from, 16)));
      c = f32x4.add(c, f32x4.mul(weight, v128.load(from, 32)));
      d = f32x4.add(d, f32x4.mul(weight, v128.load(from, 48)));
    }
    blend(light + at, a, f32x4.mul(v128.load(across + at), down), clears, share, one);
    blend(light + at + 16, b, f32x4.mul(v128.load(across + at, 16), down), clears, share, one);
    blend(light + at + 32, c, f32x4.mul(v128.load(across + at, 32), down), clears, share, one);
    blend(light + at + 48, d, f32x4.mul(v128.load(across + at, 48), down), clears, share, one);
  }
}

function blend(light: usize, sum: v128, covered: v128, clears: v128, share: v128, one: v128): void {
  const kept = f32x4.sub(one, f32x4.mul(covered, clears));
  v128.store(light, f32x4.add(f32x4.mul(v128.load(light), kept), f32x4.mul(sum, f32x4.mul(covered, share))));
}
