export { orAborted } from './abort.js';
export { assign } from './assign/assign.js';
export type { Assignment, Problem } from './assign/problem.js';
export { type Rules, UNLIMITED } from './assign/rules.js';
export { ciede2000, deltaEOk } from './color/difference.js';
export { labFromLinear, lightness, luminance } from './color/lab.js';
export { oklabFromLinear, oklabFromRgba } from './color/oklab.js';
export { ENCODED, encodeSrgb, LINEAR } from './color/srgb.js';
export { describeCells } from './describe/cells.js';
export type { Descriptor, Features } from './describe/descriptor.js';
export { meanDescriptor } from './describe/mean.js';
export { describePhotos, type Views } from './describe/photos.js';
export { pyramidDescriptor } from './describe/pyramid.js';
export { ERROR_CODES, type ErrorCode, MosaicError, throwIfAborted } from './errors.js';
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
export { cellPixels, columnsFor, gridCrop, gridLayout, gridPixels, rowsFor } from './layout/grid.js';
export { cellCount, type GridShape, type Layout, type Shape } from './layout/layout.js';
export type { Library } from './library/library.js';
export { type Matcher, matcherFor } from './match/nearest.js';
export { areaMeans, type Lattice } from './pixels/area.js';
export { type KeptTaps, resample } from './pixels/lanczos.js';
export { type Raster, raster } from './pixels/raster.js';
export { centreCrop, type Rect } from './pixels/rect.js';
export { cellWidth, gridShape } from './plan/grid-size.js';
export { descriptorFor, type MakeInput, makePlan, rulesFor } from './plan/make.js';
export { isGiven, parseSettings } from './plan/parse.js';
export type { Plan } from './plan/plan.js';
export { decodePlan, encodePlan, PLAN_SCHEMA, type PlanFile, type TargetFacts } from './plan/plan-file.js';
export { settingsSchema } from './plan/schema.js';
export { flagName, type Ratio, SETTINGS, type Setting, type SettingName, type Settings } from './plan/settings.js';
export { cellName, type Violation, verifyPlan } from './plan/verify.js';
export type { Hooks, PhotoSource, Progress, Sink, View } from './ports.js';
export { type Random, randomFrom } from './random.js';
export type { Band } from './render/band.js';
export { collect } from './render/collect.js';
export { pipe } from './render/pipe.js';
export { PARALLEL_VIEWS, type RenderOptions, render, VIEW_BUDGET } from './render/render.js';
