/**
 * The kernel that draws frames (`packages/core/kernel/film.ts`): one for each canvas, which lies in its memory.
 *
 * The memory is as large as it will ever be from the start: if it grew, what is seen of it from here would be cut off. What finds no room
 * in it is drawn by plain code (`…-fallback.ts`), to the same bits.
 */

import { LINEAR } from '../../color/srgb.js';
import { MosaicError } from '../../errors.js';
import { compiled, reserve } from '../../runtime/webassembly.js';
import { MODULE } from './film-module.js';
import { BYTES, TURNS } from './srgb-steps.js';

/** What the module exports; see there. Addresses are bytes into its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly base: { readonly value: number };
  encode(light: number, count: number, bytes: number, turns: number, steps: number, out: number): void;
  acrossRow(bytes: number, length: number, linear: number, light: number, taps: number, out: number): void;
  layRow(light: number, samples: number, across: number, rows: number, count: number, portion: number): void;
  lay(sprite: number, laid: number, width: number, linear: number): void;
  close(light: number, laid: number, pixels: number): void;
}

/** A kernel and where things are in its memory. */
export interface FilmKernel {
  readonly exports: Exports;
  readonly buffer: ArrayBuffer;
  /** The tables: light of a byte, steps, turns. */
  readonly linear: number;
  readonly bytes: number;
  readonly turns: number;
  /** The canvas, and the frame as bytes. */
  readonly light: number;
  readonly laid: number;
  readonly rgb: number;
  /** Room for whatever is drawn, and how many bytes it has. */
  readonly scratch: number;
  readonly scratchBytes: number;
  /** All of the memory, whole: made once, as making a view costs more than copying a small photo. */
  readonly memory: Uint8Array;
  readonly floats: Float64Array;
  readonly integers: Int32Array;
}

/** Bytes of room: for rows of a level, at least, eight times as dense as the frame, or for a photo of 1,200 × 1,200 pixels. */
const ROOM_A_COLUMN = 1024;
const LEAST_ROOM = 6 * 2 ** 20;

/** What is loaded and stored at once may reach so far beyond a row. */
const BEYOND = 64;

let module: WebAssembly.Module | undefined;

/** What a kernel is asked to hold at most: 8,000 × 8,000 pixels and some. */
const MOST_MEMORY = 2 ** 31;

/** A kernel for frames of this size. @throws MosaicError `unsupported` where the host has none, `limit` if the frame is too large for one */
export function filmKernel(width: number, height: number): FilmKernel {
  module ??= compiled(MODULE);
  if (module === undefined) throw new MosaicError('unsupported', { expected: 'WebAssembly with SIMD' });
  // the exports are those of our own module
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  const pixels = width * height;
  let end = exports.base.value;
  const place = (bytes: number) => {
    const at = Math.ceil(end / 16) * 16;
    end = at + bytes + BEYOND;
    return at;
  };
  const roomBytes = Math.max(LEAST_ROOM, width * ROOM_A_COLUMN);
  const [linear, bytes, turns] = [place(256 * 4), place(BYTES.length), place(256 * 4)];
  const [light, laid, rgb, room] = [place(pixels * 12), place(pixels * 16), place(pixels * 3), place(roomBytes)];
  if (end > MOST_MEMORY) throw new MosaicError('limit', { subject: 'frame', received: `${width} × ${height}` });
  reserve(exports.memory, end);
  const { buffer } = exports.memory;
  const memory = new Uint8Array(buffer);
  new Float32Array(buffer, linear, 256).set(LINEAR);
  memory.set(BYTES, bytes);
  new Float32Array(buffer, turns, 256).set(TURNS);
  const views = { memory, floats: new Float64Array(buffer), integers: new Int32Array(buffer) };
  return { exports, buffer, linear, bytes, turns, light, laid, rgb, scratch: room, scratchBytes: roomBytes, ...views };
}

/** Which bytes of a picture. */
interface Stretch {
  readonly from: number;
  readonly bytes: number;
}

/**
 * Copies bytes into a kernel's memory, to the first place from `at` on that lies as they do: V8 then copies shared memory eight bytes at a
 * time, else one by one. Seven bytes more than there are may be needed.
 *
 * @param rgb  a picture's bytes, sRGB, 3 a pixel
 * @returns where they are
 */
export function put({ memory }: FilmKernel, at: number, rgb: Uint8Array, { from, bytes }: Stretch): number {
  const place = at + ((rgb.byteOffset + from - at) & 7);
  memory.set(rgb.subarray(from, from + bytes), place);
  return place;
}
