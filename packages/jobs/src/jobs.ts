/** The jobs. What one does is loaded when it is prepared, so a program that needs one job does not load the others. */

import { CLIP } from './clip/options.js';
import { EDIT } from './edit/options.js';
import { FILM } from './film/options.js';
import { INDEX } from './index-photos/options.js';
import { defineJob, type OutputOf } from './job.js';
import { MAKE } from './make/options.js';
import { PRINT } from './print/options.js';
import { RENDER } from './render/options.js';
import { SCORE } from './score/options.js';
import { VERIFY } from './verify/options.js';
import { ZOOM } from './zoom/options.js';

/** Makes or updates a library of photos. */
export const indexJob = defineJob('index', INDEX, () => import('./index-photos/job.js'));

/** Makes a mosaic; in a dry run, says what it would be. */
export const makeJob = defineJob('make', MAKE, () => import('./make/job.js'));

/** Makes a moving mosaic of a clip. */
export const clipJob = defineJob('clip', CLIP, () => import('./clip/job.js'));

/** Draws a plan. */
export const renderJob = defineJob('render', RENDER, () => import('./render/job.js'));

/** Prints a plan. */
export const printJob = defineJob('print', PRINT, () => import('./print/job.js'));

/** Writes a deep zoom. */
export const zoomJob = defineJob('zoom', ZOOM, () => import('./zoom/job.js'));

/** Makes a film of a plan. */
export const filmJob = defineJob('film', FILM, () => import('./film/job.js'));

/** Edits a plan. */
export const editJob = defineJob('edit', EDIT, () => import('./edit/job.js'));

/** Scores a mosaic. */
export const scoreJob = defineJob('score', SCORE, () => import('./score/job.js'));

/** Checks a plan. */
export const verifyJob = defineJob('verify', VERIFY, () => import('./verify/job.js'));

/** What `render` drew. */
export type Rendered = OutputOf<typeof renderJob>;
