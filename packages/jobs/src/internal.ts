/** What sibling packages and tests use beside the public names. Nothing here is a promise: it may change in any release. */

export type { collectionFacts } from './collection/collection.js';
export { estimateMosaic } from './estimate/estimate.js';
export type { RefusedPhoto, Solved } from './events.js';
export { csv, csvField } from './files/csv.js';
export { MOST_BYTES, tooMuch } from './files/read-input.js';
export { jsonIn, readText } from './files/read-text.js';
export { estimateFilm, filmThreads } from './film/estimate.js';
export type { FactsOf, OutputOf } from './job.js';
export { faceNotes } from './make/faces.js';
export type { MakeFacts } from './make/facts.js';
export type { Forecast } from './make/forecast.js';
export { jobsSchema } from './options/schema.js';
export { type PaperSize, RECOGNISABLE, TEXTURE } from './picture/paper.js';
export { readPlan } from './plan/checked-plan.js';
export { settingsOfPlan } from './plan/settings-of-plan.js';
export { isOnSheet, printLayout } from './print/layout.js';
export { readNames } from './print/names-file.js';
export { layoutNotes } from './print/notes.js';
export { PRINT } from './print/options.js';
export { type PrintRequest, printRequest } from './print/request.js';
export { type CutOff, cropFor, cutTarget } from './target/cut.js';
export { wholeProgress } from './whole-progress.js';
