/**
 * The drawing of frames in WebAssembly SIMD, for `packages/core/src/film/draw`: in the same order and with the same rounding as its plain
 * twins in `packages/core/test/film/draw`, so that not a bit differs. The canvas lies in this module's memory, which the host lays out.
 */

export { acrossRow, layRow } from './film-level';
export { close, lay } from './film-sprites';

/** Where the memory that the host lays out begins. */
export const base: usize = __heap_base;

/**
 * Light into bytes.
 *
 * @param light  `count` floats; count is a multiple of 4, or what is behind them may be read and `out` written up to the next
 * @param bytes  the byte of each step of light, and of white
 * @param turns  256 floats: from where on it is the next one
 * @param steps  how many there are
 */
export function encode(light: usize, count: i32, bytes: usize, turns: usize, steps: f32, out: usize): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const all = f32x4.splat(steps);
  for (const end = light + ((<usize>count) << 2); light < end; light += 16, out += 4) {
    const value = v128.load(light);
    // what is no number becomes 0: a comparison with it is never true
    const kept = v128.and(f32x4.min(value, one), f32x4.gt(value, zero));
    const step = i32x4.trunc_sat_f32x4_s(f32x4.mul(kept, all));
    const a = <u32>load<u8>(bytes + i32x4.extract_lane(step, 0));
    const b = <u32>load<u8>(bytes + i32x4.extract_lane(step, 1));
    const c = <u32>load<u8>(bytes + i32x4.extract_lane(step, 2));
    const d = <u32>load<u8>(bytes + i32x4.extract_lane(step, 3));
    let turn = v128.load32_zero(turns + (a << 2));
    turn = v128.load32_lane(turns + (b << 2), turn, 1);
    turn = v128.load32_lane(turns + (c << 2), turn, 2);
    turn = v128.load32_lane(turns + (d << 2), turn, 3);
    const next = i32x4.bitmask(f32x4.ge(value, turn));
    store<u32>(
      out,
      (a + (next & 1)) | ((b + ((next >> 1) & 1)) << 8) | ((c + ((next >> 2) & 1)) << 16) | ((d + (next >> 3)) << 24),
    );
  }
}
