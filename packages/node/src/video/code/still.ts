/**
 * Frames that are pictures of their own: WebP, GIF and PNG. A part is one frame, and a part's bytes are what a writer joins:
 * the compressed data of a WebP, the table of colours and the data of a GIF, a whole PNG.
 */

import { MosaicError } from '@tesserae/core/errors';
import type { RgbPixels } from '../../pictures/encode.js';
import type { PartEncoder, VideoEncoding } from './encoder.js';

/** Encodes one picture. */
export type EncodeStill = (frame: RgbPixels, quality: number) => Promise<Uint8Array>;

/** A coder of one frame. */
export function stillEncoder({ kind, quality }: VideoEncoding, encode: EncodeStill): PartEncoder {
  let bytes: Uint8Array | undefined;
  return {
    async add(frame) {
      if (bytes !== undefined)
        throw new MosaicError('shape', { subject: 'filmPart', expected: `one frame of ${kind}`, received: 'two' });
      try {
        bytes = await encode(frame, quality);
      } catch (error) {
        const expected = `a frame of ${frame.width} × ${frame.height} px as ${kind}`;
        throw new MosaicError('failed', { subject: 'encoder', expected, received: 'none' }, error);
      }
    },
    async end() {
      if (bytes === undefined)
        throw new MosaicError('shape', { subject: 'filmPart', expected: `one frame of ${kind}`, received: 'none' });
      return bytes;
    },
  };
}
