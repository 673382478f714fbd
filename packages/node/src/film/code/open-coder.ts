/** The coder of a coding: what a worker that draws frames hands them to. */

import type { Coder, Coding } from './coder.js';

/**
 * Opens a coder for one part; loads what it needs and nothing else.
 *
 * @throws MosaicError `failed` if an encoder cannot be loaded
 */
export async function openCoder(coding: Coding): Promise<Coder> {
  if (coding.kind === 'h264') return await (await import('./h264.js')).h264Coder(coding);
  return (await import('./raw.js')).rawCoder(coding);
}
