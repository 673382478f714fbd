/** A film's file on its way: parts come in order, and the file appears complete or not at all. */

import { MosaicError, type Sink } from '@tesserae/core';
import type { Output } from '../../files/output.js';
import type { Parts } from '../../files/parts.js';
import { addWhole, publication, type WholeFile } from '../../files/publication.js';
import type { CopySound } from './sound-track.js';

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
  readonly sound?: CopySound;
  /** Frames that are files are parts of it. */
  readonly parts?: Parts | undefined;
  /** Further files, asked for when the film is complete: they and the film appear together, or none does. */
  readonly beside?: () => Promise<readonly WholeFile[]>;
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
 * Opens a film's file.
 *
 * @param frames  of the whole film
 * @throws MosaicError `exists`, `not-found`, `unwritable`, `no-space` if the file cannot be begun. Writing may throw `no-space`,
 * `failed`, and `shape` if parts are not all that they should be
 */
export async function openFilmFile(
  path: string,
  frames: number,
  begin: (output: Output) => Promise<Muxer>,
  { force = false, beside }: FilmFileOptions = {},
): Promise<Sink<FilmPart>> {
  const files = publication();
  const output = await files.begin(path, { force });
  try {
    const container = await begin(output);
    let next = 0;
    return {
      async write(part) {
        requireNext(part, next);
        next += part.frames;
        await container.add(part);
      },
      async close() {
        if (next !== frames) {
          throw new MosaicError('shape', { subject: 'film', expected: `${frames} frames`, received: next });
        }
        await container.end();
        files.requireWanted();
        for (const file of (await beside?.()) ?? []) await addWhole(files, file, { force });
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

/**
 * Makes sure that parts come in order.
 *
 * @throws MosaicError `shape`
 */
export function requireNext({ first }: FilmPart, expected: number): void {
  if (first === expected) return;
  throw new MosaicError('shape', { subject: 'filmPart', expected: `that from frame ${expected} on`, received: first });
}
