/** Photos as a drawing takes them: from their originals, or from their thumbnails where these are gone. */

import { dirname, resolve } from 'node:path';
import type { PhotoSource, Settings } from '@tesserae/core';
import { type LibraryFile, openPhotos } from '@tesserae/node';
import { type Scratch, scratchIn } from '@tesserae/node/internal';
import { drawingMemory } from '../estimate/drawing-memory.js';
import type { Running } from '../job.js';

/** Photos that are to be drawn. */
export interface PhotosToDraw {
  readonly library: LibraryFile;
  /** Content hashes, hex; a photo is an index into them. */
  readonly ids: readonly string[];
  /** Photo → path. */
  readonly paths: readonly string[];
  /** How they are drawn: as the plan says. */
  readonly look: Settings['photosLook'];
  /** Where originals are put aside, if large views are wanted. */
  readonly scratch?: Scratch | undefined;
  /** Originals decoded at a time; as many as fit into the memory of a drawing, unless told. */
  readonly decodeAtOnce?: number;
}

/** Photos that are being drawn. */
export interface DrawnPhotos {
  readonly photos: PhotoSource;
  /** Those drawn from their thumbnails so far, as their originals are gone or have changed. */
  readonly fromThumbnails: ReadonlySet<number>;
}

/** Opens photos; each that is drawn from its thumbnail is told in a note. */
export function photosToDraw(
  { library, ids, paths, look, scratch, decodeAtOnce }: PhotosToDraw,
  settings: Settings,
  { host: { decoders }, events }: Running,
): DrawnPhotos {
  const fromThumbnails = new Set<number>();
  const photos = openPhotos(library, ids, {
    ...{ decoders, look, scratch, decodeAtOnce: decodeAtOnce ?? drawingMemory(settings).decoders },
    onNotice: ({ photo, reason }) => {
      fromThumbnails.add(photo);
      events({ type: 'note', note: { code: 'thumbnail-drawn', values: { path: paths[photo], reason } } });
    },
  });
  return { photos, fromThumbnails };
}

/**
 * Does something with photos that are to be drawn. A photo shows in many cells: it is decoded once and put aside beside the output, if
 * there is one. The library is closed afterwards.
 */
export async function withPhotos<T>(
  { output, ...wanted }: Omit<PhotosToDraw, 'scratch'> & { readonly output?: string | undefined },
  settings: Settings,
  running: Running,
  work: (drawn: DrawnPhotos) => Promise<T>,
): Promise<T> {
  const scratch = output === undefined ? undefined : scratchIn(dirname(resolve(output)));
  try {
    return await work(photosToDraw({ ...wanted, scratch }, settings, running));
  } finally {
    await scratch?.close();
    wanted.library.close();
  }
}
