/** A film on its way to a file, or to a folder of frames: parts come in order, and it appears complete or not at all. */

import { MosaicError, type Sink } from '@tesserae/core';
import type { Parts } from '../../files/parts.js';
import { type Publication, publication } from '../../files/publication.js';
import type { VideoEncoding } from '../code/encoder.js';
import type { CopySound } from './copy-sound.js';

/** A part of a film: coded frames. */
export interface FilmPart {
  /** The number of its first frame, from 0. */
  readonly first: number;
  readonly frames: number;
  readonly bytes: Uint8Array;
}

/** What is asked of a film's file. */
export interface FilmFileOptions {
  /** Replace what is there. */
  readonly force?: boolean;
  /** What is heard, where the container holds sound. */
  readonly sound?: CopySound | undefined;
  /** Frames that are files are parts of it. */
  readonly parts?: Parts | undefined;
}

/** A film for a container. */
export interface MuxedFilm {
  /** What errors name. */
  readonly output: string;
  readonly encoding: VideoEncoding;
  readonly frames: number;
  readonly sound?: CopySound | undefined;
}

/** What a container makes of parts. */
export interface Muxer {
  /** Takes the next part. */
  add(part: FilmPart): Promise<void>;
  /** After this the output is what it shall be. */
  end(): Promise<void>;
  /** Ends at once what is at work. */
  stop(): Promise<void>;
}

/**
 * Opens a film.
 *
 * @param frames  of the whole film
 * @param begin   begins its file or folder, and what makes one of parts
 * @throws MosaicError `exists`, `not-found`, `unwritable`, `no-space` if it cannot be begun. Writing may throw `no-space`,
 * `failed`, and `shape` if parts are not all that they should be
 */
export async function openFilm(frames: number, begin: (files: Publication) => Promise<Muxer>): Promise<Sink<FilmPart>> {
  const files = publication();
  try {
    const container = await begin(files);
    let next = 0;
    return {
      async write(part) {
        if (part.first !== next) {
          const expected = `that from frame ${next} on`;
          throw new MosaicError('shape', { subject: 'filmPart', expected, received: part.first });
        }
        next += part.frames;
        await container.add(part);
      },
      async close() {
        if (next !== frames) {
          throw new MosaicError('shape', { subject: 'film', expected: `${frames} frames`, received: next });
        }
        await container.end();
        await files.commit();
      },
      async abort() {
        await container.stop();
        return await files.abandon();
      },
    };
  } catch (error) {
    await files.abandon();
    throw error;
  }
}
