/** The memory of an error field, and what works in it: WebAssembly (`packages/core/kernel/field.ts`), or the plain twin where there is none. */

import { type CompiledModule, compiled, type KernelMemory, reserve } from '../../runtime/webassembly.js';
import { MODULE } from './field-module.js';
import { type FieldOperations, plainField } from './plain-field.js';

/** Operations, and the memory that they work in. */
export interface FieldMemory extends FieldOperations {
  readonly numbers: Float64Array;
}

/** What the module exports. */
interface Exports extends FieldOperations {
  readonly memory: KernelMemory;
  readonly base: { readonly value: number };
}

/** Numbers in the memory of a module at most: it is told by 32 bits of bytes. */
const MOST = 2 ** 29 - 2 ** 13;

let module: CompiledModule | undefined;

/** A memory for so many numbers. */
export function fieldMemory(count: number): FieldMemory {
  module ??= compiled(MODULE);
  if (module === undefined || count > MOST) return plainFieldMemory(count);
  // the exports are those of our own module
  const { memory, base, ...operations } = new WebAssembly.Instance(module).exports as unknown as Exports;
  reserve(memory, base.value + count * 8);
  return { ...operations, numbers: new Float64Array(memory.buffer, base.value, count) };
}

/** The same without WebAssembly. */
export function plainFieldMemory(count: number): FieldMemory {
  const numbers = new Float64Array(count);
  return { ...plainField(numbers), numbers };
}
