/**
 * What a frame is drawn on: light, so that what is laid over one another adds up as it does for the eye. It lies in the memory of the
 * kernel that draws (`packages/core/kernel/film.ts`), one for each canvas.
 *
 * Sums are in 32-bit floats, each step rounded in a fixed order: the same bits on every machine.
 */

import { LINEAR } from '../../color/srgb.js';
import { MosaicError } from '../../errors.js';
import { type CompiledModule, compiled, type KernelMemory, reserve } from '../../runtime/webassembly.js';
import { MODULE } from './film-module.js';
import { BYTES, STEPS, TURNS } from './srgb-steps.js';

/** What the module exports; see there. Addresses are bytes into its memory. */
interface Kernel {
  readonly memory: KernelMemory;
  readonly base: { readonly value: number };
  encode(light: number, count: number, bytes: number, turns: number, steps: number, out: number): void;
  acrossRow(bytes: number, length: number, linear: number, light: number, taps: number, out: number): void;
  layRow(light: number, samples: number, across: number, rows: number, count: number, portion: number): void;
  lay(sprite: number, laid: number, width: number, linear: number): void;
  close(light: number, laid: number, pixels: number): void;
}

/** A frame being drawn; made by `openCanvas`, and used for one frame after the other. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, linear, white is 1: width × height × 3, row by row. A filter may leave a little more or less. */
  readonly light: Float32Array;
  /** What `drawSprites` has laid so far, red, green, blue, and the share that is still open: width × height × 4. */
  readonly laid: Float32Array;
  /** What draws on it, and all of its memory: views made once, as making one costs more than copying a small photo. */
  readonly kernel: Kernel;
  readonly memory: Uint8Array;
  readonly floats: Float64Array;
  readonly integers: Int32Array;
  /** Where things are in the memory: the light of a byte, steps, turns; the canvas; the frame as bytes; room for what is drawn. */
  readonly at: Readonly<Record<'linear' | 'bytes' | 'turns' | 'light' | 'laid' | 'rgb' | 'scratch', number>>;
  /** Bytes of that room. */
  readonly scratchBytes: number;
}

/** Bytes of room: for rows of a level, at least, eight times as dense as the frame, or for a photo of 1,200 × 1,200 pixels. */
const ROOM_A_COLUMN = 1024;
const LEAST_ROOM = 6 * 2 ** 20;

/** What is loaded and stored at once may reach so far beyond a row. */
const BEYOND = 64;

/** What a kernel is asked to hold at most: 8,000 × 8,000 pixels and some. */
const MOST_MEMORY = 2 ** 31;

let module: CompiledModule | undefined;

/**
 * A black canvas. It stays with the thread that opened it. Memory: 31 bytes a pixel and some megabytes, all of it from the start: if
 * it grew, the views would be cut off.
 *
 * @throws MosaicError `unsupported` where there is no WebAssembly with SIMD; `limit` beyond 8,000 × 8,000 pixels
 */
export function openCanvas(width: number, height: number): Canvas {
  module ??= compiled(MODULE);
  if (module === undefined) throw new MosaicError('unsupported', { expected: 'WebAssembly with SIMD' });
  // the exports are those of our own module
  const kernel = new WebAssembly.Instance(module).exports as unknown as Kernel;
  const pixels = width * height;
  const scratchBytes = Math.max(LEAST_ROOM, width * ROOM_A_COLUMN);
  let end = kernel.base.value;
  const place = (bytes: number) => {
    const at = Math.ceil(end / 16) * 16;
    end = at + bytes + BEYOND;
    return at;
  };
  const tables = { linear: place(256 * 4), bytes: place(BYTES.length), turns: place(256 * 4) };
  const frame = { light: place(pixels * 12), laid: place(pixels * 16), rgb: place(pixels * 3) };
  const at = { ...tables, ...frame, scratch: place(scratchBytes) };
  if (end > MOST_MEMORY) throw new MosaicError('limit', { subject: 'frame', received: `${width} × ${height}` });
  reserve(kernel.memory, end);
  const { buffer } = kernel.memory;
  const memory = new Uint8Array(buffer);
  new Float32Array(buffer, at.linear, 256).set(LINEAR);
  memory.set(BYTES, at.bytes);
  new Float32Array(buffer, at.turns, 256).set(TURNS);
  const light = new Float32Array(buffer, at.light, pixels * 3);
  const laid = new Float32Array(buffer, at.laid, pixels * 4);
  const views = { light, laid, memory, floats: new Float64Array(buffer), integers: new Int32Array(buffer) };
  return { width, height, kernel, ...views, at, scratchBytes };
}

/**
 * Fills all of a canvas.
 *
 * @param colour  red, green and blue, sRGB bytes: [16, 16, 20] for #101014
 */
export function fill({ light }: Canvas, [r, g, b]: readonly [number, number, number]): void {
  light.set([LINEAR[r], LINEAR[g], LINEAR[b]]);
  // twice as much each time: quicker than a loop
  for (let filled = 3; filled < light.length; filled *= 2) light.copyWithin(filled, 0, filled);
}

/**
 * The frame as sRGB; what is darker than black or lighter than white is cut off.
 *
 * @param out  bytes to fill: width × height × 3, row by row
 * @returns `out`
 */
export function toRgb({ light, kernel, memory, at }: Canvas, out: Uint8Array): Uint8Array {
  kernel.encode(at.light, light.length, at.bytes, at.turns, STEPS, at.rgb);
  out.set(memory.subarray(at.rgb, at.rgb + light.length));
  return out;
}

/**
 * Copies bytes into a canvas's memory, to the first place from `at` on that lies as they do: V8 then copies shared memory eight bytes at
 * a time, else one by one. Seven bytes more than there are may be needed.
 *
 * @returns where they are
 */
export function put({ memory }: Canvas, at: number, bytes: Uint8Array): number {
  const place = at + ((bytes.byteOffset - at) & 7);
  memory.set(bytes, place);
  return place;
}
