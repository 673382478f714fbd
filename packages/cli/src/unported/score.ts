/** `score`: the scorecard of a plan, or of a mosaic that whatever program made. */

import {
  type Band,
  cellPixels,
  gridPixels,
  isRecoloured,
  judge,
  latticeOf,
  MosaicError,
  type PixelMetrics,
  type Plan,
  type PlanFile,
  render,
  type Scorecard,
  scorecard,
  squareGrid,
  variety,
  verifyCertificate,
  verifyPlan,
  type WayOut,
} from '@tesserae/core';
import { certificateFields, type Placements, readPlacements } from '@tesserae/jobs/internal';
import { openMosaic, readTarget } from '@tesserae/node';
import { certificateRows } from '../words/en/certificate.js';
import { cardLines, tableLine } from '../words/en/metrics.js';
import type { Call } from './call.js';
import { peakMemory, stopwatch } from './facts.js';
import { openPlan, readPlan, targetOfPlan } from './plan-on-disk.js';

/** Pixels a cell of a plan is wide at least when it is drawn to be judged: what the finest number of the card looks at. */
const CELL = 16;

/**
 * Pixels a cell of a plan is drawn at to be judged: of those up to four times the least, the first whose whole pixels come nearest
 * to the proportions of a cell. At 16×11 px cells of 3:2 made another picture than their mosaic: edge .886 for .943.
 */
function judgedCell({ shape }: Plan['layout']): number {
  const exact = shape.cell[0] / shape.cell[1];
  let nearest = CELL;
  let least = Number.POSITIVE_INFINITY;
  for (let candidate = CELL; candidate <= CELL * 4; candidate++) {
    const { width, height } = cellPixels(shape, candidate);
    const error = Math.abs(Math.log(width / height / exact));
    if (error < least - 1e-9) [nearest, least] = [candidate, error];
  }
  return nearest;
}

/** Names of pictures: people give a mosaic in the place of its plan. */
const PICTURE = /\.(png|tiff?|jpe?g|webp|avif)$/i;

/** A card, and what it is of. */
interface Scored {
  readonly card: Scorecard;
  readonly columns: number;
  readonly rows: number;
  readonly target: string;
  /** Pixels a cell was drawn at to be judged; undefined for a mosaic that was there already. */
  readonly cell?: number;
  /** Of a plan that has one. */
  readonly certificate: Readonly<Record<string, number>> | null;
}

/** Scores a mosaic. */
export async function score(call: Call): Promise<number> {
  const { words, voice } = call;
  const watch = stopwatch(['score']);
  watch.begin('score');
  const { card, certificate, cell, ...facts } = words.length > 0 ? await scorePlan(call) : await scoreMosaic(call);
  if (cell !== undefined) {
    voice.step('score', `of the plan drawn anew in cells ${cell} px wide; make scores the picture that it`);
    voice.step('', 'writes, whose numbers differ a little where its cells are of another size');
  }
  for (const line of cardLines(card)) voice.result(line, true);
  for (const row of certificate ? certificateRows(certificate) : []) voice.result(tableLine(...row), true);
  const timings = watch.timings();
  voice.event('done', {
    ...facts,
    cell: cell ?? null,
    metrics: card,
    ...card,
    certificate,
    timings,
    peakRss: peakMemory(call),
  });
  return 0;
}

async function scorePlan(call: Call): Promise<Scored> {
  const { words, signal } = call;
  const stray = (['mosaic', 'columns', 'rows', 'placements', 'photos'] as const).find(
    (name) => call.flags[name] !== undefined,
  );
  if (stray !== undefined) {
    const picture: readonly WayOut[] = PICTURE.test(words[0]) ? [{ give: 'mosaic', as: words[0] }] : [];
    const facts = { subject: stray, expected: 'nothing beside a plan, which says that itself' };
    throw new MosaicError('usage', { ...facts, waysOut: [{ omit: stray }, ...picture] });
  }
  const saved = await readPlan(words[0]);
  const target = await targetOfPlan(saved, call);
  const { plan } = saved;
  const { shape } = plan.layout;
  const { columns, rows } = latticeOf(shape);
  const { library, photos } = await openPlan(call, saved);
  try {
    const untouched = isRecoloured(plan);
    const cell = judgedCell(plan.layout);
    const options = { cell, target: target.raster, untouched, parallel: call.settings.jobs };
    const bands = render(plan, photos, options, { signal });
    const size = gridPixels(plan.layout.shape, cell);
    const judged = { target: target.raster, ...size, shape, leak: true } as const;
    const eye = judge({ ...judged, recolor: untouched ? 'bands' : 'none' });
    const likeness = await look(call, eye, { bands, height: size.height });
    const placed = variety({ shape: plan.layout.shape, photos: plan.photos, count: plan.ids.length });
    const certificate = await proofOf(saved, signal);
    return { card: scorecard(likeness, placed), columns, rows, target: target.path, cell, certificate };
  } finally {
    library.close();
  }
}

/** What the plan says of itself, with its rules checked again. */
async function proofOf({ plan, certificate }: PlanFile, signal: AbortSignal): Promise<Scored['certificate']> {
  if (certificate === null) return null;
  const violations = await verifyPlan(plan, { signal });
  return certificateFields(certificate, violations.length + verifyCertificate(certificate).length);
}

async function scoreMosaic(call: Call): Promise<Scored> {
  const { flags, signal, decoders } = call;
  if (flags.target === undefined || flags.mosaic === undefined) {
    throw new MosaicError('usage', 'score: expected a PLAN, or --target and --mosaic with --columns and --rows.');
  }
  const placements = flags.placements === undefined ? undefined : await readPlacements(flags.placements);
  const { columns, rows } = gridOf(call, placements);
  const count = flags.photos === undefined ? placements?.count : wholeNumber('photos', flags.photos);
  const target = await readTarget(flags.target, { signal, decoders });
  const { width, height, bands } = await openMosaic(flags.mosaic, { decoders });
  const eye = judge({
    target: target.raster,
    width,
    height,
    shape: squareGrid(columns, rows),
    recolor: 'unknown',
    leak: true,
  });
  const likeness = await look(call, eye, { bands: bands(signal), height });
  const placed =
    placements && count !== undefined
      ? variety({ shape: { kind: 'grid', columns, rows, cell: [1, 1] }, photos: placements.photos, count })
      : null;
  return { card: scorecard(likeness, placed), columns, rows, target: flags.target, certificate: null };
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
  /** Rows of all bands together. */
  readonly height: number;
}

/** Shows the bands to a judge, untouched too where they are there. */
async function look({ voice }: Call, eye: ReturnType<typeof judge>, sight: Sight): Promise<PixelMetrics> {
  const { bands, height } = sight;
  for await (const band of bands) {
    eye.mosaic(band);
    if (band.untouched) eye.untouched({ y: band.y, raster: band.untouched });
    voice.progress({ stage: 'score', done: band.y + band.raster.height, total: height });
  }
  return eye.result();
}
