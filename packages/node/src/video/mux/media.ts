/**
 * MP4 of H.264 and WebM of VP9, written as the parts come: mediabunny arranges their packets, and what it writes goes to the output at once.
 * Of each packet some numbers are kept, and nothing else. An MP4 begins with all that a player must know (“fast start”).
 *
 * It takes 16 MB and .1 s to load, which the main thread alone does.
 */

import { MosaicError } from '@tesserae/core';
import {
  EncodedPacket,
  EncodedVideoPacketSource,
  Output as MediaFile,
  Mp4OutputFormat,
  StreamTarget,
  WebMOutputFormat,
} from 'mediabunny';
import type { Output } from '../../files/output.js';
import { isKeyFrame, VP9 } from '../code/key-frame.js';
import { soundBeside } from './copy-sound.js';
import type { MuxedFilm, Muxer } from './film-file.js';
import { partPackets } from './part-packets.js';
import { openSound } from './sound-track.js';

const COLOURS = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** Begins an MP4 whose parts are H.264, or a WebM whose parts are VP9. */
export async function mediaMuxer(output: Output, { encoding, frames, sound: copy }: MuxedFilm): Promise<Muxer> {
  const { width, height, fps } = encoding;
  const isWebm = encoding.kind === 'native-vp9';
  const file = new MediaFile({
    format: isWebm ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'reserve' }),
    target: new StreamTarget(new WritableStream({ write: ({ data, position }) => output.write(data, position) })),
  });
  stampNoTime(file);
  const pictures = new EncodedVideoPacketSource(isWebm ? 'vp9' : 'avc');
  const heard = copy && (await soundBeside(output, copy, isWebm ? 'webm' : 'mp4'));
  const sound = heard === undefined ? undefined : await openSound(heard);
  let description: Uint8Array | undefined;

  const start = async (avcC: Uint8Array): Promise<void> => {
    description = avcC;
    const codec = isWebm ? VP9 : `avc1.${Buffer.from(avcC.subarray(1, 4)).toString('hex')}`;
    const decoderConfig = { codec, codedWidth: width, codedHeight: height, colorSpace: COLOURS };
    file.addVideoTrack(pictures, {
      frameRate: fps,
      maximumPacketCount: frames,
      decoderConfig: isWebm ? decoderConfig : { ...decoderConfig, description },
    });
    sound?.addTo(file);
    await file.start();
  };
  return {
    async add(part) {
      const { description: avcC, packets } = await partPackets(encoding, part);
      if (description === undefined) await start(avcC);
      else requireSame(avcC, description);
      for (const [n, packet] of packets.entries()) {
        const isKey = isWebm ? isKeyFrame(packet) : n === 0;
        await pictures.add(new EncodedPacket(packet, isKey ? 'key' : 'delta', (part.first + n) / fps, 1 / fps));
      }
      await sound?.addUntil((part.first + part.frames) / fps);
    },
    async end() {
      await file.finalize();
      await sound?.close();
    },
    async stop() {
      // where a write has failed its stream is closed already, and there is nothing left to cancel
      await file.cancel().catch(() => undefined);
      await sound?.close();
    },
  };
}

/**
 * Takes back the time that mediabunny writes into three boxes of an MP4, for which it has no option: the same film has the same bytes.
 * The field is not public; the tests see it when it is no longer there.
 */
function stampNoTime(file: MediaFile): void {
  const { _muxer: muxer } = file as unknown as { readonly _muxer: { creationTime?: number } };
  if (muxer.creationTime !== undefined) muxer.creationTime = 0;
}

/** One description stands for all parts. */
function requireSame(description: Uint8Array, first: Uint8Array): void {
  if (Buffer.compare(description, first) === 0) return;
  const facts = { subject: 'encoder', expected: 'one description of all parts', received: 'two' };
  throw new MosaicError('failed', { ...facts, waysOut: [{ use: 'another encoder' }] });
}
