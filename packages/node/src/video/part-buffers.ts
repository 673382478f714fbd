/** How a worker hands over a part: its bytes and what they took, on shared memory that is used again for later parts. */

import { MosaicError } from '@tesserae/core';
import { sharedBuffer } from '@tesserae/core/internal';
import type { VideoEncoding } from './code/encoder.js';

/** Room for one part. */
export interface PartBuffer {
  readonly out: Uint8Array;
  /** Bytes of the part, seconds of drawing, seconds of coding. */
  readonly outcome: Float64Array;
}

/** What a part is, and what it took. */
export interface EncodedPart {
  readonly bytes: Uint8Array;
  /** Seconds of work. */
  readonly drawing: number;
  readonly coding: number;
}

/** Rooms, as many as are in use at a time. */
export interface PartBuffers {
  acquire(): PartBuffer;
  /** Reads what was handed over; the room is free again. */
  readAndRelease(room: PartBuffer): EncodedPart;
}

/** Rooms for parts of so many moving frames. */
export function partBuffers(coding: VideoEncoding, framesAPart: number): PartBuffers {
  const bytes = mostBytes(coding) * framesAPart;
  const free: PartBuffer[] = [];
  return {
    acquire: () =>
      free.pop() ?? { out: new Uint8Array(sharedBuffer(bytes)), outcome: new Float64Array(sharedBuffer(3 * 8)) },
    readAndRelease(room) {
      const [length, drawing, coding] = room.outcome;
      const part = { bytes: room.out.slice(0, length), drawing, coding };
      free.push(room);
      return part;
    },
  };
}

/** Bytes that a coded frame has at most: as many as its pixels, and what is around them. Video has half of their colours. */
function mostBytes({ kind, width, height }: VideoEncoding): number {
  const isPicture = kind === 'png' || kind === 'gif' || kind === 'webp';
  return width * height * (isPicture ? 4 : 1.5) + 4096;
}

/**
 * Hands a part over, in a worker.
 *
 * @throws MosaicError `failed` if it is larger than its pixels
 */
export function storePart({ out, outcome }: PartBuffer, { bytes, drawing, coding }: EncodedPart): void {
  if (bytes.length > out.length)
    throw new MosaicError('failed', {
      subject: 'filmPart',
      expected: `at most ${out.length} bytes`,
      received: bytes.length,
    });
  out.set(bytes);
  outcome.set([bytes.length, drawing, coding]);
}
