export { DECODING_MEMORY, type DecoderOptions, type Decoders, openDecoders } from './decoders/decoder-pool.js';
export type { PictureHeader } from './decoders/operations/inspect.js';
export type { Check } from './doctor/checks.js';
export { runChecks } from './doctor/examine.js';
export { checkOutput } from './files/output.js';
export { type EarlierParts, type PartsOptions, partsKey } from './files/parts.js';
export { type WholeFile, writeWhole } from './files/publication.js';
export { type Scratch, scratchIn } from './files/scratch.js';
export { type BackgroundJudge, judgeInBackground } from './judge/background-judge.js';
export { defaultLibraryPath } from './library/database/default-path.js';
export { type LibraryFile, type OpenOptions, openLibrary } from './library/database/file.js';
export { type HiddenCounts, type Period, type PhotoFilter, periodOf } from './library/filter/filter.js';
export { findPhotos, isKnownOriginal } from './library/find.js';
export { forgetPhotos } from './library/forget.js';
export { hidePhotos } from './library/hide.js';
export { type IndexOptions, indexPhotos } from './library/indexing/index-photos.js';
export type { IndexReport, RefusedFile } from './library/indexing/report.js';
export { type ListedFile, type ListedPhoto, listFiles, listGroups, listPhotos, showPhoto } from './library/list.js';
export { photoFacts } from './library/photo-facts.js';
export { type ReadLibrary, type ReadOptions, readLibrary } from './library/read-library.js';
export { type Repair, repairLibrary } from './library/repair/repair.js';
export { type Verification, verifyLibrary } from './library/repair/verify.js';
export { type Counts, type LibraryStats, libraryStats } from './library/stats.js';
export { pathsInList } from './origins/named-paths.js';
export { isPictureBelow } from './origins/original-paths.js';
export { missingPhotos, openPhotos, type PhotoFallback, type PhotosOptions } from './photos/open-photos.js';
export { photoSizes } from './photos/photo-sizes.js';
export { encodersBusy } from './pictures/busy.js';
export { type BundleOptions, checkZoomOutput } from './pictures/deep-zoom/bundle.js';
export { writeZoom, type ZoomInput, type ZoomOptions, type ZoomResult } from './pictures/deep-zoom/write-zoom.js';
export { checkFits, checkResumable, FORMATS, formatOf, largestCell, type OutputFormat } from './pictures/formats.js';
export { engineKey, planKey } from './pictures/plan-key.js';
export { checkPyramid, type FileSink, type FileSinkOptions, fileSink } from './pictures/sink.js';
export type { PrintCard } from './print/cards.js';
export { type Fit, type Fitted, fitOnSheet, type SheetSize } from './print/fit.js';
export { onePage, type PrintPage, type PrintPages, posterPages, type Surround } from './print/pages.js';
export { type PagePixels, type PrintParts, pageParts } from './print/part.js';
export { checkFont, lackingLetters } from './print/pdf/font.js';
export { type Profile, readProfile } from './print/pdf/icc.js';
export type { PrintInput } from './print/print.js';
export { printPlan } from './print/print-plan.js';
export { type Inspection, type InspectOptions, inspectFile } from './target/inspect.js';
export { type MosaicOptions, type OpenedMosaic, openMosaic } from './target/open-mosaic.js';
export { readTarget, type Target, type TargetOptions } from './target/read-target.js';
export { clipKindOf } from './video/clip/clip-kind.js';
export { type ClipLength, countFrames, wholeRate } from './video/clip/frames.js';
export type { ClipLikeness } from './video/clip/judged-frames.js';
export { type ClipFacts, probeClip } from './video/clip/probe.js';
export type { ClipFile } from './video/clip/program.js';
export { type ClipFilmInput, type ClipFilmOptions, type ClipFilmResult, writeClip } from './video/clip/write-clip.js';
export { type FilmInput, type FilmOptions, type FilmResult, writeFilm } from './video/film/film.js';
export { type FilmSource, type InnerMosaic, stageOf } from './video/film/stage.js';
export { checkFilmResumable } from './video/film-parts.js';
export {
  chooseFormat,
  FILM_ENCODERS,
  type FilmEncoder,
  type FilmFormat,
  type FilmRequest,
} from './video/mux/film-format.js';
export { isFrameFolder } from './video/mux/frame-files.js';
export { openPool } from './work/pool.js';
