export { type AssignmentResult, assign, type Effort, type SolverResources } from './assign/assign.js';
export type { Cause } from './assign/change/vacate.js';
export { infeasibleReason, widestSpacing } from './assign/feasible.js';
export { type Certificate, certificateOf } from './assign/price/certificate.js';
export { type Assignment, assignmentCost, type Problem } from './assign/problem.js';
export type { Refinement } from './assign/refine/refine.js';
export { type Rules, UNLIMITED } from './assign/rules.js';
export { ciede2000, deltaEOk } from './color/difference.js';
export { halveRows, type RowPair } from './color/halve.js';
export { labFromLinear, lightness, luminance } from './color/lab.js';
export { colourName, hueName } from './color/names.js';
export { oklabFromLinear, oklabFromRgba } from './color/oklab.js';
export { ENCODED, encodeSrgb, LINEAR } from './color/srgb.js';
export { describeCells } from './describe/cells.js';
export type { ViewDescription } from './describe/describer.js';
export type { Descriptor, Features } from './describe/descriptor.js';
export { meanDescriptor } from './describe/mean.js';
export { type DescribedViews, type DescribeInput, describePhotos } from './describe/photos.js';
export { pyramidDescriptor } from './describe/pyramid.js';
export { type PhotoPart, photoViews, type ViewSet, viewCount } from './describe/views.js';
export {
  ERROR_CODES,
  type ErrorCode,
  type ErrorData,
  type ErrorFields,
  errorData,
  MosaicError,
  plainMessage,
  type Step,
  throwIfAborted,
  type WayOut,
  withFields,
} from './errors.js';
export type { Point } from './film/camera.js';
export { type Canvas, fill, openCanvas, toRgb } from './film/draw/canvas.js';
export { drawMoment, type MomentPictures } from './film/draw/draw.js';
export { i420Bytes, i420FromRgb } from './film/draw/i420.js';
export { drawLayer, type Layer } from './film/draw/layers/layer.js';
export type { Level } from './film/draw/layers/level.js';
export { drawSprites } from './film/draw/sprites/draw-sprites.js';
export { emptySprites, type Sprites } from './film/draw/sprites/sprites.js';
export { emptyTextures, setTexture, type Textures, textureBytes } from './film/draw/sprites/textures.js';
export { EASES, type Ease } from './film/easing.js';
export { type LandingMosaic, nextMosaicRect } from './film/endless.js';
export { type EndlessInput, type EndlessMosaic, endlessPlans } from './film/endless-plans.js';
export { type FilmLight, frameLight, MOST_FLASHES, mostFlashes } from './film/flashes.js';
export { type Flight, type FlightInput, type FlyingMosaic, flightOf } from './film/flight/flight.js';
export { spritesAt } from './film/flight/poses.js';
export {
  chooseLanding,
  findLanding,
  type LandingInput,
  type PhotoSize,
  photoRect,
  resolveScript,
} from './film/landing/landing.js';
export { landingCosts } from './film/landing/landing-costs.js';
export { measurePhotos } from './film/landing/measure-photos.js';
export { vividness } from './film/landing/vividness.js';
export { meanLight } from './film/mean-light.js';
export { parseScript } from './film/parse-script.js';
export {
  BACKGROUND,
  type CameraKey,
  type Look,
  type NumberKey,
  SCRIPT_VERSION,
  type Scene,
  type Script,
} from './film/script.js';
export { scriptSchema } from './film/script-schema.js';
export { STYLES, type Style, styleScript } from './film/styles.js';
export {
  type FilmGeometry,
  framesOf,
  type Moment,
  momentAt,
  type TimedScene,
  type Timeline,
  timelineOf,
} from './film/timeline.js';
export {
  hasFlight,
  type PictureSlots,
  pictureSlots,
  type VisiblePicture,
  visiblePictures,
} from './film/visible-pictures.js';
export { ERROR_MAP_TOP, errorMap } from './judge/error-map.js';
export type { Fidelity } from './judge/fidelity.js';
export { type RecolorMeter, recolorMeter } from './judge/recolor.js';
export {
  type Judge,
  type JudgeInput,
  judge,
  type Metrics,
  metricsOf,
  type PixelMetrics,
  type Scorecard,
  scorecard,
} from './judge/scorecard.js';
export { type Placement, type Variety, variety } from './judge/variety.js';
export { cellPixels, columnsFor, gridCrop, gridLayout, gridPixels, rowsFor, squareGrid } from './layout/grid.js';
export { cellWidth, gridShape, MOST_CELL, type SizeUsage, sizeUsage } from './layout/grid-size.js';
export { cellAspect, cellRect, cellShape, centreIn, groundRect, sidesIn } from './layout/ground.js';
export { type Lattice, latticeOf } from './layout/lattice.js';
export {
  type BrickShape,
  cellCount,
  type GridShape,
  type Layout,
  type Shape,
  type ShapeClass,
} from './layout/layout.js';
export { layoutOf } from './layout/layout-of.js';
export {
  beside,
  type CellPlace,
  cellAt,
  cellName,
  cellNamed,
  cellsNamed,
  type Direction,
  lastName,
  placeName,
  rowAndColumn,
  rowLetters,
} from './layout/names.js';
export { type PlacedCells, place } from './layout/place.js';
export { cellsIn } from './layout/rows.js';
export { groupDuplicates } from './library/duplicates.js';
export { FINGERPRINT_BYTES, fingerprintOf } from './library/fingerprint.js';
export type { Library } from './library/library.js';
export {
  BANNED,
  type Candidates,
  emptyCandidates,
  MOST_CANDIDATES,
  type Search,
  type SearchOptions,
  termsOf,
} from './match/candidates.js';
export { type KdTree, kdTree, nearestInTree } from './match/kd-tree.js';
export { type Allowed, type Matcher, nearestByScan, squaredDistance } from './match/scan.js';
export { type OpenSearch, openSearch } from './match/search.js';
export { queryRows, type ViewTable, viewTable } from './match/view-table.js';

export type { Note } from './note.js';

export { type AreaGrid, areaMeans } from './pixels/area.js';
export { resample, type TapsCache } from './pixels/lanczos.js';

export { type Raster, raster } from './pixels/raster.js';
export { centreCrop, type Rect } from './pixels/rect.js';
export { type Advice, advise, type ColourGap } from './plan/advise.js';
export {
  type ClipInput,
  type MosaicFrame,
  type MovingMosaic,
  movingMosaic,
  viewInRow,
} from './plan/clip.js';
export { type EditInput, type EditResult, editPlan } from './plan/edit/edit.js';
export type { Edit, PhotoRequest } from './plan/edit/edited-rules.js';
export { decodePlan, encodePlan, PLAN_SCHEMA, type PlanFile, type TargetFacts } from './plan/format/plan-file.js';
export { planSchema } from './plan/format/plan-schema.js';
export {
  type PhotoFacts,
  REPORT_LEVELS,
  REPORT_SCHEMA,
  type ReportEntry,
  type ReportInput,
  type ReportLevel,
  reportEntries,
  reportFields,
} from './plan/format/report.js';
export { reportSchema } from './plan/format/report-schema.js';
export {
  descriptorFor,
  type MakeInput,
  type MakeResult,
  makePlan,
  type RuleOverrides,
  rulesFor,
  viewsFor,
} from './plan/make.js';
export type { Plan } from './plan/plan.js';
export { isRecoloured, limitRecolouring, type RecolouringLimits, type TintInput, tintPlan } from './plan/tint-plan.js';
export { plainViolation, type Violation, verifyCertificate, verifyPlan } from './plan/verify.js';
export type {
  Hooks,
  PhotoSource,
  Pool,
  Progress,
  Sink,
  Steps,
  StoredThumbnails,
  Task,
  TaskRunner,
  View,
} from './ports.js';
export type { Band } from './render/band.js';
export { collect } from './render/collect.js';
export { type Enlargement, enlargedCells } from './render/enlarged.js';
export { pipe } from './render/pipe.js';
export { PARALLEL_VIEWS, type RenderOptions, render, VIEW_BUDGET } from './render/render.js';
export { type DistinctViews, distinctViews, prepareViews, viewOf } from './render/views.js';
export { abortable } from './runtime/abort.js';
export { type Random, randomFrom } from './runtime/random.js';
export { sharedBuffer } from './runtime/shared-memory.js';
export { givenSettings } from './settings/given.js';
export { type Length, lengthText, MM_PER_INCH, millimetresOf, parseLength, pixelsOf } from './settings/length.js';
export { isGiven, parseSettings } from './settings/parse.js';
export { settingsSchema } from './settings/schema.js';
export { PAPER_NAMES, PAPERS, type PictureSize, parseSize, sizeText, turnedTo } from './settings/size.js';
export { flagName, type Ratio, SETTINGS, type Setting, type SettingName, type Settings } from './settings/table.js';
export { type TintCurves, tintCurves } from './tint/gain.js';
export { inlinePool } from './work/inline.js';
export { TASKS } from './work/tasks.js';
