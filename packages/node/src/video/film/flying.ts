/** Photos that fly: where each goes, and its view, as large as it ever gets. */

import type { Hooks, Plan } from '@tesserae/core';
import {
  emptyTextures,
  type FilmGeometry,
  type Flight,
  type FlyingMosaic,
  flightOf,
  type PixelSize,
  setTexture,
  type Textures,
  textureBytes,
  throwIfAborted,
  vividCells,
} from '@tesserae/core/internal';
import { orderedQueue } from '../../work/ordered-queue.js';
import { type FlyingView, type ShownMosaic, shownViews } from './shown-views.js';

/** What flies: the plan's photos, and into which other plan, if into one. */
export interface FlyingInput extends ShownMosaic {
  readonly other?: ShownMosaic;
  readonly stage: FilmGeometry;
  /** The width of the narrowest window through which photos are seen to fly, in the mosaic's units. */
  readonly closest: number;
  /** Views asked of the photos at a time. */
  readonly parallel: number;
}

/** Photos in flight. Plain data, the large part on shared memory. */
export interface Flying {
  readonly flight: Flight;
  readonly textures: Textures;
}

/** Bytes of textures at most: beyond that all are made smaller. */
const MOST_BYTES = 192 * 2 ** 20;

/** Pixels of a texture's side at most: the frame is full of one photo only where cameras land, and then it does not fly. */
const MOST_SIDE = 2048;

/** Lays out the flight and loads the views; progress counts them (`photos`). */
export async function loadFlying(input: FlyingInput, { signal, onProgress }: Hooks = {}): Promise<Flying> {
  const { plan, other, photos, target, stage, closest, parallel } = input;
  const mine = shownViews({ plan, photos, target }, 0);
  const others = other && shownViews(other, mine.views.length);
  const seed = plan.seed;
  const { frame, fit } = stage;
  const mosaic = await flownOf(input, mine.ofCell);
  const theirs = other && others && (await flownOf(other, others.ofCell));
  const flight = flightOf({
    ...{ mosaic, seed, fit, aspect: frame.width / frame.height },
    ...(theirs && other ? { other: { ...theirs, photos: samePhotos(other.plan, plan) } } : {}),
  });
  const views = [...mine.views, ...(others?.views ?? [])];
  const { widths, heights } = sizesOf(flight, views, frame.width / closest);
  const textures = emptyTextures(widths, heights);
  const queue = orderedQueue(
    parallel,
    (i: number) => views[i].load(widths[i], heights[i]).then((raster) => ({ i, raster })),
    async ({ i, raster }) => {
      setTexture(textures, i, raster);
      onProgress?.({ stage: 'photos', done: i + 1, total: views.length });
    },
  );
  for (let i = 0; i < views.length; i++) {
    throwIfAborted(signal);
    await queue.add(i);
  }
  await queue.end();
  return { flight, textures };
}

async function flownOf({ plan, photos }: ShownMosaic, textures: Uint32Array): Promise<FlyingMosaic> {
  return { shape: plan.layout.shape, photos: plan.photos, textures, vivid: await vividCells(plan, photos) };
}

/** Cell → photo, by the numbers of another plan; those that only this one knows come behind. */
function samePhotos(plan: Plan, as: Plan): Uint32Array {
  const numbers = new Map(as.ids.map((id, number) => [id, number]));
  const numberOf = plan.ids.map((id, i) => numbers.get(id) ?? as.ids.length + i);
  return plan.photos.map((photo) => numberOf[photo]);
}

/** Pixels of every texture: as many as it ever has on the frame, if there is room. */
function sizesOf(
  flight: Flight,
  views: readonly FlyingView[],
  perUnit: number,
): { widths: Uint16Array; heights: Uint16Array } {
  const largest = new Float64Array(views.length);
  for (let i = 0; i < flight.count; i++) {
    const width = flight.largest[i] * perUnit;
    for (const texture of [flight.textures[i], flight.others[i]]) largest[texture] = Math.max(largest[texture], width);
  }
  const sizes = (factor: number): PixelSize[] =>
    views.map(({ aspect }, i) => {
      const width = side(largest[i] * factor);
      return { width, height: side(width / aspect) };
    });
  let wanted = sizes(1);
  for (let factor = 0.9; bytesOf(wanted) > MOST_BYTES; factor *= 0.9) wanted = sizes(factor);
  return {
    widths: Uint16Array.from(wanted, ({ width }) => width),
    heights: Uint16Array.from(wanted, ({ height }) => height),
  };
}

function side(pixels: number): number {
  return Math.max(1, Math.min(MOST_SIDE, Math.round(pixels)));
}

function bytesOf(sizes: readonly PixelSize[]): number {
  return sizes.reduce((sum, { width, height }) => sum + textureBytes(width, height), 0);
}
