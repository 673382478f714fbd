/** The coder of a coding: what a worker that draws frames hands them to. */

import type { PartEncoder, VideoEncoding } from './encoder.js';
import { type EncodeStill, stillEncoder } from './still.js';

/**
 * Opens a coder for one part; loads what it needs and nothing else.
 *
 * @throws MosaicError `failed` if an encoder cannot be loaded
 */
export async function openEncoder(coding: VideoEncoding): Promise<PartEncoder> {
  switch (coding.kind) {
    case 'h264':
      return await (await import('./h264.js')).h264Encoder(coding);
    case 'native':
    case 'native-vp9':
      return await (await import('./native.js')).nativeEncoder(coding);
    case 'raw':
      return (await import('./raw.js')).rawEncoder(coding);
    default:
      return stillEncoder(coding, await PICTURES[coding.kind]());
  }
}

const PICTURES: Readonly<Record<'webp' | 'gif' | 'png', () => Promise<EncodeStill>>> = {
  webp: async () => (await import('./webp.js')).webpFrame,
  gif: async () => (await import('./gif.js')).gifFrame,
  png: async () => (await import('./png.js')).pngFrame,
};
