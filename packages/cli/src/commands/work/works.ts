/** What each command does. */

import {
  clipJob,
  editJob,
  filmJob,
  indexJob,
  libraryJobs,
  makeJob,
  printJob,
  renderJob,
  scoreJob,
  verifyJob,
  zoomJob,
} from '@tesserae/jobs';
import { CLIP_WORDS } from '../../words/en/jobs/clip.js';
import { EDIT_WORDS } from '../../words/en/jobs/edit.js';
import { FILM_WORDS } from '../../words/en/jobs/film.js';
import { INDEX_WORDS } from '../../words/en/jobs/index-photos.js';
import * as library from '../../words/en/jobs/library.js';
import { STATS_WORDS } from '../../words/en/jobs/library-stats.js';
import { MAKE_WORDS } from '../../words/en/jobs/make.js';
import { PRINT_WORDS } from '../../words/en/jobs/print.js';
import { RENDER_WORDS } from '../../words/en/jobs/render.js';
import { SCORE_WORDS } from '../../words/en/jobs/score.js';
import { VERIFY_WORDS } from '../../words/en/jobs/verify.js';
import { ZOOM_WORDS } from '../../words/en/jobs/zoom.js';
import type { Work } from '../command.js';
import { examine } from './examine.js';
import { inspectFiles } from './inspect-files.js';
import { makeEither } from './make-either.js';
import { runFile } from './run-file.js';
import { type JobWork, jobWork } from './run-job.js';
import { writeCompletions } from './write-completions.js';

const clip = jobWork(clipJob, CLIP_WORDS);
const picture = jobWork(makeJob, MAKE_WORDS);
const make = makeEither(picture.work, clip.work);

/** The jobs: a file may ask for them by their names, and most are commands of the same name. */
export const JOBS: readonly JobWork[] = [
  picture,
  clip,
  jobWork(indexJob, INDEX_WORDS),
  jobWork(renderJob, RENDER_WORDS),
  jobWork(printJob, PRINT_WORDS),
  jobWork(zoomJob, ZOOM_WORDS),
  jobWork(filmJob, FILM_WORDS),
  jobWork(editJob, EDIT_WORDS),
  jobWork(scoreJob, SCORE_WORDS),
  jobWork(verifyJob, VERIFY_WORDS),
  jobWork(libraryJobs.list, library.LIST_WORDS),
  jobWork(libraryJobs.show, library.SHOW_WORDS),
  jobWork(libraryJobs.stats, STATS_WORDS),
  jobWork(libraryJobs.verify, library.VERIFY_LIBRARY_WORDS),
  jobWork(libraryJobs.repair, library.REPAIR_WORDS),
  jobWork(libraryJobs.retry, library.RETRY_WORDS),
  jobWork(libraryJobs.forget, library.FORGET_WORDS),
  jobWork(libraryJobs.hide, library.HIDE_WORDS),
  jobWork(libraryJobs.export, library.EXPORT_WORDS),
];

/** The work of each command. */
export const WORKS: Readonly<Record<string, Work>> = {
  ...Object.fromEntries(JOBS.map(({ name, work }) => [name, work])),
  make,
  plan: (fields, surroundings) => make({ ...fields, dryRun: true }, surroundings),
  inspect: inspectFiles,
  doctor: examine,
  job: runFile(JOBS),
  completions: writeCompletions,
};
