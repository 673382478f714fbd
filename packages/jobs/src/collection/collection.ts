/** The photos of a job: the library, brought up to date where folders are given, and what of it may be used. */

import { type Library, MosaicError, type WayOut } from '@tesserae/core';
import { type IndexReport, type LibraryFile, openLibrary, readLibrary } from '@tesserae/node';
import type { HiddenCounts } from '@tesserae/node/internal';
import type { Running } from '../job.js';
import type { ScanFields } from '../options/rows.js';
import { filterOf } from './filter.js';
import { scan } from './scan.js';
import { type ScanRequest, scanRequest } from './scan-request.js';

/** Photos that may be used. */
export interface Collection {
  /** The library's path. */
  readonly path: string;
  readonly library: Library;
  /** Photo → a path. */
  readonly paths: readonly string[];
  /** What the scan found; undefined when there was none. */
  readonly report: IndexReport | undefined;
  /** Usable photos that the input hides. */
  readonly hidden: HiddenCounts;
}

/** What a collection is opened with. */
export interface CollectionRequest {
  readonly input: ScanFields;
  /** Whether the library is left as it is: what is scanned goes into a copy. */
  readonly scratch: boolean;
}

/**
 * Does something with the photos that are asked for, after indexing them; when none are, with all of the library as it is. The
 * library is closed afterwards.
 *
 * @throws MosaicError `no-photos`, and what opening and indexing throw
 */
export async function withCollection<T>(
  { input, scratch }: CollectionRequest,
  running: Running,
  work: (collection: Collection, file: LibraryFile) => Promise<T>,
): Promise<T> {
  const { host } = running;
  const filter = filterOf(input);
  const request = await scanRequest(input, host);
  const file = await openLibrary(
    input.library ?? host.library,
    request ? { create: true, scratch } : { readOnly: true },
  );
  try {
    const report = request && (await scan(file, request, running, { ignore: input.ignore, wait: input.wait }));
    const below = request && [...request.folders, ...request.listed];
    const { library, paths, hidden } = readLibrary(file, { below, filter });
    if (library.ids.length === 0) throw noPhotos(file.path, request, report, hidden);
    return await work({ path: file.path, library, paths, report, hidden }, file);
  } finally {
    // a library that was made for nothing goes
    file.discard();
  }
}

function noPhotos(
  path: string,
  request: ScanRequest | undefined,
  report: IndexReport | undefined,
  hidden: HiddenCounts,
): MosaicError {
  const all = Object.values(hidden).reduce((sum, count) => sum + count, 0);
  if (all > 0)
    return new MosaicError('no-photos', {
      file: path,
      expected: 'at least one usable photo',
      received: `${all} hidden ones`,
      waysOut: hiding(hidden),
    });
  if (request === undefined || report === undefined) {
    return new MosaicError('no-photos', { file: path, waysOut: [{ give: 'photos' }] });
  }
  const [first = 'the list'] = request.folders;
  const file = request.folders.length < 2 ? first : `${first} and ${request.folders.length - 1} more`;
  const { refused, skipped, ownWorks } = report;
  const seen = refused + skipped === 0 ? 'no files' : `${refused} refused and ${skipped} that are no pictures`;
  const received = ownWorks > 0 ? `${ownWorks} that Tesserae made itself` : seen;
  const waysOut = [{ use: 'a folder with photos' }];
  return new MosaicError('no-photos', { file, expected: 'at least one usable photo', received, waysOut });
}

/** What of an input hides photos. */
function hiding(hidden: HiddenCounts): WayOut[] {
  return Object.entries(hidden).flatMap(([name, count]) => (count > 0 ? [{ omit: name }] : []));
}

/** What is known of the photos of a job: `photos` are those that may be used, `scanned` is null if nothing was scanned. */
export function collectionFacts({ path, library, report, hidden }: Collection) {
  const { refused = 0, repaired = 0, forgotten = 0, ignored = 0 } = report ?? {};
  const counts = { refused, repaired, forgotten, ignored };
  return { library: path, photos: library.ids.length, scanned: scannedOf(report), ...counts, hidden };
}

/** What a scan counted. */
export function scannedOf(report: Collection['report']) {
  if (report === undefined) return null;
  const { refusals: _, ...counts } = report;
  return counts;
}
