/** The jobs about a library. */

import { MosaicError } from '@tesserae/core';
import { forgetPhotos, libraryStats, verifyLibrary } from '@tesserae/node';
import { hidePhotos, showPhoto } from '@tesserae/node/internal';
import { libraryBusy, scan } from '../collection/scan.js';
import { noteFrom } from '../notes.js';
import { exportJob } from './export.js';
import { libraryJob } from './library-job.js';
import { listJob } from './list.js';
import { FORGET, HIDE, LIBRARY_ALONE, REPAIR, SHOW } from './options.js';
import { repairJob } from './repair.js';

/** The jobs about a library, by what they do. */
export const libraryJobs = {
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
  /** Each thing that is damaged is a note, and all together are an error, `library-damaged`. */
  verify: libraryJob({
    name: 'library verify',
    options: LIBRARY_ALONE,
    work: (library, _, { events }) => {
      const verification = verifyLibrary(library);
      const { damage } = verification;
      if (damage.length === 0) return verification;
      for (const note of damage) events({ type: 'note', note: noteFrom(note) });
      const received = damage.length === 1 ? 'damaged in one place' : `damaged in ${damage.length} places`;
      throw new MosaicError('library-damaged', { file: library.path, received, waysOut: [{ run: 'repair-library' }] });
    },
  }),
  /** What can be is read again from the photos, and the rest is named. */
  repair: repairJob,
  /** What is refused is decoded again; `photos` are those that can be used now. */
  retry: libraryJob({
    name: 'library retry',
    options: REPAIR,
    changes: true,
    work: async (library, { wait }, running) => {
      const { photos, refused } = await scan(library, { folders: [], listed: [] }, running, { wait, retry: true });
      return { photos, refused };
    },
  }),
  /** The files themselves are not touched. */
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
  /** They stay known, and are left out of new mosaics. */
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
