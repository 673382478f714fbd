/**
 * The differences of a mosaic in WebAssembly SIMD, for `packages/core/src/assign/refine/error-field.ts`: in the same order as the plain twin,
 * `plain-field.ts` there, so that not a bit differs. All numbers are 64-bit floats. The host lays out the memory, and names places in it
 * by how many numbers come before; what lies where is said there.
 */

/** Where the memory that the host lays out begins, in bytes. */
export const base: usize = (__heap_base + 15) & ~15;

/** Samples down a cell. */
const SIDE = 4;

/** Of the planes; and room for the rows of a cell's blur. */
let width: i32 = 0;
let height: i32 = 0;
let room: usize = 0;

/** Says how large the planes are, and where there is room. */
export function open(planeWidth: i32, planeHeight: i32, roomAt: i32): void {
  width = planeWidth;
  height = planeHeight;
  room = address(roomAt);
}

/** So many numbers, in bytes. */
function bytes(numbers: i32): usize {
  return (<usize>numbers) << 3;
}

function address(place: i32): usize {
  return base + bytes(place);
}

function whole(at: usize): i32 {
  return <i32>load<f64>(at);
}

/** Adds a cell's samples, blurred by a filter, to a plane. */
export function spread(filter: i32, box: i32, samples: i32, plane: i32): void {
  const record = address(filter);
  const across = whole(record);
  const down = whole(record + 8);
  const left = whole(address(box));
  const top = whole(address(box) + 8);
  const columns = whole(address(box) + 16);
  const from = max(0, left - across);
  const length = min(width, left + columns + across) - from;
  const stride = bytes((length + 1) & ~1);
  // the taps of the distance 0
  const middleAcross = record + bytes(2 + SIDE + across);
  const middleDown = middleAcross + bytes(across + 1 + 2 * SIDE + down);
  blurRows(address(samples), columns, middleAcross + bytes(from - left), stride);
  const first = max(0, top - down);
  const rows = min(height, top + SIDE + down) - first;
  let to = address(plane + first * width + from);
  for (let y = 0; y < rows; y++, to += bytes(width)) {
    addColumns(middleDown + bytes(first + y - top), stride, to, length);
  }
}

/** Blurs samples along their rows, into the room. */
function blurRows(samples: usize, columns: i32, taps: usize, stride: usize): void {
  let to = room;
  for (let row = 0; row < SIDE; row++) {
    const first = samples + bytes(row * columns);
    const end = first + bytes(columns);
    let tap = taps;
    for (const rowEnd = to + stride; to < rowEnd; to += 16, tap += 16) {
      let sum = f64x2.splat(0);
      for (let at = first, by = tap; at < end; at += 8, by -= 8) {
        sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(at), v128.load(by)));
      }
      v128.store(to, sum);
    }
  }
}

/** Adds the rows of the room, each times its tap, to a row of a plane. */
function addColumns(tap: usize, stride: usize, to: usize, length: i32): void {
  const a = v128.load64_splat(tap);
  const b = v128.load64_splat(tap - 8);
  const c = v128.load64_splat(tap - 16);
  const d = v128.load64_splat(tap - 24);
  let from = room;
  for (const end = room + bytes(length & ~1); from < end; from += 16, to += 16) {
    v128.store(to, f64x2.add(v128.load(to), column(from, stride, a, b, c, d)));
  }
  if ((length & 1) === 0) return;
  store<f64>(to, load<f64>(to) + f64x2.extract_lane(column(from, stride, a, b, c, d), 0));
}

function column(from: usize, stride: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  let sum = f64x2.mul(a, v128.load(from));
  sum = f64x2.add(sum, f64x2.mul(b, v128.load(from + stride)));
  sum = f64x2.add(sum, f64x2.mul(c, v128.load(from + 2 * stride)));
  return f64x2.add(sum, f64x2.mul(d, v128.load(from + 3 * stride)));
}

/** Multiplies a cell's samples of a plane with a matrix. */
export function multiply(matrix: i32, box: i32, plane: i32, out: i32): void {
  const places = whole(address(matrix));
  const stride = bytes(places);
  const columns = whole(address(box) + 16);
  const samples = address(plane + whole(address(box) + 8) * width + whole(address(box)));
  for (let place = 0; place < places; place += 8) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let at = address(matrix + 1 + place);
    for (let row = 0; row < SIDE; row++) {
      const first = samples + bytes(row * width);
      for (let sample = first, end = first + bytes(columns); sample < end; sample += 8, at += stride) {
        const value = v128.load64_splat(sample);
        a = f64x2.add(a, f64x2.mul(value, v128.load(at)));
        b = f64x2.add(b, f64x2.mul(value, v128.load(at, 16)));
        c = f64x2.add(c, f64x2.mul(value, v128.load(at, 32)));
        d = f64x2.add(d, f64x2.mul(value, v128.load(at, 48)));
      }
    }
    const to = address(out + place);
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}
