/** `zoom`: a plan as a page to share, which zooms in to every photo. */

import { dirname, resolve } from 'node:path';
import {
  cellWidth,
  errorData,
  gridPixels,
  isGiven,
  MosaicError,
  type Plan,
  type PlanFile,
  parseSettings,
  REPORT_LEVELS,
  type ReportLevel,
  type Settings,
} from '@tesserae/core';
import { estimateDrawing, type PictureToDraw } from '@tesserae/jobs/internal';
import { checkZoomOutput, photoSizes, scratchIn, type Target, writeZoom } from '@tesserae/node';
import { errorWords } from '../words/en/errors.js';
import { estimateWords } from '../words/en/estimate.js';
import { counted, plural, roughly } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { sayEnlarged } from './enlarged.js';
import { megabytes, peakMemory, stopwatch } from './facts.js';
import { sayStandIns } from './few-notes.js';
import type { Flags } from './flags.js';
import { checkMemory } from './memory-budget.js';
import { checkAgainstLibrary, checkOutputs } from './outputs.js';
import { openPlan, readPlan, targetOfPlan } from './plan-on-disk.js';
import { checkSinglePage, type ZoomSize, zoomSize } from './zoom-size.js';

/** Pixels a cell is wide at least, unless told: so many that one sees what is in a photo. */
const CLOSE = 128;

/** Of the JPEGs, unless told: nothing is lost that is seen on a screen. */
const QUALITY = 85;

/** No deep zoom is so much smaller than it was guessed to be. */
const SURELY = 8;

/** Views under way: what is read for them comes to half a megabyte each, and drawing waits for encoders anyway. */
const AT_ONCE = 4;

/** Writes a deep zoom. */
export async function zoom(call: Call): Promise<number> {
  const { words, flags, voice, settings } = call;
  const output = requiredPlace(flags);
  const wishes = { ...wishesOf(flags), quality: settings.quality === 'auto' ? QUALITY : settings.quality };
  const { singleFile, photoSize } = wishes;
  await checkZoomOutput(output, { singleFile, force: flags.force });
  const saved = await readPlan(words[0]);
  const files = singleFile ? call : { ...call, flags: { ...flags, output: undefined } };
  await checkOutputs(files, { files: [words[0], saved.target.path, saved.library], photos: saved.paths });
  const { plan } = saved;
  const cell = cellOf(settings, saved);
  const size = zoomSize(plan, { cell, photoSize, singleFile });
  if (singleFile) checkSinglePage(size, cell);
  const { shape } = plan.layout;
  const drawn = { shape, ...gridPixels(shape, cell), cell, format: 'zoom' };
  checkMemory(call, drawn, new Set(plan.photos).size);
  await checkZoomOutput(output, { singleFile, force: flags.force, bytes: Math.floor(size.bytes / SURELY) });
  const target = await targetFor(call, saved);

  const watch = stopwatch(['zoom']);
  watch.begin('zoom');
  // a photo shows in many cells: it is decoded once and put aside
  const scratch = scratchIn(dirname(resolve(output)));
  const { library, photos, standIns } = await openPlan(call, saved, { scratch });
  try {
    await checkAgainstLibrary(files, library);
    saySize(call, plan, { drawn, size, singleFile });
    const enlarged = sayEnlarged(call, plan, photoSizes(library, plan.ids), cell);
    const input = { plan, photos, library, paths: saved.paths, target: target?.raster };
    const options = { ...wishes, cell, parallel: settings.jobs || AT_ONCE, force: flags.force };
    const written = await writeZoom(output, input, options, { signal: call.signal, onProgress: voice.progress });
    const { width, height } = drawn;
    const timings = watch.timings();
    voice.detail(`zoom ${timings.zoom.toFixed(2)} s`);
    const open = singleFile ? '' : `  (open ${output}/index.html)`;
    voice.result(`wrote    ${output}  ${megabytes(written.bytes)}${open}`);
    const { columns, rows } = shape;
    voice.event('done', {
      ...{ output, columns, rows, width, height, enlarged, tell: wishes.told },
      ...{ ...written, standIns: sayStandIns(call, standIns), timings, peakRss: peakMemory(call) },
    });
    return 0;
  } finally {
    await scratch.close();
    library.close();
  }
}

function requiredPlace({ output, singleFile }: Flags): string {
  if (output !== undefined) return output;
  const example = singleFile ? '-o mosaic.html' : '-o DIR, a folder that is not there yet';
  throw new MosaicError('usage', `output: expected ${example}, received nothing.`);
}

/** What the flags wish for, checked. */
interface Wishes {
  readonly singleFile: boolean;
  readonly photoSize: number;
  readonly told: ReportLevel;
  readonly title: string;
  readonly url: string;
  readonly fades: boolean;
}

/** Pixels of a photo's file at most: beyond that, it is the collection that is shared. */
const MOST_PHOTO = 4096;

function wishesOf(flags: Flags): Wishes {
  const {
    singleFile = false,
    photoSize = '512',
    tell = 'ids',
    title = 'Photo mosaic',
    url,
    withoutTarget = false,
  } = flags;
  const side = /^\d{1,5}$/.test(photoSize) ? Number(photoSize) : -1;
  if (side < 0 || side > MOST_PHOTO || (side > 0 && side < 32)) {
    throw new MosaicError(
      'usage',
      `photoSize: expected 0 (no photos) or 32 to ${MOST_PHOTO} pixels, received "${photoSize}".`,
    );
  }
  const told = REPORT_LEVELS.find((level) => level === tell);
  if (told === undefined) {
    throw new MosaicError('usage', `tell: expected ${REPORT_LEVELS.join(' or ')}, received "${tell}".`);
  }
  if (title.trim() === '') {
    throw new MosaicError('usage', 'title: expected some words, received none. Leave it out for "Photo mosaic".');
  }
  return { singleFile, photoSize: side, told, title, url: urlOf(url), fades: !withoutTarget };
}

/** IIIF needs to know where a folder stands; nobody else does. */
const NOWHERE = 'https://example.org/mosaic';

function urlOf(url: string | undefined): string {
  if (url === undefined) return NOWHERE;
  if (/^https?:\/\/[^\s?#"<>]+$/.test(url)) return url.replace(/\/+$/, '');
  throw new MosaicError('usage', `url: expected an address that begins with https:// or http://, received "${url}".`);
}

/** The size of the call, else that of the plan, but not too small to see photos. */
function cellOf(settings: Settings, saved: PlanFile): number {
  const { shape } = saved.plan.layout;
  if (isGiven(settings, 'cell') && isGiven(settings, 'size')) {
    throw new MosaicError('settings', 'size: cannot be given together with cell: the columns stand in the plan.');
  }
  if (isGiven(settings, 'cell') || isGiven(settings, 'size')) return cellWidth(settings, shape);
  return Math.max(CLOSE, cellWidth(parseSettings(saved.settings), shape));
}

/** The target fades in where it is still to be had. An overlay is drawn from it: then it must be. */
async function targetFor(call: Call, saved: PlanFile): Promise<Target | undefined> {
  if (call.flags.withoutTarget && saved.plan.overlay === 0) return undefined;
  try {
    return await targetOfPlan(saved, call);
  } catch (error) {
    const isRequired = saved.plan.overlay > 0 || call.flags.target !== undefined;
    if (isRequired || !(error instanceof MosaicError) || error.code === 'aborted') throw error;
    const { sentence } = errorWords(errorData(error));
    call.voice.note(`${sentence} The page has no target to fade in. --target says where it is now.`);
    return undefined;
  }
}

function saySize(
  { voice, flags, settings }: Call,
  plan: Plan,
  { drawn, size, singleFile }: { readonly drawn: PictureToDraw; readonly size: ZoomSize; readonly singleFile: boolean },
): void {
  const { shape, width, height } = drawn;
  voice.step('plan', `${shape.columns}×${shape.rows} cells · ${counted(width)}×${counted(height)} px`);
  const what = singleFile ? 'in one page' : `in ${plural(size.files, 'file')}`;
  voice.step(
    'takes',
    estimateWords(estimateDrawing(plan, { settings, ...drawn }), `${megabytes(roughly(size.bytes))} ${what}`),
  );
  if (!singleFile && flags.url === undefined) {
    voice.detail('iiif/info.json has a placeholder for its address: --url says where the folder will stand.');
  }
}
