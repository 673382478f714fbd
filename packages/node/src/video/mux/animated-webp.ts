/**
 * An animated WebP, joined from frames that were compressed one by one. It repeats for ever.
 *
 * Source: RFC 9649, "WebP Image Format", section 2.7.1.
 */

import { MosaicError } from '@tesserae/core';
import type { Output } from '../../files/output.js';
import type { MuxedFilm, Muxer } from './film-file.js';
import { unitsOf, withoutRepeats } from './repeats.js';

const ANIMATION = 0x02;

/** A frame is put over the one before, not mixed with it. */
const NO_BLENDING = 0x02;

/** Bytes that a RIFF file can number. */
const MOST = 2 ** 32 - 10;

/** Begins an animated WebP whose parts are a frame's compressed data each. */
export async function webpMuxer(output: Output, film: MuxedFilm): Promise<Muxer> {
  const { width, height, fps } = film.encoding;
  const canvas = Buffer.concat([u24(width - 1), u24(height - 1)]);
  const head = Buffer.concat([
    riff(0),
    chunk('VP8X', Uint8Array.of(ANIMATION, 0, 0, 0), canvas),
    chunk('ANIM', u32(0), Uint8Array.of(0, 0)), // no ground, for ever
  ]);
  await output.write(head);
  let bytes = head.length;

  return withoutRepeats({
    async add(part) {
      const place = Buffer.concat([u24(0), u24(0), canvas, u24(unitsOf(part, fps, 1000)), Uint8Array.of(NO_BLENDING)]);
      const framed = chunk('ANMF', place, part.bytes);
      if (bytes + framed.length > MOST) {
        const waysOut = [{ lower: 'for' }, { lower: 'seconds' }, { use: 'the suffix .mp4' }];
        throw new MosaicError('limit', {
          file: film.output,
          expected: 'at most 4 GB of WebP',
          received: 'more',
          waysOut,
        });
      }
      await output.write(framed);
      bytes += framed.length;
    },
    async end() {
      await output.write(riff(bytes - 8), 0);
    },
    stop: async () => {},
  });
}

function riff(size: number): Buffer {
  return Buffer.concat([text('RIFF'), u32(size), text('WEBP')]);
}

/** A chunk; what is in it has an even length. */
function chunk(name: string, ...parts: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts);
  return Buffer.concat([text(name), u32(inside.length), inside]);
}

function u24(value: number): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}
