/** Frames as they are, for a program that encodes them: I420, one behind the other. */

import { i420Bytes, i420FromRgb } from '@tesserae/core/internal';
import type { PartEncoder, VideoEncoding } from './encoder.js';

/** A coder that only turns colours: BT.709, limited range. */
export function rawEncoder({ width, height }: VideoEncoding): PartEncoder {
  const frames: Uint8Array[] = [];
  return {
    async add({ rgb }) {
      frames.push(i420FromRgb(rgb, width, height));
    },
    async end() {
      const bytes = new Uint8Array(frames.length * i420Bytes(width, height));
      frames.forEach((frame, i) => {
        bytes.set(frame, i * frame.length);
      });
      return bytes;
    },
  };
}
