/**
 * H.264 by the machine's own code: WebCodecs for Node (@napi-rs/webcodecs), which is used if it is there and asked for. It contains
 * x264, which is under the GPL: so it is no dependency of this program, and who wants it installs it.
 *
 * As with WebAssembly, a part is encoded by an instance of its own. There is no fixed quantizer, so quality is a rate of bits.
 *
 * Source: W3C, "WebCodecs", https://www.w3.org/TR/webcodecs/; "AVC (H.264) WebCodecs Registration".
 */

import { setImmediate as later } from 'node:timers/promises';
import type { EncodedVideoChunk, VideoEncoder } from '@napi-rs/webcodecs';
import { i420FromRgb } from '@tesserae/core';
import { MosaicError } from '@tesserae/core/errors';
import { levelOf } from '../h264-level.js';
import { packPackets } from '../packets.js';
import type { Coder, Coding } from './coder.js';
import { tagged } from './sequence-parameters.js';

const HIGH = '6400';

/** Frames on their way into the encoder at a time: they are not copied. */
const AT_ONCE = 4;

/** Bits a pixel of a quality in 1…100: half as many for each 15 less. */
export function bitsOf(quality: number): number {
  return 0.4 * 2 ** ((quality - 75) / 15);
}

/** Opens a coder of one part. */
export async function nativeCoder(coding: Coding): Promise<Coder> {
  const { width, height, fps, quality } = coding;
  const webcodecs = await import('@napi-rs/webcodecs');
  const packets: Uint8Array[] = [];
  let description: Uint8Array | undefined;
  let broken: unknown;
  let frames = 0;
  const encoder = new webcodecs.VideoEncoder({
    output: (chunk, metadata) => {
      packets.push(bytesOf(chunk));
      const found = metadata?.decoderConfig?.description;
      if (found !== undefined) description = new Uint8Array(found);
    },
    error: (error) => {
      broken = error;
    },
  });
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    // what it told first says more than that it is closed
    await work().catch((error: unknown) => {
      throw failure(broken ?? error);
    });
    if (broken !== undefined) throw failure(broken);
  };
  const level = (levelOf(coding) ?? 52).toString(16).padStart(2, '0');
  encoder.configure({
    ...{ codec: `avc1.${HIGH}${level}`, width, height, framerate: fps, avc: { format: 'avc' } },
    ...{ bitrate: Math.round(width * height * fps * bitsOf(quality)), bitrateMode: 'variable' },
    ...{ latencyMode: 'realtime', hardwareAcceleration: 'prefer-software' }, // no frame waits for a later one; the same bytes everywhere
  });
  return {
    async add({ rgb }) {
      const frame = new webcodecs.VideoFrame(i420FromRgb(rgb, width, height), {
        ...{ format: 'I420', codedWidth: width, codedHeight: height, timestamp: Math.round((frames * 1e6) / fps) },
        colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
      });
      await guarded(async () => {
        encoder.encode(frame, { keyFrame: frames++ === 0 });
        frame.close();
        await roomIn(encoder);
      });
    },
    async end() {
      await guarded(async () => {
        await encoder.flush();
        encoder.close();
      });
      if (description === undefined || packets.length !== frames)
        throw failure(`${packets.length} of ${frames} packets`);
      return packPackets({ description: tagged(description, coding), packets });
    },
  };
}

function bytesOf(chunk: EncodedVideoChunk): Uint8Array {
  const bytes = new Uint8Array(chunk.byteLength);
  chunk.copyTo(bytes);
  return bytes;
}

async function roomIn(encoder: VideoEncoder): Promise<void> {
  while (encoder.state === 'configured' && encoder.encodeQueueSize >= AT_ONCE) await later();
}

function failure(cause: unknown): MosaicError {
  return new MosaicError('failed', 'The native H.264 encoder could not encode a frame. Take --encoder wasm.', cause);
}
