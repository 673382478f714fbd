/** The packets of a sound file, by mediabunny: what they are coded with, and a copy of them. */

import { MosaicError } from '@tesserae/core';
import {
  ADTS,
  BufferSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FilePathTarget,
  FLAC,
  Input,
  type InputFormat,
  MATROSKA,
  Output as MediaFile,
  MP3,
  MP4,
  Mp4OutputFormat,
  OGG,
  QTFF,
  WAVE,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import type { Container } from './copy-sound.js';

/** The formats that are read, each with its demuxer as ffmpeg calls it: none of them names other files. */
const FORMATS = new Map<InputFormat, string>([
  [MP3, 'mp3'],
  [MP4, 'mov'],
  [QTFF, 'mov'],
  [ADTS, 'aac'],
  [OGG, 'ogg'],
  [WAVE, 'wav'],
  [FLAC, 'flac'],
  [MATROSKA, 'matroska'],
  [WEBM, 'matroska'],
]);

/** A file that is to be heard. */
export interface SoundFile {
  /** As it was given. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Finds out what the sound in a file is coded with, and what of ffmpeg takes the file apart.
 *
 * @throws MosaicError `unsupported`
 */
export async function readCodec({
  path,
  bytes,
}: SoundFile): Promise<{ readonly codec: string; readonly demuxer: string }> {
  const input = open(bytes);
  try {
    const demuxer = FORMATS.get(await input.getFormat());
    const codec = await (await input.getPrimaryAudioTrack())?.getCodec();
    if (demuxer !== undefined && codec) return { codec, demuxer };
  } catch (error) {
    throw noSound(path, error);
  } finally {
    input.dispose();
  }
  throw noSound(path);
}

function noSound(file: string, cause?: unknown): MosaicError {
  const expected = 'sound as MP3, AAC (.m4a), Opus or Vorbis (.ogg), WAV or FLAC';
  return new MosaicError('unsupported', { file, expected, waysOut: [{ use: 'another file' }] }, cause);
}

function open(bytes: Uint8Array): Input {
  return new Input({ source: new BufferSource(bytes), formats: [...FORMATS.keys()] });
}

/** Copies what begins before the film ends. @returns whether anything does */
export async function copyPackets(
  bytes: Uint8Array,
  { path, container, seconds }: { readonly path: string; readonly container: Container; readonly seconds: number },
): Promise<boolean> {
  const input = open(bytes);
  try {
    const track = await input.getPrimaryAudioTrack();
    const codec = await track?.getCodec();
    const decoderConfig = await track?.getDecoderConfig();
    if (!track || !codec || !decoderConfig) return false;
    const format = container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat();
    const file = new MediaFile({ format, target: new FilePathTarget(path) });
    const source = new EncodedAudioPacketSource(codec);
    file.addAudioTrack(source);
    await file.start();
    for await (const packet of new EncodedPacketSink(track).packets()) {
      if (packet.timestamp >= seconds) break;
      await source.add(packet, { decoderConfig });
    }
    await file.finalize();
    return true;
  } finally {
    input.dispose();
  }
}
