/** The coder of a coding: what a worker that draws frames hands them to. */

import type { Coder, Coding } from './coder.js';
import { type Encode, pictureCoder } from './picture.js';

/**
 * Opens a coder for one part; loads what it needs and nothing else.
 *
 * @throws MosaicError `failed` if an encoder cannot be loaded
 */
export async function openCoder(coding: Coding): Promise<Coder> {
  switch (coding.kind) {
    case 'h264':
      return await (await import('./h264.js')).h264Coder(coding);
    case 'native':
    case 'native-vp9':
      return await (await import('./native.js')).nativeCoder(coding);
    case 'raw':
      return (await import('./raw.js')).rawCoder(coding);
    default:
      return pictureCoder(coding, await PICTURES[coding.kind]());
  }
}

const PICTURES: Readonly<Record<'webp' | 'gif' | 'png', () => Promise<Encode>>> = {
  webp: async () => (await import('./webp.js')).webpFrame,
  gif: async () => (await import('./gif.js')).gifFrame,
  png: async () => (await import('./png.js')).pngFrame,
};
