/** `zoom`: a plan as a page to share, which zooms in to every photo. */

import { cellWidth, drawnSize, errorData, MosaicError, type PlanFile } from '@tesserae/core';
import { isGiven, latticeOf } from '@tesserae/core/internal';
import { type Target, writeZoom } from '@tesserae/node';
import { checkZoomOutput } from '@tesserae/node/internal';
import { estimateDrawing } from '../estimate/estimate.js';
import { checkMemory } from '../estimate/memory.js';
import { hooksOf, type Running } from '../job.js';
import type { Note } from '../notes.js';
import { partsOfPlan } from '../outputs/parts.js';
import { enlargedIn, enlargedNotes } from '../picture/enlarged.js';
import { sizeSettings } from '../picture/of-plan.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { withPhotos } from '../plan/photos-to-draw.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import type { ZoomInput } from './options.js';
import { checkSinglePage, zoomSize } from './size.js';

/** Pixels a cell is wide at least, unless told: so many that one sees what is in a photo. */
const CLOSE = 128;

/** Of the JPEGs, unless told: nothing is lost that is seen on a screen. */
const QUALITY = 85;

/** No deep zoom is so much smaller than it was guessed to be. */
const SURELY = 8;

/** Views under way: what is read for them comes to half a megabyte each, and drawing waits for encoders anyway. */
const AT_ONCE = 4;

/** IIIF needs to know where a folder stands; nobody else does. */
const NOWHERE = 'https://example.org/mosaic';

/** As `Job` has it. */
export async function prepare(input: ZoomInput, running: Running) {
  const { host } = running;
  const { settings, photoSize, force, singleFile = false } = input;
  const output = requiredPlace(input);
  await checkZoomOutput(output, { singleFile, force });
  await host.outputs.check([output]);
  // a folder is checked by itself
  const outputs = { output: singleFile ? output : undefined };
  const saved = await checkedPlan(input, outputs, running);
  const { plan } = saved;
  const cell = cellOf(input, saved);
  const size = zoomSize(plan, { cell, photoSize, singleFile });
  if (singleFile) checkSinglePage(size, cell);
  const { shape } = plan.layout;
  const pixels = drawnSize(shape, cell);
  const picture = { shape, ...pixels, cell, format: 'zoom' };
  checkMemory(settings, picture, new Set(plan.photos).size);
  await checkZoomOutput(output, { singleFile, force, bytes: Math.floor(size.bytes / SURELY) });
  const { target, notes } = await targetFor(input, saved, running);
  const enlarged = await enlargedIn(saved, input, outputs, cell);
  // pixels of the largest level
  const facts = { ...latticeOf(shape), ...pixels };
  return {
    facts: { ...facts, size, singleFile, hasNoAddress: !singleFile && input.url === undefined },
    estimate: { ...estimateDrawing(plan, { settings, ...picture }), disk: size.bytes },
    notes: [...notes, ...enlargedNotes(enlarged, plan.photos.length, cell)],
    outputs: [output],
    run: async (running: Running) => {
      const written = await write({ input, saved, output, cell, target }, running);
      return { output, ...facts, enlarged, tell: input.tell, ...written };
    },
  };
}

/** A deep zoom that can be begun. */
interface Work {
  readonly input: ZoomInput;
  readonly saved: PlanFile;
  readonly output: string;
  readonly cell: number;
  readonly target: Target | undefined;
}

async function write({ input, saved, output, cell, target }: Work, running: Running) {
  const { settings, photoSize, tell, title, force, resume, singleFile = false } = input;
  const watch = stopwatch(['zoom']);
  const { plan, paths } = saved;
  const library = await libraryOfPlan(saved, input);
  const wanted = { library, ids: plan.ids, paths, output, look: settingsOfPlan(saved).photosLook };
  return await withPhotos(wanted, settings, running, async ({ photos, fromThumbnails }) => {
    const options = {
      ...{ cell, photoSize, told: tell, title, singleFile, force, url: input.url ?? NOWHERE },
      quality: settings.quality === 'auto' ? QUALITY : settings.quality,
      fades: !input.withoutTarget,
      parallel: settings.jobs || AT_ONCE,
      parts: await partsOfPlan(plan, saved.target, resume, running),
    };
    const drawn = { plan, photos, library, paths, target: target?.raster };
    const written = await writeZoom(output, drawn, options, hooksOf(running));
    running.events({ type: 'artifact', name: 'output', path: output });
    return { ...written, standIns: fromThumbnails.size, timings: watch.timings() };
  });
}

function requiredPlace({ output, singleFile }: ZoomInput): string {
  if (output !== undefined) return output;
  const expected = singleFile ? 'a page, as mosaic.html' : 'a folder that is not there yet';
  throw new MosaicError('usage', { subject: 'output', expected, received: 'nothing' });
}

/** The size that is asked for, else that of the plan, but not too small to see photos. */
function cellOf({ settings }: ZoomInput, saved: PlanFile): number {
  const { shape } = saved.plan.layout;
  const cell = cellWidth(sizeSettings(settings, saved), shape);
  if (isGiven(settings, 'cell') || isGiven(settings, 'size')) return cell;
  return Math.max(CLOSE, cellWidth(settingsOfPlan(saved), shape));
}

/** The target fades in where it is still to be had. An overlay is drawn from it: then it must be. */
async function targetFor(
  { target: moved, withoutTarget }: ZoomInput,
  saved: PlanFile,
  running: Running,
): Promise<{ readonly target: Target | undefined; readonly notes: readonly Note[] }> {
  const { overlay } = saved.plan;
  if (withoutTarget && overlay === 0) return { target: undefined, notes: [] };
  try {
    return { target: await targetOfPlan(saved, moved, running), notes: [] };
  } catch (error) {
    const isRequired = overlay > 0 || moved !== undefined;
    if (isRequired || !(error instanceof MosaicError) || error.code === 'aborted') throw error;
    return { target: undefined, notes: [{ code: 'target-left-out', values: { error: errorData(error) } }] };
  }
}
