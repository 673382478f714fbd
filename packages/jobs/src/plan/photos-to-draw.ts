/** Photos as a drawing takes them: from their originals, or from their thumbnails where these are gone. */

import type { PhotoSource, Settings } from '@tesserae/core';
import { type LibraryFile, openPhotos } from '@tesserae/node';
import type { PhotoFallback, Scratch } from '@tesserae/node/internal';
import { drawingMemory } from '../estimate/drawing-memory.js';
import type { Events } from '../events.js';
import type { Host } from '../host.js';

/** Photos that are to be drawn. */
export interface PhotosToDraw {
  readonly library: LibraryFile;
  /** Content hashes, hex; a photo is an index into them. */
  readonly ids: readonly string[];
  /** Photo → path. */
  readonly paths: readonly string[];
  /** Where originals are put aside, if large views are wanted. */
  readonly scratch?: Scratch;
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
  { library, ids, paths, scratch, decodeAtOnce }: PhotosToDraw,
  settings: Settings,
  { decoders }: Host,
  events: Events,
): DrawnPhotos {
  const fromThumbnails = new Set<number>();
  const onNotice = ({ photo, reason }: PhotoFallback): void => {
    fromThumbnails.add(photo);
    events({ type: 'note', note: { code: 'thumbnail-drawn', values: { path: paths[photo], reason } } });
  };
  const options = { decoders, scratch, onNotice, decodeAtOnce: decodeAtOnce ?? drawingMemory(settings).decoders };
  return { photos: openPhotos(library, ids, options), fromThumbnails };
}
