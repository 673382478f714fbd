/**
 * H.264 by WebAssembly, which works wherever Node does: minih264 in the package h264-mp4-encoder.
 *
 * A part is encoded by an instance of its own with a fixed quantizer, so its bytes depend on its frames alone, and is a small MP4, from
 * which `mux/part-packets.ts` takes the packets: of a whole film the package would hold all in memory.
 *
 * Tried, on a quick zoom into a mosaic, 1280 × 720, quantizer 24, frames a CPU second: speed 0 9.5, 139 kB a frame, 38.9 dB; 5 21, 159 kB,
 * 38.8; 10 34, 174 kB, 38.2.
 */

import { MosaicError } from '@tesserae/core/errors';
import { i420Bytes, i420FromRgb } from '@tesserae/core/internal';
import type { H264MP4Encoder } from 'h264-mp4-encoder';
import type { PartEncoder, VideoEncoding } from './encoder.js';

/** 0 is the most careful, 10 the quickest. */
const SPEED = 5;

/** Quantizers of the best and of the least quality; the encoder takes 10 to 51. */
const [FINEST, COARSEST] = [18, 51];

/** The quantizer of a quality in 1…100: six steps are half or twice the precision. */
function quantizerOf(quality: number): number {
  return Math.round(COARSEST + ((FINEST - COARSEST) * (quality - 1)) / 99);
}

/** More frames than any part has. */
const ENDLESS = 1e6;

/** Opens a coder of one part. */
export async function h264Encoder(coding: VideoEncoding): Promise<PartEncoder> {
  const { width, height } = coding;
  const encoder = await begin(coding);
  const i420 = new Uint8Array(i420Bytes(width, height));
  return {
    async add({ rgb }) {
      i420FromRgb(rgb, width, height, i420);
      guarded(() => encoder.addFrameYuv(i420));
    },
    async end() {
      return guarded(() => {
        encoder.finalize();
        const mp4 = encoder.FS.readFile(encoder.outputFilename);
        encoder.FS.unlink(encoder.outputFilename);
        encoder.delete();
        return mp4;
      });
    },
  };
}

let files = 0;

async function begin({ width, height, fps, quality }: VideoEncoding): Promise<H264MP4Encoder> {
  const { createH264MP4Encoder } = await load();
  const encoder = await createH264MP4Encoder();
  return guarded(() => {
    // all encoders of a thread share one file system, in memory
    encoder.outputFilename = `part-${files++}.mp4`;
    encoder.width = width;
    encoder.height = height;
    encoder.frameRate = fps;
    encoder.quantizationParameter = quantizerOf(quality);
    encoder.groupOfPictures = ENDLESS; // a part is one group, however long
    encoder.speed = SPEED;
    encoder.initialize();
    return encoder;
  });
}

type Encoders = Pick<typeof import('h264-mp4-encoder'), 'createH264MP4Encoder'>;

let loaded: Promise<Encoders> | undefined;

/** Loads the package once, and takes back what it does to the process: it would print itself, a megabyte, at any error of anybody. */
async function load(): Promise<Encoders> {
  if (loaded === undefined) {
    const before = EVENTS.map((event) => process.listeners(event));
    loaded = import('h264-mp4-encoder').then(({ default: encoders }) => {
      EVENTS.forEach((event, i) => {
        for (const listener of process.listeners(event)) {
          if (!before[i].includes(listener)) process.removeListener(event, listener);
        }
      });
      return encoders;
    });
  }
  return await loaded;
}

// typed as one of them: the overloads of process.listeners take no union
const EVENTS = ['uncaughtException', 'unhandledRejection'] as unknown as readonly 'uncaughtException'[];

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const facts = { subject: 'encoder', expected: 'a coded frame from the built-in encoder', received: 'none' };
    throw new MosaicError(
      'failed',
      { ...facts, waysOut: [{ set: 'encoder', to: 'ffmpeg' }, { use: 'another size' }] },
      error,
    );
  }
}
