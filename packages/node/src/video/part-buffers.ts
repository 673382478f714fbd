/** How a worker makes and hands over a part: its bytes and what they took, on shared memory that is used again for later parts. */

import { MosaicError } from '@tesserae/core';
import { sharedBuffer } from '@tesserae/core/internal';
import type { VideoEncoding } from './code/encoder.js';
import { openEncoder } from './code/open-encoder.js';

/** Room for one part. */
export interface PartBuffer {
  readonly out: Uint8Array;
  /** Bytes of the part, seconds of drawing, seconds of coding. */
  readonly outcome: Float64Array;
}

/** Room for a part of so many moving frames. */
export function partBuffer(encoding: VideoEncoding, framesAPart: number): PartBuffer {
  const bytes = mostBytes(encoding) * framesAPart;
  return { out: new Uint8Array(sharedBuffer(bytes)), outcome: new Float64Array(sharedBuffer(3 * 8)) };
}

/** Bytes that a coded frame has at most: as many as its pixels, and what is around them. Video has half of their colours. */
function mostBytes({ kind, width, height }: VideoEncoding): number {
  const isPicture = kind === 'png' || kind === 'gif' || kind === 'webp';
  return width * height * (isPicture ? 4 : 1.5) + 4096;
}

/**
 * Draws and codes the frames of a part and hands it over, in a worker. It pauses after each frame.
 *
 * @param draw  frame of the part → its pixels, which are good until the next
 * @throws MosaicError `failed` if the part is larger than its pixels; what encoders throw
 */
export async function* codePart(
  encoding: VideoEncoding,
  frames: number,
  draw: (frame: number) => Uint8Array,
  { out, outcome }: PartBuffer,
): AsyncGenerator<void, void> {
  const { width, height } = encoding;
  const encoder = await openEncoder(encoding);
  const begun = performance.now();
  let drawing = 0;
  for (let frame = 0; frame < frames; frame++) {
    const started = performance.now();
    const rgb = draw(frame);
    drawing += performance.now() - started;
    await encoder.add({ width, height, rgb });
    yield;
  }
  const bytes = await encoder.end();
  if (bytes.length > out.length) {
    const expected = `at most ${out.length} bytes`;
    throw new MosaicError('failed', { subject: 'filmPart', expected, received: bytes.length });
  }
  out.set(bytes);
  outcome.set([bytes.length, drawing / 1000, (performance.now() - begun - drawing) / 1000]);
}
