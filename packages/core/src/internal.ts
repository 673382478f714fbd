/** What sibling packages and tests use beside the public names. Nothing here is a promise: it may change in any release. */

export { type AssignmentResult, assign } from './assign/assign.js';
export {
  type Board,
  bestView,
  boardOf,
  conflictingCells,
  costOf,
  emptyBoard,
  photoAt,
  placeView,
  repeatsNear,
} from './assign/board.js';
export { dualOf } from './assign/bound/dual.js';
export { listingsOf } from './assign/bound/listings.js';
export type { Bound } from './assign/bound/raise-bound.js';
export { windowsOf } from './assign/bound/windows.js';
export { type FollowedFrame, follow } from './assign/change/follow.js';
export { repair } from './assign/change/repair.js';
export type { Cause } from './assign/change/vacate.js';
export { infeasibleReason, widestSpacing } from './assign/feasible.js';
export { openMarket } from './assign/open-market.js';
export { boundsCostOf, certificateOf } from './assign/price/certificate.js';
export { bannedPrices, emptyPriceTable } from './assign/price/price-table.js';
export { recomputeBound } from './assign/price/recompute-bound.js';
export { refreshLists, shortlists } from './assign/price/shortlist.js';
export { assignmentCost, type Problem } from './assign/problem.js';
export { cheapestExchange, type Offers as ExchangeOffers } from './assign/refine/cheapest-exchange.js';
export {
  differencesOf,
  type ErrorField,
  energyOf,
  errorField,
  setDifference,
  shiftAt,
} from './assign/refine/error-field.js';
export { plainFieldMemory } from './assign/refine/field-memory.js';
export { repeatPrice, repeatPrices } from './assign/refine/repeats.js';
export { type Rules, UNLIMITED } from './assign/rules.js';
export { ejectNeighbours } from './assign/space/eject.js';
export { fillGreedily } from './assign/space/greedy.js';
export { interchange } from './assign/space/interchange.js';
export { fillByLattice, photosByCost, wantsLattice } from './assign/space/lattice.js';
export { raiseToMinimums } from './assign/space/minimums.js';
export { separate } from './assign/space/spacing.js';
export { clustersOf } from './color/clusters.js';
export { ciede2000 } from './color/difference.js';
export { halveRows } from './color/halve.js';
export { labFromLinear, lightness, luminance } from './color/lab.js';
export { colourName, hueName } from './color/names.js';
export { oklabFromLinear, oklabFromRgb } from './color/oklab.js';
export { ENCODED, encodeSrgb, LINEAR } from './color/srgb.js';
export { bandsFor } from './describe/bands.js';
export { describeCells } from './describe/cells.js';
export type { Descriptor, Features, ViewFeatures } from './describe/descriptor.js';
export { errorFilter } from './describe/error-filter.js';
export { meanDescriptor } from './describe/mean.js';
export { multiscaleDescriptor } from './describe/multiscale.js';
export { type DescribedViews, describePhotos } from './describe/photos.js';
export { NAMED_VIEWS, photoViews, shareShown, type ViewSet, viewCount } from './describe/views.js';
export { ERROR_CODES, type ErrorFields, MosaicError, throwIfAborted, withFields } from './errors.js';
export { middle, roundPortably, windowAround, windowBetween, windowWithin } from './film/camera.js';
export { type Canvas, fill, openCanvas, toRgb } from './film/draw/canvas.js';
export { drawMoment, type FilmTexts } from './film/draw/draw.js';
export { drawText, type FrameText } from './film/draw/draw-text.js';
export { i420Bytes, i420FromRgb } from './film/draw/i420.js';
export { drawLayer, type Layer } from './film/draw/layers/layer.js';
export { drawLevel, type Level, type LevelPlacement, levelTaps } from './film/draw/layers/level.js';
export { drawSprites } from './film/draw/sprites/draw-sprites.js';
export { CLOSED, type PlacedSprite, placeSprite } from './film/draw/sprites/placed-sprite.js';
export { emptySprites, type Sprites } from './film/draw/sprites/sprites.js';
export { emptyTextures, setTexture, type Textures, textureBytes } from './film/draw/sprites/textures.js';
export { EASES, eased, hill, smooth } from './film/easing.js';
export { endlessAt, endlessPath, type LandingMosaic, nextMosaicRect } from './film/endless.js';
export { type EndlessMosaic, endlessPlans } from './film/endless-plans.js';
export { frameLight, MOST_FLASHES, mostFlashes } from './film/flashes.js';
export { type Flight, type FlyingMosaic, flightOf } from './film/flight/flight.js';
export { alignMosaics, pairCells } from './film/flight/morph.js';
export { spritesAt } from './film/flight/poses.js';
export { chooseLanding, findLanding, photoRect, resolveScript } from './film/landing/landing.js';
export { bestLanding, landingCosts } from './film/landing/landing-costs.js';
export { meanLight, measurePhotos, shownThumbnails } from './film/landing/thumbnails.js';
export { colourfulness, colours, vividCells, vividness } from './film/landing/vividness.js';
export type { Fit, NumberKey, Scene, Script } from './film/script.js';
export { parseScript, scriptSchema } from './film/script-format.js';
export { STYLES, type Style, styleScript } from './film/styles.js';
export { type FilmGeometry, framesOf, type Moment, momentAt, type Timeline, timelineOf } from './film/timeline.js';
export { titlesAt } from './film/titles.js';
export { backdropsSeen, type PictureSlot, visiblePictures } from './film/visible-pictures.js';
export { type Arithmetic, openArithmetic, plainArithmetic } from './judge/arithmetic.js';
export { sampledBlur } from './judge/blur.js';
export { differences } from './judge/differences.js';
export { edges } from './judge/edges.js';
export { ERROR_MAP_TOP, errorMap } from './judge/error-map.js';
export { FAR_SIDE } from './judge/fidelity.js';
export { photoUse } from './judge/placement/use.js';
export { type Placement, variety } from './judge/placement/variety.js';
export { type RecolorMeter, recolorMeter } from './judge/recolor.js';
export { comparedRect, resampledRows, resamplingTaps } from './judge/resample.js';
export { pairRows } from './judge/rows.js';
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
export { PAPER_WINDOW, similarity } from './judge/ssim.js';
export { blockOf } from './layout/block.js';
export { columnsWithin } from './layout/columns-within.js';
export { cellPixels, drawnSize, rowsFor, squareGrid, targetCrop } from './layout/drawn-size.js';
export { cellAspect, cellRect, centreIn, groundRect, sidesIn } from './layout/ground.js';
export { independentSets, randomIndependentSets } from './layout/independent-sets.js';
export { type Lattice, latticeOf, onLattice } from './layout/lattice.js';
export { cellCount, type Layout, type Shape } from './layout/layout.js';
export { layoutOf } from './layout/layout-of.js';
export {
  beside,
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
export {
  clique,
  countNear,
  mostBefore,
  nearOf,
  nearRuns,
  packing,
  roomForRuns,
  stepsApart,
} from './layout/near.js';
export { pairPrices, priceBeside } from './layout/pair-prices.js';
export { type PlacedCells, place } from './layout/place.js';
export { cellsIn } from './layout/rows.js';
export { cellWidth, shapeFor, sizeUsage } from './layout/shape-for.js';
export { FINGERPRINT_BYTES, fingerprintOf } from './library/fingerprint.js';
export type { Library } from './library/library.js';
export { BANNED, type Candidates, emptyCandidates, type Finder, LARGEST_TERM } from './match/candidates.js';
export { openClassSearch, viewTables } from './match/class-search.js';
export { groupDuplicates } from './match/duplicates.js';
export { fallbackFinder } from './match/fallback.js';
export { kdTree, kdTreeInTurns, nearestInTree, visitBox } from './match/kd-tree.js';
export { kernelFinder } from './match/kernel.js';
export { type Allowed, nearestByScan, squaredDistance } from './match/scan.js';
export { openSearch } from './match/search.js';
export { select } from './match/select.js';
export { sketchDims, sketchOf } from './match/sketch.js';
export { queryRows, type ViewTable, viewTable } from './match/view-table.js';
export type { Note } from './note.js';
export { type AreaGrid, areaMeans } from './pixels/area.js';
export { resample, type TapsCache } from './pixels/lanczos.js';
export { type PixelSize, type Raster, raster } from './pixels/raster.js';
export { centreCrop, type Rect } from './pixels/rect.js';
export { summedAreaTable, summedMeans } from './pixels/summed-area.js';
export { advise, type ColourGap } from './plan/advise.js';
export { type MosaicFrame, type MovingMosaic, movingMosaic, viewInRow } from './plan/clip.js';
export { type EditResult, editPlan } from './plan/edit/edit.js';
export type { Edit, PhotoRequest } from './plan/edit/edited-rules.js';
export { provePlan } from './plan/edit/prove.js';
export { focusWeights } from './plan/focus.js';
export {
  decodePlan,
  encodePlan,
  type PlanFile,
  planSchema,
  type TargetCrop,
  type TargetFacts,
} from './plan/format/plan-file.js';
export {
  type PhotoFacts,
  REPORT_LEVELS,
  REPORT_SCHEMA,
  type ReportEntry,
  type ReportLevel,
  reportEntries,
  reportFields,
  reportSchema,
} from './plan/format/report.js';
export { descriptorFor, type MakeResult, makePlan } from './plan/make.js';
export type { Plan } from './plan/plan.js';
export { leastUses, type RuleOverrides, rulesFor } from './plan/rules-for.js';
export { suitableSpacing, widestSuitable } from './plan/suitable-spacing.js';
export { estimateTint, isRecoloured, limitRecolouring, tintBound, tintedPlan, tintPlan } from './plan/tint-plan.js';
export { MOST_OF_A_RULE, plainViolation, verifyCertificate, verifyPlan } from './plan/verify.js';
export { viewsFor } from './plan/views-for.js';
export type { Hooks, PhotoSource, Progress, Sink, Steps, Task, TaskRunner, View } from './ports.js';
export {
  agreeing,
  column,
  FUNCTION,
  requireIndexes,
  requireLength,
  SIGNAL,
  withMethods,
} from './public/argument-kinds.js';
export { checked } from './public/checked.js';
export { CELL_WIDTH, DRAWN_SIDE, REPORT_LEVEL } from './public/inputs.js';
export {
  HOOK_FIELDS,
  HOOKS,
  LIBRARY,
  NATURAL,
  OWN_RULES,
  PHOTO_SOURCE,
  PLAN,
  RASTER,
  SETTINGS_INPUT,
  SHAPE,
  SIZE_FIELDS,
} from './public/nouns.js';
export type { Band } from './render/band.js';
export { collect } from './render/collect.js';
export { type Enlargement, enlargedCells } from './render/enlarged.js';
export { pipe } from './render/pipe.js';
export { type RenderOptions, render, VIEW_BUDGET } from './render/render.js';
export { type Schedule, schedule } from './render/schedule.js';
export { distinctViews, prepareViews, viewOf } from './render/views.js';
export { windowRows } from './render/window.js';
export { abortable } from './runtime/abort.js';
export { eventLoopYielder } from './runtime/event-loop.js';
export {
  BOOLEAN,
  type JsonKind,
  listOf,
  NUMBER,
  numberFrom,
  OBJECT,
  oneOf,
  open,
  optional,
  TEXT,
  text,
  wrong,
} from './runtime/json-kinds.js';
export { parsedJson } from './runtime/parsed-json.js';
export { type Random, randomFrom } from './runtime/random.js';
export { said } from './runtime/said.js';
export { sharedBuffer } from './runtime/shared-memory.js';
export { LAYOUTS, MOST_CELL } from './settings/kinds.js';
export { lengthIn, lengthText, MM_PER_INCH, parseLength, pixelsOf } from './settings/length.js';
export { LOOKS } from './settings/looks.js';
export { givenSettings, isGiven, parseSettings } from './settings/parse.js';
export { settingsSchema } from './settings/schema.js';
export { PAPERS, type PictureSize, parseSize, sizeText, turnedTo } from './settings/size.js';
export { flagName, SETTINGS, type SettingName } from './settings/table.js';
export { chooseGains } from './tint/choose.js';
export { meanDifference, seenFromAfar } from './tint/far.js';
export { tintCurves } from './tint/gain.js';
export { HARDLY_SEEN, leastGains } from './tint/least.js';
export { COARSE_SIDE, darkSamples, type Samples, SIDE } from './tint/samples.js';
export { inlinePool } from './work/inline.js';
export { type HostedWorker, type WorkerEvents, workerPool } from './work/worker-pool.js';
