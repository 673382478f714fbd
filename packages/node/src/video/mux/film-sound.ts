/** A file that is heard with a film: copied packet by packet where the film can hold it, else encoded by the machine's ffmpeg. */

import { extname, resolve } from 'node:path';
import { type Hooks, MosaicError, type WayOut } from '@tesserae/core';
import { outputOf } from '../clip/program.js';
import { QUIETLY, requireFfmpeg } from '../ffmpeg.js';
import type { SoundFile } from './audio-packets.js';
import { ANONYMOUSLY, type Container, type CopySound, HELD } from './copy-sound.js';

/** What sound is encoded to where the film cannot hold it: encoders by the names of ffmpeg. */
const ENCODERS = { mp4: 'aac', webm: 'libopus' } as const;

/** Nobody hears a difference. */
const BITS = '192k';

/** Where it is to be heard. */
export interface HeardIn {
  /** The film's file. */
  readonly output: string;
  /** Of the film: what is longer is cut off. */
  readonly seconds: number;
}

/** The sound of a film. */
export interface FilmSound {
  /** What it is coded with in its file, as "mp3". */
  readonly codec: string;
  /** What encodes it again, as "ffmpeg 7.1 (aac)"; null if its packets are copied. */
  readonly encoder: string | null;
  readonly copy: CopySound;
}

/**
 * Finds out, before any work, how a film can have the sound of a file.
 *
 * @throws MosaicError `usage` for a film that holds no sound; `unsupported` for a file without sound that can be read, or if nothing
 *         encodes it
 */
export async function filmSound(
  file: SoundFile,
  { output, seconds }: HeardIn,
  { signal }: Pick<Hooks, 'signal'> = {},
): Promise<FilmSound> {
  const container = containerOf(output);
  // it takes long to load
  const { copyPackets, readCodec } = await import('./audio-packets.js');
  const { codec, demuxer } = await readCodec(file);
  if (HELD[container].some((held) => held === codec)) {
    return { codec, encoder: null, copy: (path) => copyPackets(file.bytes, { path, container, seconds }) };
  }
  const encoder = ENCODERS[container];
  const otherwise: WayOut = { use: container === 'mp4' ? 'sound as AAC, MP3 or Opus' : 'sound as Opus or Vorbis' };
  const version = await requireFfmpeg(encoder, file.path, otherwise);
  const input = ['-protocol_whitelist', 'file', '-f', demuxer, '-i', `file:${resolve(file.path)}`];
  const how = ['-map', '0:a:0', '-c:a', encoder, '-b:a', BITS, '-t', seconds.toFixed(3), ...ANONYMOUSLY];
  return {
    codec,
    encoder: `ffmpeg ${version} (${encoder})`,
    async copy(path) {
      const args = [...QUIETLY, '-y', ...input, ...how, '-f', container, `file:${resolve(path)}`];
      for await (const _ of outputOf({ command: 'ffmpeg', args, path: file.path, signal }));
      return true;
    },
  };
}

function containerOf(output: string): Container {
  const suffix = extname(output).toLowerCase().slice(1);
  if (suffix === 'mp4' || suffix === 'webm') return suffix;
  throw new MosaicError('usage', {
    subject: 'audio',
    received: 'given for a film without sound: only .mp4 and .webm have it',
    waysOut: [{ omit: 'audio' }, { use: 'the suffix .mp4' }],
  });
}
