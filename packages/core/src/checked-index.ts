/**
 * What the name of the package loads: the names of `index.ts`, where each function that takes something checks it
 * first. Types and comments are those of `index.ts`.
 */

import * as core from './index.js';
import { cellsIn } from './layout/rows.js';
import { ASYNC_ITERABLE } from './public/argument-kinds.js';
import { checked } from './public/checked.js';
import {
  CLIP_INPUT,
  DRAWN_SIDE,
  EDIT_INPUT,
  ENDLESS_INPUT,
  JUDGE_INPUT,
  MAKE_INPUT,
  MEASURES,
  PLACEMENT,
  PLAN_FILE,
  RENDER_OPTIONS,
  REPORT_INPUT,
  REPORT_LEVEL,
} from './public/inputs.js';
import {
  CERTIFICATE,
  HOOKS,
  NATURAL,
  PHOTO_SOURCE,
  PLAN,
  SETTINGS_INPUT,
  SHAPE,
  SINK,
  SIZE_FIELDS,
} from './public/nouns.js';
import { NUMBER, nullable, oneOf, TEXT, wrong } from './runtime/json-kinds.js';

export {
  errorData,
  inlinePool,
  MosaicError,
  parseScript,
  parseSettings,
  planSchema,
  reportSchema,
  SETTINGS,
  STYLES,
  scriptSchema,
  settingsSchema,
  UNLIMITED,
} from './index.js';

type Core = typeof core;

/** What one raster holds: 2 GiB. */
const MOST_PIXELS = 2 ** 29;

export const advise: Core['advise'] = checked(core.advise, { input: MAKE_INPUT, hooks: HOOKS });
export const cellName: Core['cellName'] = checked(core.cellName, { cell: NATURAL, shape: SHAPE }, (cell, shape) => {
  if (cell >= cellsIn(shape)) throw wrong('cell', `a cell below ${cellsIn(shape)}`, cell);
});
export const cellNamed: Core['cellNamed'] = checked(core.cellNamed, { name: TEXT, shape: SHAPE });
export const cellWidth: Core['cellWidth'] = checked(core.cellWidth, { settings: SETTINGS_INPUT, shape: SHAPE });
export const collect: Core['collect'] = checked(
  core.collect,
  { bands: ASYNC_ITERABLE, width: DRAWN_SIDE, height: DRAWN_SIDE },
  (_, width, height) => {
    if (width * height > MOST_PIXELS) throw wrong('height', `at most ${MOST_PIXELS} pixels`, `${width} × ${height}`);
  },
);
export const decodePlan: Core['decodePlan'] = checked(core.decodePlan, { text: TEXT });
export const drawnSize: Core['drawnSize'] = checked(core.drawnSize, { shape: SHAPE, width: DRAWN_SIDE });
export const editPlan: Core['editPlan'] = checked(core.editPlan, { input: EDIT_INPUT, hooks: HOOKS });
export const encodePlan: Core['encodePlan'] = checked(core.encodePlan, { file: PLAN_FILE });
export const endlessPlans: Core['endlessPlans'] = checked(core.endlessPlans, { input: ENDLESS_INPUT, hooks: HOOKS });
export const judge: Core['judge'] = checked(core.judge, { judged: JUDGE_INPUT });
export const layoutOf: Core['layoutOf'] = checked(core.layoutOf, { shape: SHAPE, ...SIZE_FIELDS });
export const makePlan: Core['makePlan'] = checked(core.makePlan, { input: MAKE_INPUT, hooks: HOOKS });
export const movingMosaic: Core['movingMosaic'] = checked(core.movingMosaic, { input: CLIP_INPUT, hooks: HOOKS });
export const pipe: Core['pipe'] = checked(core.pipe, {
  source: ASYNC_ITERABLE,
  sink: SINK,
  hooks: HOOKS,
}) as Core['pipe'];
export const place: Core['place'] = checked(core.place, { shape: SHAPE, width: DRAWN_SIDE });
export const render: Core['render'] = checked(
  core.render,
  { plan: PLAN, source: PHOTO_SOURCE, options: RENDER_OPTIONS, hooks: HOOKS },
  (plan, _, { cell, window }) => {
    const { width, height } = core.drawnSize(plan.layout.shape, cell);
    if (window && (window.x + window.w > width || window.y + window.h > height))
      throw wrong('options.window', `a part of ${width} × ${height} pixels`, `${window.w} × ${window.h}`);
  },
);
export const reportEntries: Core['reportEntries'] = checked(core.reportEntries, {
  report: REPORT_INPUT,
  level: REPORT_LEVEL,
});
export const scorecard: Core['scorecard'] = checked(core.scorecard, { metrics: MEASURES, variety: nullable(MEASURES) });
export const styleScript: Core['styleScript'] = checked(core.styleScript, {
  style: oneOf(core.STYLES),
  seconds: NUMBER,
});
export const variety: Core['variety'] = checked(core.variety, { placed: PLACEMENT });
export const verifyCertificate: Core['verifyCertificate'] = checked(core.verifyCertificate, {
  certificate: CERTIFICATE,
});
export const verifyPlan: Core['verifyPlan'] = checked(core.verifyPlan, { plan: PLAN, hooks: HOOKS });
