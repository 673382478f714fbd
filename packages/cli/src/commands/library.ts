import { EXPORT, FORGET, HIDE, LIBRARY_ALONE, LIST, REPAIR, SHOW } from '@tesserae/jobs/options';
import type { Command, Work } from './command.js';

/** The verbs of `library`. */
export const LIBRARY: readonly Command[] = [
  {
    name: 'library ls',
    options: LIST,
    about: 'List the photos of a library.',
    examples: ['tesserae library ls --refused', 'tesserae library ls --groups'],
    load: loading(({ runJob, libraryJobs, LIST_WORDS }) => runJob(libraryJobs.list, LIST_WORDS)),
  },
  {
    name: 'library show',
    options: SHOW,
    about: 'Show what is known of a photo, by its path or the beginning of its hash.',
    examples: ['tesserae library show 3fa9c2'],
    load: loading(({ runJob, libraryJobs, SHOW_WORDS }) => runJob(libraryJobs.show, SHOW_WORDS)),
  },
  {
    name: 'library stats',
    options: LIBRARY_ALONE,
    about: 'Say what is in a library: formats, sizes, years, colours.',
    examples: ['tesserae library stats'],
    load: loading(({ runJob, libraryJobs, STATS_WORDS }) => runJob(libraryJobs.stats, STATS_WORDS)),
  },
  {
    name: 'library verify',
    options: LIBRARY_ALONE,
    about: 'Check that a library is undamaged.',
    examples: ['tesserae library verify'],
    load: loading(({ runJob, libraryJobs, VERIFY_LIBRARY_WORDS }) => runJob(libraryJobs.verify, VERIFY_LIBRARY_WORDS)),
  },
  {
    name: 'library repair',
    options: REPAIR,
    about: 'Mend a damaged library: what can be is read again from the photos, and the rest is named.',
    examples: ['tesserae library repair'],
    load: loading(({ runJob, libraryJobs, REPAIR_WORDS }) => runJob(libraryJobs.repair, REPAIR_WORDS)),
  },
  {
    name: 'library retry',
    options: REPAIR,
    about: 'Decode the photos that were refused again: a disk, a network or memory may have been to blame.',
    examples: ['tesserae library retry'],
    load: loading(({ runJob, libraryJobs, RETRY_WORDS }) => runJob(libraryJobs.retry, RETRY_WORDS)),
  },
  {
    name: 'library forget',
    options: FORGET,
    about: 'Take photos out of the library. The files themselves are not touched.',
    examples: ["tesserae library forget '*/screenshots/*'"],
    load: loading(({ runJob, libraryJobs, FORGET_WORDS }) => runJob(libraryJobs.forget, FORGET_WORDS)),
  },
  {
    name: 'library hide',
    options: HIDE,
    about: 'Leave photos out of new mosaics. They stay in the library, and in the mosaics that show them.',
    examples: ["tesserae library hide '*/receipts/*'", 'tesserae library hide IMG_2041.heic --undo'],
    load: loading(({ runJob, libraryJobs, HIDE_WORDS }) => runJob(libraryJobs.hide, HIDE_WORDS)),
  },
  {
    name: 'library export',
    options: EXPORT,
    about: 'Write what is known of every file as a table.',
    examples: ['tesserae library export --csv photos.csv'],
    load: loading(({ runJob, libraryJobs, EXPORT_WORDS }) => runJob(libraryJobs.export, EXPORT_WORDS)),
  },
];

type Parts = typeof import('./work/run-job.js') &
  typeof import('@tesserae/jobs') &
  typeof import('../words/en/jobs/library.js') &
  typeof import('../words/en/jobs/library-stats.js');

/** Loads the jobs and their words when one of them is called. */
function loading(work: (parts: Parts) => Work): Command['load'] {
  return async () =>
    work({
      ...(await import('./work/run-job.js')),
      ...(await import('@tesserae/jobs')),
      ...(await import('../words/en/jobs/library.js')),
      ...(await import('../words/en/jobs/library-stats.js')),
    });
}
