/**
 * An MP4 of H.264, written as the parts come. The head's length is known from the number of frames, so the frames are written
 * behind the place that it will take; of each frame, its size is kept and nothing else.
 *
 * Tried: mediabunny, a muxer of all formats. It takes 18 MB and .08 s to load, keeps an object a frame, and stamps the time into
 * three boxes, which have to be found and zeroed for equal bytes.
 */

import { MosaicError } from '@tesserae/core';
import type { Output } from '../../files/output.js';
import { unpackPackets } from '../packets.js';
import type { Muxer } from './film-file.js';
import { mp4Head, mp4HeadBytes } from './mp4-head.js';

/** A film for an MP4. */
export interface Mp4Options {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second; whole. */
  readonly fps: number;
  readonly frames: number;
  /** How many parts there will be. */
  readonly parts: number;
}

/** Begins an MP4 whose parts are packets of H.264. */
export async function mp4Muxer(output: Output, options: Mp4Options): Promise<Muxer> {
  const { width, height, fps, frames } = options;
  const sizes = new Uint32Array(frames);
  const parts: number[] = [];
  let description: Uint8Array | undefined;
  let from = 0;
  let end = 0;
  let frame = 0;

  return {
    async add({ bytes, frames: expected }) {
      const part = unpackPackets(bytes);
      requireCount(part.packets.length, expected);
      if (description === undefined) {
        description = part.description;
        from = mp4HeadBytes(description, frames, options.parts);
        end = from;
      }
      requireSame(part.description, description);
      const packets = Buffer.concat(part.packets);
      await output.write(packets, end);
      end += packets.length;
      for (const packet of part.packets) sizes[frame++] = packet.length;
      parts.push(expected);
    },
    async end() {
      if (description === undefined)
        throw new MosaicError('shape', 'film: expected at least one frame, received none.');
      await output.write(mp4Head({ width, height, fps, description, sizes, parts }, from), 0);
    },
    stop: async () => {},
  };
}

function requireCount(packets: number, frames: number): void {
  if (packets === frames) return;
  throw new MosaicError(
    'failed',
    `film part: expected ${frames} frames, the encoder gave ${packets}. Try another --encoder.`,
  );
}

/** One description stands for all parts. */
function requireSame(description: Uint8Array, first: Uint8Array): void {
  if (Buffer.compare(description, first) === 0) return;
  throw new MosaicError('failed', 'film: the encoder described two parts differently. Try another --encoder.');
}
