/** The jobs. What one does is loaded when it is prepared, so a program that needs one job does not load the others. */

import { CLIP } from './clip/options.js';
import { EDIT } from './edit/options.js';
import { FILM } from './film/options.js';
import { INDEX } from './index-photos/options.js';
import { defineJob, type Findings, type OutputOf, type Running } from './job.js';
import { MAKE } from './make/options.js';
import type { OptionTable } from './options/option.js';
import { PRINT } from './print/options.js';
import { RENDER } from './render/options.js';
import { SCORE } from './score/options.js';
import { VERIFY } from './verify/options.js';
import { ZOOM } from './zoom/options.js';

/** A job about a plan, which may be named by its picture. */
function planJob<Input extends { readonly plan?: string; readonly with?: string }, Found extends Findings>(
  name: string,
  options: OptionTable<Input>,
  load: () => Promise<{ prepare(input: Input, running: Running): Promise<Found> }>,
) {
  return defineJob(name, options, async () => {
    const [{ prepare }, { withPlans }] = await Promise.all([load(), import('./plan/beside-picture.js')]);
    return { prepare: async (input: Input, running: Running) => prepare(await withPlans(input, running), running) };
  });
}

/** Makes or updates a library of photos. */
export const indexJob = defineJob('index', INDEX, () => import('./index-photos/job.js'));

/** Makes a mosaic; in a dry run, says what it would be. */
export const makeJob = defineJob('make', MAKE, () => import('./make/job.js'));

/** Makes a moving mosaic of a clip. */
export const clipJob = defineJob('clip', CLIP, () => import('./clip/job.js'));

/** Draws a plan. */
export const renderJob = planJob('render', RENDER, () => import('./render/job.js'));

/** Prints a plan. */
export const printJob = planJob('print', PRINT, () => import('./print/job.js'));

/** Writes a deep zoom. */
export const zoomJob = planJob('zoom', ZOOM, () => import('./zoom/job.js'));

/** Makes a film of a plan. */
export const filmJob = planJob('film', FILM, () => import('./film/job.js'));

/** Edits a plan. */
export const editJob = planJob('edit', EDIT, () => import('./edit/job.js'));

/** Scores a mosaic. */
export const scoreJob = planJob('score', SCORE, () => import('./score/job.js'));

/** Checks a plan. */
export const verifyJob = planJob('verify', VERIFY, () => import('./verify/job.js'));

/** What `render` drew. */
export type Rendered = OutputOf<typeof renderJob>;
