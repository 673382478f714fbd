export { orAborted } from './abort.js';
export {
  cellRect,
  type Ground,
  groundRect,
  type Point,
} from './animate/camera.js';
export { type Canvas, fill, openCanvas, toRgb } from './animate/canvas.js';
export { drawMoment, type MomentScenery } from './animate/draw.js';
export { drawSprites } from './animate/draw-sprites.js';
export { EASES, type Ease } from './animate/easing.js';
export { type Landed, nextPlace } from './animate/endless.js';
export { type EndlessInput, type EndlessMosaic, endlessPlans } from './animate/endless-plans.js';
export { type FilmLight, frameLight, MOST_FLASHES, mostFlashes } from './animate/flashes.js';
export { type Flight, type FlightInput, type Flown, flightOf } from './animate/flight.js';
export { i420Bytes, i420FromRgb } from './animate/i420.js';
export {
  chooseLanding,
  groundOf,
  type LandingInput,
  landingNamed,
  type PhotoSize,
  photoRect,
  scriptOn,
} from './animate/landing.js';
export { landingCosts } from './animate/landing-costs.js';
export { drawLayer, type Layer } from './animate/layer.js';
export type { Level } from './animate/level.js';
export { meanLight } from './animate/mean-light.js';
export { measurePhotos } from './animate/measure-photos.js';
export { parseScript } from './animate/parse-script.js';
export { spritesAt } from './animate/poses.js';
export {
  BACKGROUND,
  type CameraKey,
  type Look,
  type NumberKey,
  SCRIPT_VERSION,
  type Scene,
  type Script,
} from './animate/script.js';
export { scriptSchema } from './animate/script-schema.js';
export { flies, type Seen, type Slots, seenAt, slotsOf } from './animate/seen.js';
export { emptySprites, type Sprites } from './animate/sprites.js';
export { STYLES, type Style, styleScript } from './animate/styles.js';
export { emptyTextures, setTexture, type Textures, textureBytes } from './animate/textures.js';
export {
  framesOf,
  type Moment,
  momentAt,
  type Stage,
  type TimedScene,
  type Timeline,
  timelineOf,
} from './animate/timeline.js';
export { vividness } from './animate/vividness.js';
export { type Assigned, assign, type Effort, type Means } from './assign/assign.js';
export { type Certificate, certificateOf } from './assign/certificate.js';
export { type GridSize, rulesProblem, widestSpacing } from './assign/feasible.js';
export { type Assignment, assignmentCost, type Problem } from './assign/problem.js';
export type { Refinement } from './assign/refine.js';
export { type Rules, UNLIMITED } from './assign/rules.js';
export type { Cause } from './assign/vacate.js';
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
export { type DescribeInput, describePhotos, type Views } from './describe/photos.js';
export { pyramidDescriptor } from './describe/pyramid.js';
export { type PhotoPart, photoViews, type ViewSet, viewCount } from './describe/views.js';
export { ERROR_CODES, type ErrorCode, MosaicError, throwIfAborted } from './errors.js';
export { ERROR_MAP_TOP, errorMap } from './judge/error-map.js';
export type { Fidelity } from './judge/fidelity.js';
export { type RecolorMeter, recolorMeter } from './judge/recolor.js';
export {
  type Judge,
  type Judged,
  judge,
  type Likeness,
  type Metrics,
  metricsOf,
  type Scorecard,
  scorecard,
} from './judge/scorecard.js';
export { type Placed, type Variety, variety } from './judge/variety.js';
export { cellName, cellNamed, cellsNamed, placeName, rowLetters } from './layout/cell-name.js';
export { cellPixels, columnsFor, gridCrop, gridLayout, gridPixels, rowsFor } from './layout/grid.js';
export { cellCount, type GridShape, type Layout, type Shape } from './layout/layout.js';
export { groupDuplicates } from './library/duplicates.js';
export { FINGERPRINT_BYTES, fingerprintOf } from './library/fingerprint.js';
export type { Library } from './library/library.js';
export {
  BANNED,
  type Candidates,
  MOST_CANDIDATES,
  roomFor,
  type Search,
  type SearchOptions,
  termsOf,
} from './match/candidates.js';
export { type KdTree, kdTree, nearestInTree } from './match/kd-tree.js';
export { type Allowed, type Matcher, nearestByScan, squaredDistance } from './match/scan.js';
export { type OpenSearch, openSearch } from './match/search.js';
export { queryRows, type ViewTable, viewTable } from './match/view-table.js';
export { areaMeans, type Lattice } from './pixels/area.js';
export { type KeptTaps, resample } from './pixels/lanczos.js';
export { type Raster, raster } from './pixels/raster.js';
export { centreCrop, type Rect } from './pixels/rect.js';
export { type Advice, advise, type Lack } from './plan/advise.js';
export {
  type ClipInput,
  type MosaicFrame,
  type MovingMosaic,
  movingMosaic,
  viewInRow,
} from './plan/clip.js';
export { type Edited, type EditInput, editPlan } from './plan/edit.js';
export type { Edit, Wish } from './plan/edited-rules.js';
export { givenSettings } from './plan/given.js';
export { cellWidth, type Filling, fillingOf, gridShape, MOST_CELL } from './plan/grid-size.js';
export { type Length, lengthText, MM_PER_INCH, millimetresOf, parseLength, pixelsOf } from './plan/length.js';
export { descriptorFor, type Made, type MakeInput, makePlan, type OwnRules, rulesFor, viewsFor } from './plan/make.js';
export { isGiven, parseSettings } from './plan/parse.js';
export { type CellRect, partOfPlan } from './plan/part-of-plan.js';
export type { Plan } from './plan/plan.js';
export { decodePlan, encodePlan, PLAN_SCHEMA, type PlanFile, type TargetFacts } from './plan/plan-file.js';
export { planSchema } from './plan/plan-schema.js';
export {
  type PhotoFacts,
  REPORT_LEVELS,
  REPORT_SCHEMA,
  type ReportEntry,
  type Reported,
  type ReportLevel,
  reportEntries,
  reportFields,
} from './plan/report.js';
export { reportSchema } from './plan/report-schema.js';
export { settingsSchema } from './plan/schema.js';
export { flagName, type Ratio, SETTINGS, type Setting, type SettingName, type Settings } from './plan/settings.js';
export { PAPER_NAMES, PAPERS, parseSize, type Size, sizeText, turnedTo } from './plan/size.js';
export { isRecoloured, type Recolouring, recolouredAtMost, type Sight, tinted } from './plan/tinted.js';
export { type Violation, verifyCertificate, verifyPlan } from './plan/verify.js';
export type { Crew, Hooks, PhotoSource, Pool, Progress, Sink, Steps, StoredThumbnails, Task, View } from './ports.js';
export { type Random, randomFrom } from './random.js';
export type { Band } from './render/band.js';
export { collect } from './render/collect.js';
export { type Enlarged, enlargedCells } from './render/enlarged.js';
export { pipe } from './render/pipe.js';
export { PARALLEL_VIEWS, type RenderOptions, render, VIEW_BUDGET } from './render/render.js';
export { type DistinctViews, distinctViews, viewOf } from './render/views.js';
export { shared } from './shared-memory.js';
export { type TintCurves, tintCurves } from './tint/gain.js';
export { inlinePool } from './work/inline.js';
export { TASKS } from './work/tasks.js';
