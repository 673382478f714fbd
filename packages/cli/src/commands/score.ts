/** `score`: the scorecard of a plan, or of a mosaic that whatever program made. */

import {
  type Band,
  gridPixels,
  judge,
  type Likeness,
  MosaicError,
  type Plan,
  type PlanFile,
  render,
  type Scorecard,
  scorecard,
  variety,
} from '@tesserae/core';
import { openMosaic, readTarget, type Target } from '@tesserae/node';
import type { Call } from '../call.js';
import { peakMemory, stopwatch } from '../facts.js';
import { cardLines } from '../metrics.js';
import { type Placements, readPlacements } from '../placements.js';
import { openPlan, readPlan } from '../plan-on-disk.js';

/** Pixels a cell of a plan is drawn at to be judged: what the finest number of the card looks at. */
const CELL = 16;

/** A card, and what it is of. */
interface Scored {
  readonly card: Scorecard;
  readonly columns: number;
  readonly rows: number;
  readonly target: string;
}

/** Scores a mosaic. */
export async function score(call: Call): Promise<number> {
  const { words, voice } = call;
  const watch = stopwatch(['score']);
  watch.begin('score');
  const { card, columns, rows, target } = words.length > 0 ? await scorePlan(call) : await scoreMosaic(call);
  for (const line of cardLines(card)) voice.result(line, true);
  const timings = watch.timings();
  voice.event('done', { target, columns, rows, metrics: card, ...card, timings, peakRss: peakMemory() });
  return 0;
}

async function scorePlan(call: Call): Promise<Scored> {
  const { words, flags, signal } = call;
  const stray = (['mosaic', 'columns', 'rows', 'placements', 'photos'] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (stray !== undefined) {
    throw new MosaicError('usage', `${stray}: a plan says that itself. Leave out the plan, or --${stray}.`);
  }
  const saved = await readPlan(words[0]);
  const target = await targetOfPlan(saved, flags.target, signal);
  const { plan } = saved;
  const { columns, rows } = plan.layout.shape;
  const { library, photos } = await openPlan(call, saved);
  try {
    const drawn = (each: Plan) => render(each, photos, { cell: CELL, parallel: call.settings.jobs }, { signal });
    const untouched = isTinted(plan) ? drawn({ ...plan, tint: plan.tint.slice().fill(1) }) : undefined;
    const size = gridPixels(plan.layout.shape, CELL);
    const judged = { target: target.raster, ...size, columns, rows, leak: true } as const;
    const eye = judge({ ...judged, recolor: untouched ? 'bands' : 'none' });
    const likeness = await look(call, eye, { bands: drawn(plan), untouched, height: size.height });
    const placed = variety({ columns, rows, photos: plan.photos, count: plan.ids.length });
    return { card: scorecard(likeness, placed), columns, rows, target: target.path };
  } finally {
    library.close();
  }
}

function isTinted({ tint }: Plan): boolean {
  return tint.some((gain) => gain !== 1);
}

async function targetOfPlan(saved: PlanFile, given: string | undefined, signal: AbortSignal): Promise<Target> {
  const target = await readTarget(given ?? saved.target.path, { signal });
  if (target.sha256 === saved.target.sha256) return target;
  throw new MosaicError(
    'usage',
    `target: ${target.path} is not the picture that the plan was made for. Name the right one with --target.`,
  );
}

async function scoreMosaic(call: Call): Promise<Scored> {
  const { flags, signal } = call;
  if (flags.target === undefined || flags.mosaic === undefined) {
    throw new MosaicError('usage', 'score: expected a PLAN, or --target and --mosaic with --columns and --rows.');
  }
  const placements = flags.placements === undefined ? undefined : await readPlacements(flags.placements);
  const { columns, rows } = gridOf(call, placements);
  const count = flags.photos === undefined ? placements?.count : wholeNumber('photos', flags.photos);
  const target = await readTarget(flags.target, { signal });
  const { width, height, bands } = await openMosaic(flags.mosaic);
  const eye = judge({ target: target.raster, width, height, columns, rows, recolor: 'unknown', leak: true });
  const likeness = await look(call, eye, { bands: bands(signal), untouched: undefined, height });
  const placed =
    placements && count !== undefined ? variety({ columns, rows, photos: placements.photos, count }) : null;
  return { card: scorecard(likeness, placed), columns, rows, target: flags.target };
}

function gridOf({ flags }: Call, placements: Placements | undefined): { columns: number; rows: number } {
  const sizeOf = (name: 'columns' | 'rows') => {
    const given = flags[name] === undefined ? undefined : wholeNumber(name, flags[name]);
    const number = given ?? placements?.[name];
    if (number === undefined) throw new MosaicError('usage', `${name}: expected how many cells, received nothing.`);
    if (placements && number !== placements[name]) {
      throw new MosaicError('usage', `${name}: ${number} were given, the placements have ${placements[name]}.`);
    }
    return number;
  };
  return { columns: sizeOf('columns'), rows: sizeOf('rows') };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text) && Number(text) > 0) return Number(text);
  throw new MosaicError('usage', `${name}: expected an integer from 1 on, received "${text}".`);
}

/** What passes by. */
interface Sight {
  readonly bands: AsyncIterable<Band>;
  readonly untouched: AsyncGenerator<Band, void, void> | undefined;
  /** Rows of all bands together. */
  readonly height: number;
}

/** Shows the bands to a judge, the untouched ones by turns. */
async function look({ voice }: Call, eye: ReturnType<typeof judge>, sight: Sight): Promise<Likeness> {
  const { bands, untouched, height } = sight;
  for await (const band of bands) {
    eye.mosaic(band);
    const other = await untouched?.next();
    if (other && !other.done) eye.untouched(other.value);
    voice.progress({ stage: 'score', done: band.y + band.raster.height, total: height });
  }
  return eye.result();
}
