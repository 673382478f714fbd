export type { ClipInput } from './clip/options.js';
export type { EditInput } from './edit/options.js';
export type { Estimate } from './estimate/estimate.js';
export type { JobEvent } from './events.js';
export type { FilmInput } from './film/options.js';
export { type Host, type HostOptions, openHost } from './host.js';
export type { IndexInput } from './index-photos/options.js';
export type { Job, JobHooks, Prepared } from './job.js';
export {
  clipJob,
  editJob,
  filmJob,
  indexJob,
  makeJob,
  printJob,
  type Rendered,
  renderJob,
  scoreJob,
  verifyJob,
  zoomJob,
} from './jobs.js';
export { libraryJobs } from './library/jobs.js';
export type { Mosaic } from './make/job.js';
export type { MakeInput } from './make/options.js';
export { type MadeMosaic, type MosaicHooks, type MosaicInput, mosaic, type PictureOutput } from './mosaic.js';
export type { Note, NoteCode, NoteValues } from './notes.js';
export { type JobRequest, parseJob } from './options/job-file.js';
export type { Option, OptionTable } from './options/option.js';
export { parseInput } from './options/parse.js';
export type { PrintInput } from './print/options.js';
export type { RenderInput } from './render/options.js';
export type { ScoreInput } from './score/options.js';
export type { VerifyInput } from './verify/options.js';
export type { ZoomInput } from './zoom/options.js';
