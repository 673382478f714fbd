/**
 * Brings a library up to date with the files below some folders. What has neither size nor time changed is not
 * opened; what has is read and hashed; only a content that is new is decoded.
 */

import { availableParallelism } from 'node:os';
import type { Hooks } from '@tesserae/core';
import { abortable } from '@tesserae/core/internal';
import { type Decoders, withDecoders } from '../../decoders/decoder-pool.js';
import { byteName, nameFromBytes } from '../../origins/byte-name.js';
import type { Place } from '../../origins/origin.js';
import { findPlaces, placesWithin } from '../../origins/origins.js';
import type { LibraryFile } from '../database/file.js';
import { type KnownPlace, knownPlaces, STATE } from '../database/rows.js';
import { type WriteLockOptions, withWriteLock } from '../database/write-lock.js';
import type { PhotoFilter } from '../filter/filter.js';
import { applyFilter, isHiddenByOtherFilter } from './apply-filter.js';
import { finishIndexing } from './finish.js';
import { flush, type Ingest, ingestPlace } from './ingest.js';
import { type IndexReport, type RefusedFile, refusedFile } from './report.js';

/** What `indexPhotos` takes besides its input. */
export interface IndexOptions extends Hooks, WriteLockOptions {
  /** Processor cores to use; 0, the default, is all of them. The result does not depend on it. */
  readonly jobs?: number;
  /** Who decodes; as many processes of its own as `jobs` if absent. */
  readonly decoders?: Decoders;
  /** Files, folders and patterns to leave out, as of `forgetPhotos`; what the library has of them is forgotten. */
  readonly ignore?: readonly string[];
  /** Photos that are not kept; those that the library has are forgotten. */
  readonly filter?: PhotoFilter;
  /** Only what is refused is looked at, wherever it is, and decoded again. */
  readonly retry?: boolean;
  /** Bytes of further paths, as of `pathsInList`. One that is not there is refused, not the end. */
  readonly listed?: readonly Uint8Array[];
  /** Told of every file that is left out, as soon as that is known. */
  readonly onRefused?: (refused: RefusedFile) => void;
}

/** Files under way a core: while one is decoded, others wait in line. */
const LANES_PER_CORE = 3;

/**
 * Indexes the photos below folders (or single files): adds what is new, forgets what is gone. A bad file is named and
 * left out. When aborted, what was finished stays in the library and is not done again.
 *
 * @throws MosaicError `not-found`, `unreadable`, `aborted`, `library-locked`, `library-damaged` or `no-space`
 */
export async function indexPhotos(
  library: LibraryFile,
  paths: readonly string[],
  options: IndexOptions = {},
): Promise<IndexReport> {
  const work = (decoders: Decoders): Promise<IndexReport> =>
    withWriteLock(library, options, () => abortable(run(library, paths, options, decoders), options.signal));
  return await withDecoders(options.decoders, work, { jobs: options.jobs });
}

async function run(
  library: LibraryFile,
  paths: readonly string[],
  options: IndexOptions,
  decoders: Decoders,
): Promise<IndexReport> {
  const { signal, ignore = [], filter = {}, onRefused } = options;
  const [names, listed] = [paths.map(byteName), (options.listed ?? []).map(nameFromBytes)];
  const everything = library.run(knownPlaces);
  const found = options.retry
    ? { places: everything.filter(({ code }) => code !== ''), refused: [], skipped: 0, ignored: 0 }
    : await findPlaces(library.origins, { names, listed, ignore, signal });
  const asked = everything.filter(placesWithin(library.origins, [...names, ...listed]));
  const known = new Map(asked.map((place) => [place.key, place]));

  // only what was refused by another decoder may be taken otherwise by this one
  const mayStand = !options.retry && everything.some(({ state }) => state === STATE.refused);
  const codec = mayStand ? await decoders.codecVersion() : '';
  const fresh = found.places.filter((place) => {
    const before = known.get(place.key);
    return !stands(place, before, codec) || (before !== undefined && isHiddenByOtherFilter(before, filter));
  });
  const toRead = new Set(fresh.map(({ key }) => key));
  for (const refused of found.refused) onRefused?.(refusedFile(library, refused));
  for (const { key } of found.places) {
    const before = known.get(key);
    if (before !== undefined && before.code !== '' && !toRead.has(key)) onRefused?.(refusedFile(library, before));
  }

  const settled = everything.filter((place) => isSettled(place, codec));
  const ingest: Ingest = {
    ...{ library, decoders, photos: [], places: [], lost: [], bytes: 0 },
    contents: new Map(settled.map(({ hash, code, detail }) => [hash, { code, detail }])),
    sizes: new Map(settled.map(({ size }) => [size, Promise.resolve()])),
  };
  await ingestAll(ingest, fresh, found.places.length, options);
  const leftOut = applyFilter(library, new Set(found.places.map(({ key }) => key)), filter);
  return finishIndexing({ library, found, everything, known, changed: fresh.length + leftOut, bytes: ingest.bytes });
}

/** Whether what the library knows of a place still holds, so that it need not be opened. */
function stands(place: Place, known: KnownPlace | undefined, codec: string): boolean {
  const isSame = known?.origin === place.origin && known.stamp === place.stamp && known.size === place.size;
  if (isSame && isPassedOver(known) === (place.isNamed ?? false)) return false;
  return isSame && (known.state !== STATE.refused || known.codec === codec);
}

/** Whether what is no picture was passed over, or refused because it was named; undefined if it is something else. */
function isPassedOver({ hash, code }: KnownPlace): boolean | undefined {
  if (hash !== '') return undefined;
  if (code === '') return true;
  return ['not-a-picture', 'unsupported'].includes(code) ? false : undefined;
}

/** Whether the content of a place needs no decoding. */
function isSettled(known: KnownPlace, codec: string): boolean {
  return known.state !== undefined && (known.state !== STATE.refused || known.codec === codec);
}

/** Takes all files in, several at a time; when aborted, keeps what is finished and lets go of the rest. */
async function ingestAll(
  ingest: Ingest,
  places: readonly Place[],
  total: number,
  options: IndexOptions,
): Promise<void> {
  const { jobs = 0, signal, onProgress, onRefused } = options;
  const lanes = (jobs > 0 ? jobs : availableParallelism()) * LANES_PER_CORE;
  let done = total - places.length;
  onProgress?.({ stage: 'index', done, total });

  const takeThese = async (batch: readonly Place[]): Promise<void> => {
    const queue = batch.values();
    await allLanes(lanes, async (going) => {
      for (const place of queue) {
        if (!going()) return;
        const refused = await ingestPlace(ingest, place, signal);
        if (refused !== undefined) onRefused?.(refused);
        done = Math.min(total, done + 1); // what is taken again was counted before
        onProgress?.({ stage: 'index', done, total });
      }
    });
    flush(ingest);
  };
  const keep = (): void => keepFinished(ingest);
  signal?.addEventListener('abort', keep, { once: true });
  try {
    await takeThese(places);
    while (ingest.lost.length > 0) await takeThese(ingest.lost.splice(0));
  } finally {
    signal?.removeEventListener('abort', keep);
  }
}

/** The abort is what the caller is told, whether or not this can be written. */
function keepFinished(ingest: Ingest): void {
  try {
    flush(ingest);
  } catch {
    // it is done again next time
  }
}

/** Runs as many lanes; when one fails, no lane begins another file, and all have ended before its reason is thrown. */
async function allLanes(lanes: number, lane: (going: () => boolean) => Promise<void>): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  const going = (): boolean => failure === undefined;
  const guarded = async (): Promise<void> => {
    try {
      await lane(going);
    } catch (error) {
      failure ??= { error };
    }
  };
  await Promise.all(Array.from({ length: lanes }, guarded));
  if (failure !== undefined) throw failure.error;
}
