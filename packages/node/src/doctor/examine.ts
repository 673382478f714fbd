import type { Check } from './check.js';

/**
 * Looks at the codecs, the memory, the disk and permissions of a library, writes beside it, starts a decoder process, a thread and every
 * encoder, and has twelve odd files decoded.
 *
 * @param library  where the library is or is to be
 */
export async function runChecks(library: string): Promise<Check[]> {
  const { allChecks } = await import('./checks.js'); // it loads the codecs, which only decoders do otherwise
  return await allChecks(library);
}
