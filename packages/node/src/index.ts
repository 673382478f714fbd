export type { Inspection, PictureHeader } from './decode/inspect.js';
export { DECODING_MEMORY, type DecoderOptions, type Decoders, openDecoders } from './decoders/decoders.js';
export type { Check } from './doctor/checks.js';
export { examine } from './doctor/examine.js';
export { checkOutput } from './files/output.js';
export { pathsInList } from './files/path-list.js';
export { type WholeFile, writeWhole } from './files/publication.js';
export { type Scratch, scratchIn } from './files/scratch.js';
export { clipKindOf } from './film/clip/clip-kind.js';
export { type ClipLength, countFrames, wholeRate } from './film/clip/frames.js';
export type { ClipLikeness } from './film/clip/judged-frames.js';
export { type ClipFacts, probeClip } from './film/clip/probe.js';
export type { ClipFile } from './film/clip/program.js';
export { type ClipFilmed, type ClipFilmInput, type ClipFilmOptions, writeClip } from './film/clip/write-clip.js';
export { type FilmInput, type FilmMade, type FilmOptions, writeFilm } from './film/film.js';
export { type Filmed, type FilmedMosaic, stageOf } from './film/stage.js';
export {
  chooseFormat,
  FILM_ENCODERS,
  type FilmEncoder,
  type FilmFormat,
  type FilmWishes,
} from './film/write/film-format.js';
export { isFrameFolder } from './film/write/frame-files.js';
export { type AsideJudge, judgeAside } from './judge/judge-aside.js';
export { defaultLibraryPath } from './library/default-path.js';
export { type LibraryFile, type OpenOptions, openLibrary } from './library/file.js';
export { type ListedFile, listFiles } from './library/file-list.js';
export { findPhotos } from './library/find.js';
export { forgetPhotos } from './library/forget.js';
export { type IndexOptions, indexPhotos } from './library/index-photos.js';
export { type ListedPhoto, listGroups, listPhotos, showPhoto } from './library/list.js';
export { photoFacts } from './library/photo-facts.js';
export { type ReadLibrary, type ReadOptions, readLibrary } from './library/read-library.js';
export { type Repair, repairLibrary } from './library/repair.js';
export type { IndexReport, RefusedFile } from './library/report.js';
export { type Hidden, type Period, periodOf, type Sieve } from './library/sieve.js';
export { type Counts, type LibraryStats, libraryStats } from './library/stats.js';
export { type Verification, verifyLibrary } from './library/verify.js';
export { missingPhotos, openPhotos, type PhotosOptions } from './photos/open-photos.js';
export { isKnownOriginal, isPictureBelow } from './photos/originals.js';
export type { Card } from './print/cards.js';
export { type Fit, type Fitted, fitOnSheet, type Sides } from './print/fit.js';
export { checkFont, lackingLetters } from './print/font.js';
export { type Profile, readProfile } from './print/icc.js';
export { onePage, type PrintPage, type PrintPages, posterPages, type Surround } from './print/pages.js';
export { type PagePart, type Parts, pageParts } from './print/part.js';
export type { Print } from './print/print.js';
export { printPlan } from './print/print-plan.js';
export { type InspectOptions, inspectFile } from './target/inspect.js';
export { type Mosaic, type MosaicOptions, openMosaic } from './target/open-mosaic.js';
export { readTarget, type Target, type TargetOptions } from './target/read-target.js';
export { openPool } from './work/pool.js';
export { codecsBusy } from './write/busy.js';
export { checkFits, checkResumable, FORMATS, type Format, formatOf, largestCell } from './write/formats.js';
export type { Making } from './write/resumable.js';
export { checkPyramid, type FileSink, type FileSinkOptions, fileSink, type PictureJournal } from './write/sink.js';
export { type BundleOptions, checkZoomOutput } from './zoom/bundle.js';
export { writeZoom, type Zoomed, type ZoomInput, type ZoomOptions } from './zoom/zoom.js';
