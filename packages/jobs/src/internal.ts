/** For the packages beside this one: names without promises. */

export type { MovingFacts, MovingMosaic } from './clip/job.js';
export type { CollectionFacts } from './collection/facts.js';
export { drawingMemory } from './estimate/drawing-memory.js';
export { estimateDrawing, leastMemory, type PictureToDraw } from './estimate/estimate.js';
export { type CertificateFields, certificateFields } from './files/certificate-fields.js';
export { csv, csvField } from './files/csv.js';
export { type Placements, readPlacements } from './files/placements.js';
export { jsonIn, readText, readUtf8 } from './files/read-text.js';
export { estimateFilm, filmThreads } from './film/estimate.js';
export type { Filmed, FilmFacts } from './film/job.js';
export type { Exported } from './library/export.js';
export type { LibraryFacts } from './library/library-job.js';
export type { Listed } from './library/list.js';
export type { Repaired } from './library/repair.js';
export { numbersOf } from './make/records.js';
export { placedIn } from './make/solve.js';
export { jobsSchema } from './options/schema.js';
export { RECOGNISABLE, TEXTURE } from './picture/paper.js';
export { recolouringHeld } from './plan/recolouring.js';
export { sizeSettings } from './plan/size-of-plan.js';
export { brief } from './print/brief.js';
export { isOnSheet, printLayout } from './print/layout.js';
export { readNames } from './print/names-file.js';
export { layoutNotes } from './print/notes.js';
export { printRequest } from './print/request.js';
