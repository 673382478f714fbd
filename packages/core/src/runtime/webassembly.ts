/** A module, ready to run. Not every compiler knows WebAssembly's own types, and these here are in published declarations. */
export type CompiledModule = object;

/** The memory of a module. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/**
 * Compiles one of our modules.
 *
 * @param base64  the module
 * @returns undefined where there is no WebAssembly, none of the kind that the module uses, or a page forbids it
 */
export function compiled(base64: string): CompiledModule | undefined {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return undefined; // it is valid: a Content-Security-Policy without 'wasm-unsafe-eval' forbids it
  }
}

/** Makes sure that a module's memory has so many bytes. */
export function reserve(memory: KernelMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}

const PAGE = 65_536;
