/**
 * Brings a library up to date with the files below some folders. What has neither size nor time changed is not
 * opened; what has is read and hashed; only a content that is new is decoded.
 */

import { availableParallelism } from 'node:os';
import { type Hooks, orAborted } from '@tesserae/core';
import { CODEC_VERSION } from '../decode/engine.js';
import { liesBelow } from '../files/names.js';
import { type FoundFile, walk } from '../files/walk.js';
import { conclude } from './conclude.js';
import type { LibraryFile } from './file.js';
import { flush, type Intake, takeFile, type Verdict } from './intake.js';
import { type IndexReport, type RefusedFile, refusedFile } from './report.js';
import { type KnownPath, knownPaths, STATE } from './rows.js';

/** What `indexPhotos` takes besides its input. */
export interface IndexOptions extends Hooks {
  /** Processor cores to use; all of them unless told. The result does not depend on it. */
  readonly jobs?: number;
  /** Told of every file that is left out, as soon as that is known. */
  readonly onRefused?: (refused: RefusedFile) => void;
}

/** Files under way a core: while one waits for the disk or for this thread, another is decoded. */
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
  return await orAborted(run(library, paths, options), options.signal);
}

async function run(library: LibraryFile, paths: readonly string[], options: IndexOptions): Promise<IndexReport> {
  const { signal, onRefused } = options;
  const found = await walk(paths, signal);
  const everything = library.run(knownPaths);
  const below = everything.filter(({ path }) => found.roots.some((root) => liesBelow(path, root)));
  const known = new Map(below.map((path) => [path.path, path]));

  const fresh = found.files.filter((file) => !stands(file, known.get(file.path)));
  const toRead = new Set(fresh.map((file) => file.path));
  for (const { path, code, detail } of found.refused) onRefused?.(refusedFile(path, code, detail));
  for (const { path } of found.files) {
    const { code, detail } = known.get(path) ?? { code: '', detail: '' };
    if (code !== '' && !toRead.has(path)) onRefused?.(refusedFile(path, code, detail));
  }

  const intake: Intake = { library, contents: settledContents(everything), photos: [], paths: [], bytes: 0 };
  await takeAll(intake, fresh, found.files.length, options);
  return conclude({ library, found, everything, known, bytes: intake.bytes });
}

/** Whether what the library knows of a file still holds, so that it need not be opened. */
function stands(file: FoundFile, known: KnownPath | undefined): boolean {
  if (known === undefined || known.size !== file.size || known.mtimeNs !== file.mtimeNs) return false;
  // another decoder may open what this one's predecessor refused
  return known.state !== STATE.refused || known.codec === CODEC_VERSION;
}

/** The contents that need no decoding, by their hash. */
function settledContents(everything: readonly KnownPath[]): Map<string, Promise<Verdict>> {
  const settled = new Map<string, Promise<Verdict>>();
  for (const { hash, state, codec, code, detail } of everything) {
    if (state === undefined || (state === STATE.refused && codec !== CODEC_VERSION)) continue;
    settled.set(hash, Promise.resolve({ code, detail }));
  }
  return settled;
}

/** Takes all files in, several at a time; when aborted, keeps what is finished and lets go of the rest. */
async function takeAll(
  intake: Intake,
  files: readonly FoundFile[],
  total: number,
  options: IndexOptions,
): Promise<void> {
  const { jobs = availableParallelism(), signal, onProgress, onRefused } = options;
  let done = total - files.length;
  onProgress?.({ stage: 'index', done, total });

  const queue = files.values();
  const lane = async (): Promise<void> => {
    for (const { path } of queue) {
      const refused = await takeFile(intake, path, signal);
      if (refused !== undefined) onRefused?.(refused);
      onProgress?.({ stage: 'index', done: ++done, total });
    }
  };
  const keep = (): void => flush(intake);
  signal?.addEventListener('abort', keep, { once: true });
  try {
    await Promise.all(Array.from({ length: jobs * LANES_PER_CORE }, lane));
    flush(intake);
  } finally {
    signal?.removeEventListener('abort', keep);
  }
}
