/** The sound of a clip, copied packet by packet: it is not encoded again, and is as quick as the clip. */

import { resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';
import type { Note } from '@tesserae/core/internal';
import { QUIETLY } from '../ffmpeg.js';
import { ANONYMOUSLY, type CopySound, HELD } from '../mux/copy-sound.js';
import type { ClipFacts } from './probe.js';
import { inputOf, outputOf } from './program.js';

/** Nobody sees that sound is off by so many seconds; Opus and Vorbis begin a packet earlier than they are heard. */
const SEEN = 0.04;

/** The sound of a clip, for a film. */
export interface SoundCopy {
  /** Undefined if the clip has none. */
  readonly copy: CopySound | undefined;
  /** Afterwards: what was left out. */
  notes(): readonly Note[];
}

/** Prepares the copy of what is heard from a clip's first picture on, for so many seconds. */
export function soundCopy(clip: ClipFacts, seconds: number, signal?: AbortSignal): SoundCopy {
  const { path, sound, begin } = clip;
  if (sound === undefined) return { copy: undefined, notes: () => [] };
  let isKept = false;
  return {
    async copy(file, container) {
      if (!HELD[container].some((codec) => codec === sound)) return false;
      const start = begin > SEEN ? ['-ss', begin.toFixed(3)] : [];
      const copied = ['-map', '0:a:0', '-c', 'copy', ...start, '-t', seconds.toFixed(3)];
      const args = [
        ...QUIETLY,
        '-y',
        ...inputOf(clip),
        ...copied,
        ...ANONYMOUSLY,
        '-f',
        container,
        `file:${resolve(file)}`,
      ];
      isKept = await hasEnded(outputOf({ command: 'ffmpeg', args, path, signal }));
      return isKept;
    },
    notes: () => (isKept ? [] : [{ code: 'sound-left-out', values: { file: path, codec: sound } }]),
  };
}

/** Waits until a program has ended. @returns false if it could not read the clip: a film can do without the sound */
async function hasEnded(output: AsyncIterable<Buffer>): Promise<boolean> {
  try {
    for await (const _ of output);
    return true;
  } catch (error) {
    if (error instanceof MosaicError && error.code === 'damaged') return false;
    throw error;
  }
}
