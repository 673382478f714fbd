/** `zoom`: a plan as a page to share, which zooms in to every photo. */

import { dirname, resolve } from 'node:path';
import {
  cellWidth,
  errorData,
  gridPixels,
  MosaicError,
  type PlanFile,
  type Progress,
  parseSettings,
} from '@tesserae/core';
import { type Enlargement, isGiven, latticeOf } from '@tesserae/core/internal';
import { type Target, writeZoom } from '@tesserae/node';
import { checkZoomOutput, type EarlierParts, planKey, scratchIn, type ZoomResult } from '@tesserae/node/internal';
import { estimateDrawing } from '../estimate/estimate.js';
import { checkMemory } from '../estimate/memory.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import type { Note } from '../notes.js';
import { enlargedIn, enlargedNotes } from '../picture/enlarged.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { photosToDraw } from '../plan/photos-to-draw.js';
import { sizeSettings } from '../plan/size-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import { ZOOM, type ZoomInput } from './options.js';
import { checkSinglePage, type ZoomSize, zoomSize } from './size.js';

/** What will be written. */
export interface ZoomFacts {
  readonly columns: number;
  readonly rows: number;
  /** Pixels of the largest level. */
  readonly width: number;
  readonly height: number;
  readonly size: ZoomSize;
  readonly singleFile: boolean;
  /** Whether nobody said where the folder will stand on the web. */
  readonly hasNoAddress: boolean;
}

/** What was written. */
export interface Zoomed extends Omit<ZoomFacts, 'size' | 'singleFile' | 'hasNoAddress'>, ZoomResult {
  readonly output: string;
  readonly enlarged: Enlargement;
  readonly tell: ZoomInput['tell'];
  /** Photos drawn from their thumbnails. */
  readonly standIns: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Writes a deep zoom. */
export const zoomJob: Job<ZoomInput, Zoomed, ZoomFacts> = { name: 'zoom', options: ZOOM, prepare };

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

async function prepare(
  input: ZoomInput,
  host: Host,
  _events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<Zoomed, ZoomFacts>> {
  const { settings, photoSize, force, singleFile = false } = input;
  const output = requiredPlace(input);
  await checkZoomOutput(output, { singleFile, force });
  await host.outputs.check([output]);
  // a folder is checked by itself
  const outputs = { output: singleFile ? output : undefined };
  const saved = await checkedPlan(input, outputs, host);
  const { plan } = saved;
  const cell = cellOf(input, saved);
  const size = zoomSize(plan, { cell, photoSize, singleFile });
  if (singleFile) checkSinglePage(size, cell);
  const { shape } = plan.layout;
  const pixels = gridPixels(shape, cell);
  const picture = { shape, ...pixels, cell, format: 'zoom' };
  checkMemory(settings, picture, new Set(plan.photos).size);
  await checkZoomOutput(output, { singleFile, force, bytes: Math.floor(size.bytes / SURELY) });
  const { target, notes } = await targetFor(input, saved, host, signal);
  const enlarged = await enlargedIn(saved, input, outputs, cell);
  const facts = { ...latticeOf(shape), ...pixels };
  return {
    facts: { ...facts, size, singleFile, hasNoAddress: !singleFile && input.url === undefined },
    estimate: { ...estimateDrawing(plan, { settings, ...picture }), disk: size.bytes },
    notes: [...notes, ...enlargedNotes(enlarged, plan.photos.length, cell)],
    run: (events = UNHEARD, signal = ENDLESS) =>
      host.outputs.during([output], async () => {
        const written = await write({ input, saved, output, cell, target }, host, events, signal);
        return { output, ...facts, enlarged, tell: input.tell, ...written };
      }),
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

async function write({ input, saved, output, cell, target }: Work, host: Host, events: Events, signal: AbortSignal) {
  const { settings, photoSize, tell, title, force, resume = false, singleFile = false } = input;
  const watch = stopwatch(['zoom']);
  watch.begin('zoom');
  // a photo shows in many cells: it is decoded once and put aside
  const scratch = scratchIn(dirname(resolve(output)));
  const library = await libraryOfPlan(saved, input);
  try {
    const { plan, paths } = saved;
    const { photos, fromThumbnails } = photosToDraw({ library, ids: plan.ids, paths, scratch }, settings, host, events);
    const codec = await host.decoders.codecVersion();
    const key = planKey(plan, { target: saved.target.sha256, codec });
    const options = {
      ...{ cell, photoSize, told: tell, title, singleFile, force, url: input.url ?? NOWHERE },
      quality: settings.quality === 'auto' ? QUALITY : settings.quality,
      fades: !input.withoutTarget,
      parallel: settings.jobs || AT_ONCE,
      parts: { key, resume, onEarlier: (parts: EarlierParts) => events({ type: 'parts', parts }) },
    };
    const drawn = { plan, photos, library, paths, target: target?.raster };
    const onProgress = (progress: Progress): void => events({ type: 'progress', progress });
    const written = await writeZoom(output, drawn, options, { signal, onProgress });
    events({ type: 'artifact', name: 'output', path: output });
    return { ...written, standIns: fromThumbnails.size, timings: watch.timings() };
  } finally {
    await scratch.close();
    library.close();
  }
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
  return Math.max(CLOSE, cellWidth(parseSettings(saved.settings), shape));
}

/** The target fades in where it is still to be had. An overlay is drawn from it: then it must be. */
async function targetFor(
  { target: moved, withoutTarget }: ZoomInput,
  saved: PlanFile,
  host: Host,
  signal: AbortSignal,
): Promise<{ readonly target: Target | undefined; readonly notes: readonly Note[] }> {
  const { overlay } = saved.plan;
  if (withoutTarget && overlay === 0) return { target: undefined, notes: [] };
  try {
    return { target: await targetOfPlan(saved, moved, host, signal), notes: [] };
  } catch (error) {
    const isRequired = overlay > 0 || moved !== undefined;
    if (isRequired || !(error instanceof MosaicError) || error.code === 'aborted') throw error;
    return { target: undefined, notes: [{ code: 'target-left-out', values: { error: errorData(error) } }] };
  }
}
