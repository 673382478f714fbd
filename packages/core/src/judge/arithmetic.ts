/**
 * What is done to every number of a picture that is judged, by WebAssembly (`packages/core/kernel/judge.ts`), and where there is none by
 * the plain twin: not a bit differs.
 *
 * *Measured* on 640 × 640 pixels: a blur of σ 8 takes 7 ms a channel, 150 by the plain twin; CIELAB 12, 200 by the twin.
 */

import { type CompiledModule, compiled, type KernelMemory, reserve } from '../runtime/webassembly.js';
import { MODULE } from './judge-module.js';
import type { Operations } from './operations.js';
import { plainOperations } from './plain-arithmetic.js';

/** Operations, and the memory that they work in. */
export interface Arithmetic extends Operations {
  /** Makes room for so many floats. @returns its address */
  room(floats: number): number;
  /** A row of so many floats. Good until room is made. */
  floats(at: number, count: number): Float32Array;
  /** The same, for addresses and counts. */
  integers(at: number, count: number): Int32Array;
  /** The same, for pixels. */
  bytes(at: number, count: number): Uint8Array;
}

/** What the module exports. */
interface Exports extends Operations {
  readonly memory: KernelMemory;
  readonly base: { readonly value: number };
}

/** Floats that are read or written at once: what stands behind a row may be overwritten up to there. */
const BLOCK = 16;

let module: CompiledModule | undefined;

/** Arithmetic with a memory of its own. */
export function openArithmetic(): Arithmetic {
  module ??= compiled(MODULE);
  if (module === undefined) return plainArithmetic();
  // the exports are those of our own module
  const { memory, base, ...operations } = new WebAssembly.Instance(module).exports as unknown as Exports;
  const grow = (bytes: number) => reserve(memory, bytes);
  return { ...operations, ...inMemory(memory, { from: base.value, grow }) };
}

/** The same without WebAssembly. */
export function plainArithmetic(): Arithmetic {
  const memory = { buffer: new ArrayBuffer(0) };
  const grow = (bytes: number): void => {
    // it is copied each time: not for every row
    const larger = new Uint8Array(2 * bytes);
    larger.set(new Uint8Array(memory.buffer));
    memory.buffer = larger.buffer;
  };
  return { ...plainOperations(memory), ...inMemory(memory, { from: 0, grow }) };
}

/** A memory where one row is laid out after the other. */
function inMemory(
  memory: { readonly buffer: ArrayBuffer },
  { from, grow }: { readonly from: number; readonly grow: (bytes: number) => void },
): Pick<Arithmetic, 'room' | 'floats' | 'integers' | 'bytes'> {
  let end = Math.ceil(from / BLOCK) * BLOCK;
  return {
    room: (floats) => {
      const at = end;
      // one block more: a row may begin in the middle of one
      end += (Math.ceil(floats / BLOCK) + 1) * BLOCK * 4;
      if (end > memory.buffer.byteLength) grow(end);
      return at;
    },
    floats: (at, count) => new Float32Array(memory.buffer, at, count),
    integers: (at, count) => new Int32Array(memory.buffer, at, count),
    bytes: (at, count) => new Uint8Array(memory.buffer, at, count),
  };
}
