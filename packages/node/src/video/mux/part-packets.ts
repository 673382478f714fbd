/** The packets of a part, whoever encoded it. */

import { MosaicError } from '@tesserae/core';
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import type { VideoEncoding } from '../code/encoder.js';
import { tagged } from '../code/sequence-parameters.js';
import { type Packets, unpackPackets } from '../packets.js';
import type { FilmPart } from './film-file.js';

/**
 * Takes a part of H.264 or VP9 apart.
 *
 * @throws MosaicError `failed` if it does not have as many packets as frames; `shape`
 */
export async function partPackets(encoding: VideoEncoding, { bytes, frames }: FilmPart): Promise<Packets> {
  const part = encoding.kind === 'h264' ? await packetsOfMp4(bytes, encoding) : unpackPackets(bytes);
  if (part.packets.length === frames) return part;
  const facts = { subject: 'filmPart', expected: `${frames} frames`, received: part.packets.length };
  throw new MosaicError('failed', { ...facts, waysOut: [{ use: 'another encoder' }] });
}

/** The packets of a small MP4, as the built-in encoder makes it. */
async function packetsOfMp4(mp4: Uint8Array, encoding: VideoEncoding): Promise<Packets> {
  const input = new Input({ source: new BufferSource(mp4), formats: [MP4] });
  try {
    const track = await input.getPrimaryVideoTrack();
    const description = (await track?.getDecoderConfig())?.description;
    if (!track || !(description instanceof Uint8Array)) throw new Error('no track of H.264');
    const packets: Uint8Array[] = [];
    for await (const { data } of new EncodedPacketSink(track).packets()) packets.push(data);
    return { description: tagged(description, encoding), packets };
  } catch (error) {
    const facts = { subject: 'encoder', expected: 'a film from the built-in encoder', received: 'none' };
    throw new MosaicError('failed', { ...facts, waysOut: [{ set: 'encoder', to: 'ffmpeg' }] }, error);
  } finally {
    input.dispose();
  }
}
