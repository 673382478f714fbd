/** The jobs about a library. */

import { MosaicError } from '@tesserae/core';
import { forgetPhotos, type ListedPhoto, libraryStats, verifyLibrary } from '@tesserae/node';
import { hidePhotos, type LibraryStats, showPhoto, type Verification } from '@tesserae/node/internal';
import { libraryBusy, scan } from '../collection/scan.js';
import type { Job } from '../job.js';
import type { Note } from '../notes.js';
import { type Exported, exportJob } from './export.js';
import { type LibraryFacts, type LibraryJob, libraryJob } from './library-job.js';
import { type Listed, listJob } from './list.js';
import {
  type ExportInput,
  FORGET,
  type ForgetInput,
  HIDE,
  type HideInput,
  LIBRARY_ALONE,
  type LibraryInput,
  type ListInput,
  REPAIR,
  type RepairInput,
  SHOW,
  type ShowInput,
} from './options.js';
import { type Repaired, repairJob } from './repair.js';

/** The jobs about a library, by what they do. */
export const libraryJobs: {
  readonly list: LibraryJob<ListInput, Listed>;
  readonly show: LibraryJob<ShowInput, { readonly photo: ListedPhoto }>;
  readonly stats: LibraryJob<LibraryInput, { readonly stats: LibraryStats }>;
  /** Each thing that is damaged is a note, and all together are an error, `library-damaged`. */
  readonly verify: LibraryJob<LibraryInput, Verification>;
  /** What can be is read again from the photos, and the rest is named. */
  readonly repair: Job<RepairInput, Repaired, LibraryFacts>;
  /** What is refused is decoded again; `photos` are those that can be used now. */
  readonly retry: LibraryJob<RepairInput, { readonly photos: number; readonly refused: number }>;
  /** The files themselves are not touched. */
  readonly forget: LibraryJob<ForgetInput, { readonly forgotten: number }>;
  /** They stay known, and are left out of new mosaics. */
  readonly hide: LibraryJob<HideInput, { readonly photos: number; readonly undo: boolean }>;
  readonly export: LibraryJob<ExportInput, Exported>;
} = {
  list: listJob,
  show: libraryJob({
    name: 'library show',
    options: SHOW,
    work: (library, { photo }) => ({ photo: showPhoto(library, photo) }),
  }),
  stats: libraryJob({
    name: 'library stats',
    options: LIBRARY_ALONE,
    work: (library) => ({ stats: libraryStats(library) }),
  }),
  verify: libraryJob({
    name: 'library verify',
    options: LIBRARY_ALONE,
    work: (library, _, { events }) => {
      const verification = verifyLibrary(library);
      const { damage } = verification;
      if (damage.length === 0) return verification;
      // these are among the codes of notes
      for (const note of damage) events({ type: 'note', note: note as Note });
      const received = damage.length === 1 ? 'damaged in one place' : `damaged in ${damage.length} places`;
      throw new MosaicError('library-damaged', { file: library.path, received, waysOut: [{ run: 'repair-library' }] });
    },
  }),
  repair: repairJob,
  retry: libraryJob({
    name: 'library retry',
    options: REPAIR,
    changes: true,
    work: async (library, { wait }, { host, events, signal }) => {
      const options = { wait, signal, events, retry: true };
      const { photos, refused } = await scan(library, { folders: [], listed: [] }, host, options);
      return { photos, refused };
    },
  }),
  forget: libraryJob({
    name: 'library forget',
    options: FORGET,
    changes: true,
    work: async (library, { photos, wait }, { events, signal }) => {
      const forgotten = await forgetPhotos(library, photos, { wait, signal, onWait: libraryBusy(events) });
      if (forgotten === 0) throw unknownPhotos(photos);
      return { forgotten };
    },
  }),
  hide: libraryJob({
    name: 'library hide',
    options: HIDE,
    changes: true,
    work: async (library, { photos, undo = false, wait }, { events, signal }) => {
      const hidden = await hidePhotos(library, photos, !undo, { wait, signal, onWait: libraryBusy(events) });
      if (hidden === 0) throw unknownPhotos(photos);
      return { photos: hidden, undo };
    },
  }),
  export: exportJob,
};

function unknownPhotos(globs: readonly string[]): MosaicError {
  const fields = { subject: globs.join(' '), expected: 'photos that the library knows', received: 'none' };
  return new MosaicError('not-found', { ...fields, waysOut: [{ run: 'list' }] });
}
