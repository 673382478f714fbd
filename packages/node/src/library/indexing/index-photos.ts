/**
 * Brings a library up to date with the files below some folders. What has neither size nor time changed is not
 * opened; what has is read and hashed; only a content that is new is decoded.
 */

import { availableParallelism } from 'node:os';
import { abortable, type Hooks } from '@tesserae/core';
import { type Decoders, openDecoders } from '../../decoders/decoder-pool.js';
import { rootsOf } from '../../origins/roots.js';
import { type FoundFile, walk } from '../../origins/walk.js';
import type { LibraryFile } from '../database/file.js';
import { type KnownPath, knownPaths, STATE } from '../database/rows.js';
import { type WriteLockOptions, withWriteLock } from '../database/write-lock.js';
import type { PhotoFilter } from '../filter/filter.js';
import { applyFilter, isHiddenByOtherFilter } from './apply-filter.js';
import { finishIndexing } from './finish.js';
import { flush, type Ingest, ingestFile } from './ingest.js';
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
  const decoders = options.decoders ?? openDecoders({ jobs: options.jobs });
  try {
    return await withWriteLock(library, options, () =>
      abortable(run(library, paths, options, decoders), options.signal),
    );
  } finally {
    if (decoders !== options.decoders) decoders.close();
  }
}

async function run(
  library: LibraryFile,
  paths: readonly string[],
  options: IndexOptions,
  decoders: Decoders,
): Promise<IndexReport> {
  const { signal, ignore, listed, filter: sieve = {}, onRefused } = options;
  const found = await walk(paths, { signal, ignore, listed });
  const everything = library.run(knownPaths);
  const roots = rootsOf(found.roots);
  const below = everything.filter(({ path }) => roots.above(path) !== undefined);
  const known = new Map(below.map((path) => [path.path, path]));

  // only what was refused by another decoder may be taken otherwise by this one
  const codec = everything.some(({ state }) => state === STATE.refused) ? await decoders.codecVersion() : '';
  const fresh = found.files.filter((file) => {
    const before = known.get(file.path);
    return !stands(file, before, codec) || (before !== undefined && isHiddenByOtherFilter(before, sieve));
  });
  const toRead = new Set(fresh.map((file) => file.path));
  for (const { path, code, detail } of found.refused) onRefused?.(refusedFile(path, code, detail));
  for (const { path } of found.files) {
    const { code, detail } = known.get(path) ?? { code: '', detail: '' };
    if (code !== '' && !toRead.has(path)) onRefused?.(refusedFile(path, code, detail));
  }

  const settled = everything.filter((path) => isSettled(path, codec));
  const intake: Ingest = {
    ...{ library, decoders, photos: [], paths: [], lost: [], bytes: 0 },
    contents: new Map(settled.map(({ hash, code, detail }) => [hash, { code, detail }])),
    sizes: new Map(settled.map(({ size }) => [size, Promise.resolve()])),
  };
  await ingestAll(intake, fresh, found.files.length, options);
  const leftOut = applyFilter(library, new Set(found.files.map(({ path }) => path)), sieve);
  return finishIndexing({ library, found, everything, known, changed: fresh.length + leftOut, bytes: intake.bytes });
}

/** Whether what the library knows of a file still holds, so that it need not be opened. */
function stands(file: FoundFile, known: KnownPath | undefined, codec: string): boolean {
  if (known === undefined || known.size !== file.size || known.mtimeNs !== file.mtimeNs) return false;
  return known.state !== STATE.refused || known.codec === codec;
}

/** Whether a path's content needs no decoding. */
function isSettled(known: KnownPath, codec: string): boolean {
  return known.state !== undefined && (known.state !== STATE.refused || known.codec === codec);
}

/** Takes all files in, several at a time; when aborted, keeps what is finished and lets go of the rest. */
async function ingestAll(
  intake: Ingest,
  files: readonly FoundFile[],
  total: number,
  options: IndexOptions,
): Promise<void> {
  const { jobs = 0, signal, onProgress, onRefused } = options;
  const lanes = (jobs > 0 ? jobs : availableParallelism()) * LANES_PER_CORE;
  let done = total - files.length;
  onProgress?.({ stage: 'index', done, total });

  const takeThese = async (batch: readonly FoundFile[]): Promise<void> => {
    const queue = batch.values();
    await allLanes(lanes, async (going) => {
      for (const file of queue) {
        if (!going()) return;
        const refused = await ingestFile(intake, file, signal);
        if (refused !== undefined) onRefused?.(refused);
        done = Math.min(total, done + 1); // what is taken again was counted before
        onProgress?.({ stage: 'index', done, total });
      }
    });
    flush(intake);
  };
  const keep = (): void => keepFinished(intake);
  signal?.addEventListener('abort', keep, { once: true });
  try {
    await takeThese(files);
    while (intake.lost.length > 0) await takeThese(intake.lost.splice(0));
  } finally {
    signal?.removeEventListener('abort', keep);
  }
}

/** The abort is what the caller is told, whether or not this can be written. */
function keepFinished(intake: Ingest): void {
  try {
    flush(intake);
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
