/** The photos of a library as the core wants them: thumbnails from the library, larger views from the originals. */

import {
  type ErrorData,
  errorData,
  type Hooks,
  MosaicError,
  type PhotoSource,
  type Raster,
  type Settings,
  type View,
} from '@tesserae/core';
import { raster, resample, type TapsCache } from '@tesserae/core/internal';
import { opaqueRaster } from '../codecs/rgb-raster.js';
import { decodeSharedThumbnail, decodeThumbnail, sizeOfThumbnail, type ThumbnailSize } from '../codecs/thumbnail.js';
import { isAboutFile, isCrashedFile, withFileName } from '../decoders/crashed-file.js';
import { type Decoders, openDecoders } from '../decoders/decoder-pool.js';
import { scaledCropFor } from '../decoders/operations/scaled-crop.js';
import type { ViewRequest } from '../decoders/operations/view-of-original.js';
import type { Scratch } from '../files/scratch.js';
import type { LibraryFile } from '../library/database/file.js';
import { placesOf } from '../library/find.js';
import { displayName } from '../origins/byte-name.js';
import { sourceOf } from '../origins/origins.js';
import { inLook } from './in-look.js';
import { mirror } from './mirror.js';
import { recentCache } from './recent-cache.js';
import { scaledPhotos } from './scaled-photos.js';

/** What `openPhotos` takes besides its input. */
export interface PhotosOptions {
  /** Who decodes originals; processes of its own if absent, started once a view needs one. */
  readonly decoders?: Decoders;
  /** Where originals are put aside once they are decoded; each view decodes its own if absent. The views are the same. */
  readonly scratch?: Scratch;
  /** Originals decoded at a time for that; one unless told, as each process more takes 100 MB. */
  readonly decodeAtOnce?: number;
  /** How they are drawn, thumbnails, too; in colour unless told. */
  readonly look?: Settings['photosLook'];
  /** Told once a photo when its original cannot be used and its thumbnail is drawn instead. */
  readonly onNotice?: (fallback: PhotoFallback) => void;
}

/** Bytes of thumbnails kept: those of a thousand photos. Many views of a photo are drawn one after the other. */
const MOST_KEPT = 2 ** 25;

/**
 * Opens photos of a library. The library stays open as long as the source is used.
 *
 * A view is drawn from the thumbnail if its rectangle there has at least the pixels wanted (or the photo has no
 * more), else from the original, which is checked to be the one that was indexed.
 *
 * @param ids  content hashes, hex; a photo is an index into them
 * @throws MosaicError `not-found`, from the source's methods, if the library does not have a photo
 */
export function openPhotos(library: LibraryFile, ids: readonly string[], options: PhotosOptions = {}): PhotoSource {
  let decoders = options.decoders;
  const { look = 'colour' } = options;
  const noticed = new Set<number>();
  const taps: TapsCache = new Map();
  const recent = recentCache(MOST_KEPT, ({ data }: Raster) => data.length);
  const sizes = new Map<number, Sizes>();
  const originals: Originals = { library, ids, decoders: () => (decoders ??= openDecoders()) };
  const aside =
    options.scratch &&
    scaledPhotos(options.scratch, options.decodeAtOnce ?? 1, (...order) => wholeOriginal(originals, ...order));
  const thumbnail = (photo: number): Raster =>
    recent(photo, () => inLook(decodeThumbnail(rowOf(library, ids[photo]).thumbnail), look));

  // thumbnails of photos that are drawn from their originals are never decoded
  function sizesOf(photo: number): Sizes {
    const known = sizes.get(photo) ?? sizesIn(rowOf(library, ids[photo]));
    sizes.set(photo, known);
    return known;
  }

  async function view(view: View, width: number, height: number, into = raster(width, height)): Promise<Raster> {
    const wanted = { view, width, height, into };
    if (!suffices(sizesOf(view.photo), wanted)) {
      try {
        const kept = await aside?.view(view.photo, scaledCropFor(view.crop, width, height), into);
        const drawn = kept ?? (await viewOfOriginal(originals, wanted));
        if (view.mirrored) mirror(drawn);
        return inLook(drawn, look);
      } catch (error) {
        if (!(error instanceof MosaicError) || error.code === 'failed' || error.code === 'aborted') throw error;
        if (!noticed.has(view.photo)) options.onNotice?.({ photo: view.photo, reason: errorData(error) });
        noticed.add(view.photo);
      }
    }
    return viewOfThumbnail(thumbnail(view.photo), wanted, taps);
  }

  async function thumbnails(first: number, count: number): Promise<readonly Raster[]> {
    const last = Math.min(first + count, ids.length);
    return Array.from({ length: last - first }, (_, i) => thumbnail(first + i));
  }

  const stored = {
    read: async (first: number, count: number) =>
      ids.slice(first, first + count).map((id) => rowOf(library, id).thumbnail),
    decode: (bytes: Uint8Array) => inLook(decodeSharedThumbnail(bytes), look),
  };

  /** Whoever decodes takes a hundred megabytes, and is gone when drawing begins. */
  async function prepare(views: readonly View[], width: number, height: number, hooks: Hooks = {}): Promise<void> {
    const wanted = views.filter((view) => !suffices(sizesOf(view.photo), { view, width, height }));
    const sizes = wanted.map(({ photo, crop }) => ({ photo, crop: scaledCropFor(crop, width, height) }));
    // the sizes of a photo one after the other: its file is at hand then
    await aside?.prepare(
      sizes.sort((a, b) => a.photo - b.photo),
      hooks,
    );
    decoders?.stopIdle();
  }

  return { thumbnails, stored, view, ...(aside && { prepare }) };
}

/**
 * Which photos a library does not have.
 *
 * @param ids  content hashes, hex
 * @returns indices into `ids`, ascending
 */
export function missingPhotos(library: LibraryFile, ids: readonly string[]): number[] {
  return library.run((prepare) => {
    const select = prepare("SELECT 1 FROM photos WHERE hash = ? AND thumbnail <> x''");
    return [...ids.keys()].filter((photo) => select.get(Buffer.from(ids[photo], 'hex')) === undefined);
  });
}

/** Pixels of the upright original, and of its thumbnail. */
interface Sizes {
  readonly original: ThumbnailSize;
  readonly thumbnail: ThumbnailSize;
}

interface WantedView {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  /** Where it is drawn. */
  readonly into: Raster;
}

function sizesIn({ width, height, thumbnail }: PhotoRow): Sizes {
  return { original: { width, height }, thumbnail: sizeOfThumbnail(thumbnail) };
}

/** A photo that is drawn from its thumbnail, and why. */
export interface PhotoFallback {
  /** An index into the ids. */
  readonly photo: number;
  readonly reason: ErrorData;
}

/** A photo as it is stored: pixels of the upright original, and the thumbnail's code. */
interface PhotoRow {
  readonly width: number;
  readonly height: number;
  readonly thumbnail: Uint8Array;
}

function rowOf(library: LibraryFile, id: string): PhotoRow {
  const select = "SELECT width, height, thumbnail FROM photos WHERE hash = ? AND thumbnail <> x''";
  const row = library.run((prepare) => prepare(select).get(Buffer.from(id, 'hex')));
  if (row !== undefined) return row;
  const facts = { file: library.path, expected: `the photo ${id.slice(0, 12)}`, received: 'none' };
  throw new MosaicError('not-found', { ...facts, waysOut: [{ run: 'index' }] });
}

function suffices({ thumbnail, original }: Sizes, { view, width, height }: Omit<WantedView, 'into'>): boolean {
  if (thumbnail.width === original.width && thumbnail.height === original.height) return true;
  // crops are kept as 32-bit floats: a few millionths of a thumbnail's side
  const rounding = 1e-3;
  // and a thumbnail's longer side was rounded to whole pixels: a part of 40 may seem to have 39.7
  const [w, h] = [thumbnail.width + 0.5, thumbnail.height + 0.5];
  return view.crop.w * w >= width - rounding && view.crop.h * h >= height - rounding;
}

/** A call of the decoder costs more than these few pixels: they are drawn here. */
function viewOfThumbnail(thumbnail: Raster, { view, into }: WantedView, taps: TapsCache): Raster {
  const { x, y, w, h } = view.crop;
  const box = { x: x * thumbnail.width, y: y * thumbnail.height, w: w * thumbnail.width, h: h * thumbnail.height };
  const drawn = resample(thumbnail, box, into, taps);
  if (view.mirrored) mirror(drawn);
  return drawn;
}

/** The originals of a library's photos, and who decodes them. */
interface Originals {
  readonly library: LibraryFile;
  readonly ids: readonly string[];
  readonly decoders: () => Decoders;
}

/** Not mirrored. */
async function viewOfOriginal(originals: Originals, { view, width, height, into }: WantedView): Promise<Raster> {
  const { photo, crop } = view;
  return opaqueRaster(await decoded(originals, photo, { crop, width, height }), width, height, into);
}

const WHOLE = { x: 0, y: 0, w: 1, h: 1 };

function wholeOriginal(originals: Originals, photo: number, width: number, height: number): Promise<Uint8Array> {
  return decoded(originals, photo, { crop: WHOLE, width, height });
}

/**
 * Of the first place of a photo where it still is.
 *
 * @throws MosaicError why its first place does not have it
 */
async function decoded(
  { library, ids, decoders }: Originals,
  photo: number,
  part: Pick<ViewRequest, 'crop' | 'width' | 'height'>,
): Promise<Uint8Array> {
  const id = ids[photo];
  let first: unknown;
  for (const place of placesOf(library, id)) {
    const { size } = place;
    try {
      const source = await sourceOf(library.origins, place);
      return await decoders().run('viewOfOriginal', { source, size, id, ...part }, size);
    } catch (error) {
      const named = withFileName(displayName(library.nameOf(place)), error);
      if (!isAboutFile(error) || isCrashedFile(error)) throw named;
      first ??= named;
    }
  }
  throw first ?? new MosaicError('vanished', { subject: `photo ${id.slice(0, 12)}` });
}
