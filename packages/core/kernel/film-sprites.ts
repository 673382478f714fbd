/**
 * Sprites: the loop over the pixels of one.
 *
 * Both coordinates of a view go side by side, as a pair of 64-bit floats; red, green, blue and what is open as four of 32 bits.
 * `pmin` and `pmax` are one instruction where `min` and `max`, which look for what is no number, are ten.
 */

/** Places in a sprite's list, as `packages/core/src/film/draw/sprites/draw-sprites.ts` writes it: pairs of 64-bit floats first. */
const START = 0;
const SLOPE_X = 16;
const SLOPE_Y = 32;
const EXTENT = 48;
const OPACITY = 64;
const CLOSED = 72;
/** Integers of 32 bits. */
const LEFT = 80;
const TOP = 84;
const RIGHT = 88;
const BOTTOM = 92;
const COUNT = 96;
const SOURCES = 112;

/** Places in a source's list: two pairs, a 64-bit float, integers of 32 bits. */
const LAST = 0;
const SPAN = 16;
const WEIGHT = 32;
const ADDRESS = 40;
const STRIDE = 44;
const SOURCE = 48;

/**
 * Lays a sprite on what is open.
 *
 * @param sprite  its list, see above
 * @param laid    red, green, blue and what is open, 4 floats a pixel of the frame, `width` pixels a row
 * @param linear  256 floats: the light of a byte
 */
export function lay(sprite: usize, laid: usize, width: i32, linear: usize): void {
  const slope = v128.load(sprite, SLOPE_X);
  const extent = v128.load(sprite, EXTENT);
  const opacity = load<f64>(sprite, OPACITY);
  const closed = load<f64>(sprite, CLOSED);
  const left = load<i32>(sprite, LEFT);
  const right = load<i32>(sprite, RIGHT);
  const bottom = load<i32>(sprite, BOTTOM);
  const sources = sprite + SOURCES;
  const end = sources + load<u32>(sprite, COUNT) * SOURCE;
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  const none = f64x2.splat(0);
  // a view reaches half a pixel beyond its sides
  const soft = f64x2.div(half, extent);
  const least = f64x2.sub(none, soft);
  const most = f64x2.add(one, soft);
  const back = f64x2.div(one, slope);
  const begin = f64x2.splat(<f64>left);
  const finish = f64x2.splat(<f64>right);
  for (let y = load<i32>(sprite, TOP); y < bottom; y++) {
    const start = f64x2.add(v128.load(sprite, START), f64x2.mul(f64x2.splat(<f64>y), v128.load(sprite, SLOPE_Y)));
    const a = f64x2.mul(f64x2.sub(least, start), back);
    const b = f64x2.mul(f64x2.sub(most, start), back);
    // where a coordinate is the same all along a row, these are infinite: of both signs where it is seen, of one where not
    const from = i32x4.trunc_sat_f64x2_s_zero(f64x2.pmax(f64x2.pmin(a, b), begin));
    const to = i32x4.trunc_sat_f64x2_s_zero(f64x2.pmin(f64x2.pmax(a, b), finish));
    // a pixel to spare on each side, for the rounding
    const first = max<i32>(left, max<i32>(i32x4.extract_lane(from, 0), i32x4.extract_lane(from, 1)) - 1);
    const last = min<i32>(right, min<i32>(i32x4.extract_lane(to, 0), i32x4.extract_lane(to, 1)) + 2);
    let pixel = laid + ((<usize>(y * width + first)) << 4);
    for (let x = first; x < last; x++, pixel += 16) {
      const open = <f64>load<f32>(pixel, 12);
      if (open === 0) continue;
      const at = f64x2.add(start, f64x2.mul(f64x2.splat(<f64>x), slope));
      const inner = f64x2.pmin(f64x2.add(f64x2.mul(at, extent), half), one);
      const outer = f64x2.pmin(f64x2.add(f64x2.mul(f64x2.sub(one, at), extent), half), one);
      const overlap = f64x2.pmax(f64x2.sub(f64x2.add(inner, outer), one), none);
      const covered = f64x2.extract_lane(overlap, 0) * f64x2.extract_lane(overlap, 1) * opacity;
      if (covered <= 0) continue;
      const share = covered >= open - closed ? <f32>open : <f32>covered;
      let colour = f32x4.splat(0);
      for (let source = sources; source < end; source += SOURCE) colour = add(source, at, linear, colour);
      colour = f32x4.replace_lane(colour, 3, -1);
      v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.mul(f32x4.splat(share), colour)));
    }
  }
}

/** Adds the light of a texture at u, v: between the four pixels around it. */
function add(source: usize, at: v128, linear: usize, colour: v128): v128 {
  const last = v128.load(source, LAST);
  const inside = f64x2.pmin(f64x2.sub(f64x2.mul(at, v128.load(source, SPAN)), f64x2.splat(0.5)), last);
  const place = f64x2.pmax(inside, f64x2.splat(0));
  const whole = f64x2.floor(place);
  const part = f64x2.sub(place, whole);
  const rest = f64x2.sub(f64x2.splat(1), part);
  const more = f64x2.lt(whole, last);
  const stride = load<i32>(source, STRIDE);
  const column = <i32>f64x2.extract_lane(whole, 0);
  const row = <i32>f64x2.extract_lane(whole, 1);
  const upper = <usize>(load<i32>(source, ADDRESS) + row * stride + column * 3);
  const next = <usize>(<i32>i64x2.extract_lane(more, 0) & 3);
  const lower = upper + <usize>(<i32>i64x2.extract_lane(more, 1) & stride);

  const weight = v128.load64_splat(source, WEIGHT);
  const sides = i8x16.shuffle(rest, part, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
  const restY = f64x2.splat(f64x2.extract_lane(rest, 1));
  const partY = f64x2.splat(f64x2.extract_lane(part, 1));
  const above = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.mul(sides, restY), weight));
  const below = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.mul(sides, partY), weight));
  colour = f32x4.add(colour, f32x4.mul(f32x4.splat(f32x4.extract_lane(above, 0)), light(upper, linear)));
  colour = f32x4.add(colour, f32x4.mul(f32x4.splat(f32x4.extract_lane(above, 1)), light(upper + next, linear)));
  colour = f32x4.add(colour, f32x4.mul(f32x4.splat(f32x4.extract_lane(below, 0)), light(lower, linear)));
  return f32x4.add(colour, f32x4.mul(f32x4.splat(f32x4.extract_lane(below, 1)), light(lower + next, linear)));
}

/** The light of a pixel of a texture. */
function light(at: usize, linear: usize): v128 {
  let light = v128.load32_zero(linear + ((<usize>load<u8>(at)) << 2));
  light = v128.load32_lane(linear + ((<usize>load<u8>(at, 1)) << 2), light, 1);
  return v128.load32_lane(linear + ((<usize>load<u8>(at, 2)) << 2), light, 2);
}

/** What was laid, over what the canvas held as far as it is open: `pixels` of them. */
export function close(light: usize, laid: usize, pixels: i32): void {
  for (const end = laid + ((<usize>pixels) << 4); laid < end; laid += 16, light += 12) {
    const own = v128.load(laid);
    const open = i8x16.shuffle(own, own, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15);
    const both = f32x4.add(own, f32x4.mul(open, v128.load(light)));
    v128.store64_lane(light, both, 0);
    v128.store32_lane(light, both, 2, 8);
  }
}
