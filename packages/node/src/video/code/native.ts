/**
 * H.264 and VP9 by the machine's own code: WebCodecs for Node (@napi-rs/webcodecs), which is used if it is there and asked for. It contains
 * x264, which is under the GPL: so it is no dependency of this program, and who wants it installs it.
 *
 * As with WebAssembly, a part is encoded by an instance of its own. Its H.264 has no fixed quantizer, so quality is a rate of bits.
 *
 * Source: W3C, "WebCodecs", https://www.w3.org/TR/webcodecs/; "AVC (H.264) WebCodecs Registration".
 */

import { setImmediate as later } from 'node:timers/promises';
import type { EncodedVideoChunk, VideoEncoder, VideoEncoderConfig } from '@napi-rs/webcodecs';
import { MosaicError } from '@tesserae/core/errors';
import { i420FromRgb } from '@tesserae/core/internal';
import { levelOf } from '../h264-level.js';
import { packPackets } from '../packets.js';
import type { PartEncoder, VideoEncoding } from './encoder.js';
import { VP9 } from './key-frame.js';
import { tagged } from './sequence-parameters.js';

const HIGH = '6400';

/** Frames on their way into the encoder at a time: they are not copied. */
const AT_ONCE = 4;

/** Bits a pixel of a quality in 1…100: half as many for each 15 less. */
function bitsOf(quality: number): number {
  return 0.4 * 2 ** ((quality - 75) / 15);
}

/** VP9's quantizer (0…255) of a quality in 1…100; above 72 the encoder goes by a rate of its own, and frames differ. */
function quantizerOf(quality: number): number {
  return Math.round(Math.min(72, 10 + 2 * (100 - quality)));
}

/** No frame waits for a later one: they come out in the order in which they are shown. */
const STEADY = { bitrateMode: 'variable', latencyMode: 'realtime' } as const;

/** How an encoder is asked for a codec. */
function configurationOf(coding: VideoEncoding): VideoEncoderConfig {
  const { kind, width, height, fps, quality } = coding;
  // the same bytes everywhere
  const common = { width, height, framerate: fps, hardwareAcceleration: 'prefer-software' } as const;
  // in real time it would put in a key frame after every ten
  if (kind === 'native-vp9') return { ...common, codec: VP9, bitrateMode: 'quantizer', latencyMode: 'quality' };
  const level = (levelOf(coding) ?? 52).toString(16).padStart(2, '0');
  const bitrate = Math.round(width * height * fps * bitsOf(quality));
  return { ...common, codec: `avc1.${HIGH}${level}`, avc: { format: 'avc' }, bitrate, ...STEADY };
}

/** Opens a coder of one part. */
export async function nativeEncoder(coding: VideoEncoding): Promise<PartEncoder> {
  const { kind, width, height, fps, quality } = coding;
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
  encoder.configure(configurationOf(coding));
  const how = kind === 'native-vp9' ? { vp9: { quantizer: quantizerOf(quality) } } : {};
  return {
    async add({ rgb }) {
      const frame = new webcodecs.VideoFrame(i420FromRgb(rgb, width, height), {
        ...{ format: 'I420', codedWidth: width, codedHeight: height, timestamp: Math.round((frames * 1e6) / fps) },
        colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
      });
      await guarded(async () => {
        encoder.encode(frame, { ...how, keyFrame: frames++ === 0 });
        frame.close();
        await roomIn(encoder);
      });
    },
    async end() {
      await guarded(async () => {
        await encoder.flush();
        encoder.close();
      });
      if (packets.length !== frames) throw failure(`${packets.length} of ${frames} packets`);
      if (kind === 'native-vp9') return packPackets({ description: NOTHING, packets });
      if (description === undefined) throw failure('no description');
      return packPackets({ description: tagged(description, coding), packets });
    },
  };
}

/** VP9 is told by its frames. */
const NOTHING = new Uint8Array(0);

function bytesOf(chunk: EncodedVideoChunk): Uint8Array {
  const bytes = new Uint8Array(chunk.byteLength);
  chunk.copyTo(bytes);
  return bytes;
}

async function roomIn(encoder: VideoEncoder): Promise<void> {
  while (encoder.state === 'configured' && encoder.encodeQueueSize >= AT_ONCE) await later();
}

function failure(cause: unknown): MosaicError {
  const facts = { subject: 'encoder', expected: 'a coded frame from the native encoder', received: 'none' };
  return new MosaicError('failed', { ...facts, waysOut: [{ use: 'another encoder' }] }, cause);
}
