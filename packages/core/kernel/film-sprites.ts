/** Sprites: the loop over pixels of `packages/core/src/animate/sprite-twin.ts`. */

/** Places in a sprite's list of 64-bit floats, as `packages/core/src/animate/sprite-kernel.ts` writes it. */
const LEFT = 0 << 3;
const TOP = 1 << 3;
const RIGHT = 2 << 3;
const BOTTOM = 3 << 3;
const START_U = 4 << 3;
const SLOPE_U_X = 5 << 3;
const SLOPE_U_Y = 6 << 3;
const EXTENT_U = 7 << 3;
const START_V = 8 << 3;
const SLOPE_V_X = 9 << 3;
const SLOPE_V_Y = 10 << 3;
const EXTENT_V = 11 << 3;
const OPACITY = 12 << 3;
const CLOSED = 13 << 3;
const SOURCES = 14 << 3;
const FIRST_SOURCE = 15 << 3;

/** Places in a source's list. */
const ADDRESS = 0 << 3;
const LAST_COLUMN = 1 << 3;
const LAST_ROW = 2 << 3;
const SPAN_X = 3 << 3;
const SPAN_Y = 4 << 3;
const WEIGHT = 5 << 3;
const STRIDE = 6 << 3;
const SOURCE = 7 << 3;

/**
 * Lays a sprite on what is open.
 *
 * @param sprite  its list of numbers, see above
 * @param laid    red, green, blue and what is open, 4 floats a pixel of the frame, `width` pixels a row
 * @param linear  256 floats: the light of a byte
 */
export function lay(sprite: usize, laid: usize, width: i32, linear: usize): void {
  const left = <i32>load<f64>(sprite, LEFT);
  const right = <i32>load<f64>(sprite, RIGHT);
  const bottom = <i32>load<f64>(sprite, BOTTOM);
  const slopeU = load<f64>(sprite, SLOPE_U_X);
  const slopeV = load<f64>(sprite, SLOPE_V_X);
  const extentU = load<f64>(sprite, EXTENT_U);
  const extentV = load<f64>(sprite, EXTENT_V);
  const opacity = load<f64>(sprite, OPACITY);
  const closed = load<f64>(sprite, CLOSED);
  const sources = sprite + FIRST_SOURCE;
  const end = sources + <usize>load<f64>(sprite, SOURCES) * SOURCE;
  for (let y = <i32>load<f64>(sprite, TOP); y < bottom; y++) {
    const startU = load<f64>(sprite, START_U) + <f64>y * load<f64>(sprite, SLOPE_U_Y);
    const startV = load<f64>(sprite, START_V) + <f64>y * load<f64>(sprite, SLOPE_V_Y);
    let pixel = laid + ((<usize>(y * width + left)) << 4);
    for (let x = left; x < right; x++, pixel += 16) {
      const open = <f64>load<f32>(pixel, 12);
      if (open === 0) continue;
      const u = startU + <f64>x * slopeU;
      const v = startV + <f64>x * slopeV;
      const covered = overlap(u, extentU) * overlap(v, extentV) * opacity;
      if (covered <= 0) continue;
      const share = covered >= open - closed ? <f32>open : <f32>covered;
      let colour = f32x4.splat(0);
      for (let source = sources; source < end; source += SOURCE) colour = add(source, u, v, linear, colour);
      colour = f32x4.replace_lane(colour, 3, -1);
      v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.mul(f32x4.splat(share), colour)));
    }
  }
}

/** How much of a pixel lies between the two sides of a view. */
function overlap(at: f64, extent: f64): f64 {
  return max<f64>(0, min<f64>(1, at * extent + 0.5) + min<f64>(1, (1 - at) * extent + 0.5) - 1);
}

/** Adds the light of a texture at u, v: between the four pixels around it. */
function add(source: usize, u: f64, v: f64, linear: usize, colour: v128): v128 {
  const lastX = load<f64>(source, LAST_COLUMN);
  const lastY = load<f64>(source, LAST_ROW);
  const x = max<f64>(0, min<f64>(lastX, u * load<f64>(source, SPAN_X) - 0.5));
  const y = max<f64>(0, min<f64>(lastY, v * load<f64>(source, SPAN_Y) - 0.5));
  const column = <i32>x;
  const row = <i32>y;
  const partX = x - <f64>column;
  const partY = y - <f64>row;
  const weight = load<f64>(source, WEIGHT);
  const stride = <i32>load<f64>(source, STRIDE);
  const upper = <usize>(<i32>load<f64>(source, ADDRESS) + row * stride + column * 3);
  const lower = upper + <usize>(<f64>row < lastY ? <usize>stride : 0);
  const next: usize = <f64>column < lastX ? 3 : 0;
  colour = f32x4.add(colour, pixel(upper, (1 - partX) * (1 - partY) * weight, linear));
  colour = f32x4.add(colour, pixel(upper + next, partX * (1 - partY) * weight, linear));
  colour = f32x4.add(colour, pixel(lower, (1 - partX) * partY * weight, linear));
  return f32x4.add(colour, pixel(lower + next, partX * partY * weight, linear));
}

function pixel(at: usize, weight: f64, linear: usize): v128 {
  let light = v128.load32_zero(linear + ((<usize>load<u8>(at)) << 2));
  light = v128.load32_lane(linear + ((<usize>load<u8>(at, 1)) << 2), light, 1);
  light = v128.load32_lane(linear + ((<usize>load<u8>(at, 2)) << 2), light, 2);
  return f32x4.mul(f32x4.splat(<f32>weight), light);
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
