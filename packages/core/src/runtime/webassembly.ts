/**
 * Compiles one of our modules.
 *
 * @param base64  the module
 * @returns undefined where there is no WebAssembly, or none of the kind that the module uses
 */
export function compiled(base64: string): WebAssembly.Module | undefined {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const runs = typeof WebAssembly !== 'undefined' && WebAssembly.validate(bytes);
  return runs ? new WebAssembly.Module(bytes) : undefined;
}

/** Makes sure that a module's memory has so many bytes. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}

const PAGE = 65_536;
