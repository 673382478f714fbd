/** Brings a library up to date, and tells what goes on. */

import type { Note as CoreNote } from '@tesserae/core/internal';
import { type IndexReport, indexPhotos, type LibraryFile, type PhotoFilter } from '@tesserae/node';
import type { RefusedFile } from '@tesserae/node/internal';
import type { Events, RefusedPhoto } from '../events.js';
import { hooksOf, type Running } from '../job.js';
import { noteFrom } from '../notes.js';
import type { ScanRequest } from './scan-request.js';

/** How a scan is done. */
export interface ScanOptions {
  readonly ignore?: readonly string[];
  /** How long to wait for another writer of the library, seconds. */
  readonly wait?: number;
  /** What the library is not to keep; absent: it keeps all. */
  readonly keep?: PhotoFilter;
  /** Only what is refused is decoded again. */
  readonly retry?: boolean;
}

/** Indexes what is asked for. Throws what `indexPhotos` throws. */
export async function scan(
  library: LibraryFile,
  { folders, listed }: ScanRequest,
  running: Running,
  { keep, ...options }: ScanOptions,
): Promise<IndexReport> {
  const { host, events } = running;
  const { signal, onProgress } = hooksOf(running);
  let found = false;
  return await indexPhotos(library, folders, {
    ...{ ...options, decoders: host.decoders, listed, filter: keep, signal },
    onWait: libraryBusy(events),
    onRefused: (refused) => events({ type: 'refused', photo: refusedPhoto(refused) }),
    onProgress: (progress) => {
      if (!found) events({ type: 'scan', found: progress.total });
      found = true;
      onProgress(progress);
    },
  });
}

/** Tells whom a job waits for, as `WriteLockOptions` says it. */
export function libraryBusy(events: Events) {
  return (note: CoreNote) => events({ type: 'note', note: noteFrom(note) });
}

function refusedPhoto({ path, code, detail, pathBytes }: RefusedFile): RefusedPhoto {
  const bytes = pathBytes === undefined ? {} : { pathBytes: Buffer.from(pathBytes).toString('base64') };
  return { path, code, detail, ...bytes };
}
