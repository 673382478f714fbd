/** A small mosaic to be edited: 12 × 9 cells, synthetic photos that are their own thumbnails. */

import assert from 'node:assert/strict';
import {
  type Edit,
  type EditResult,
  editPlan,
  type Library,
  type MakeResult,
  makePlan,
  type PhotoSource,
  type Plan,
  parseSettings,
  type Raster,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';

const MOST = 90;
const RASTERS: readonly Raster[] = Array.from({ length: MOST }, (_, i) =>
  i % 2 === 0 ? syntheticPhoto(i, 24, 18) : syntheticPhoto(i, 18, 24),
);
export const TARGET: Raster = syntheticPhoto(99, 60, 45);
export const COLUMNS: number = 12;
export const ROWS: number = 9;
export const CELLS: number = COLUMNS * ROWS;

/** Photos to make a mosaic of. */
export interface Collection {
  readonly library: Library;
  readonly photos: PhotoSource;
}

/** Some of the photos, each a content of its own; those of a group of three are near-duplicates if wanted. */
export function collection(numbers: readonly number[], grouped = false): Collection {
  const rasters = numbers.map((i) => RASTERS[i]);
  const group = (i: number): number => (grouped ? i - (i % 3) : i);
  return {
    library: {
      ids: numbers.map((i) => i.toString(16).padStart(64, '0')),
      sizes: Uint32Array.from(rasters.flatMap(({ width, height }) => [width, height])),
      groups: Uint32Array.from(numbers, (i) => numbers.findIndex((other) => group(other) === group(i))),
    },
    photos: {
      thumbnails: async (first, n) => rasters.slice(first, first + n),
      view: async () => assert.fail('an edit needs no pixels but thumbnails'),
    },
  };
}

/** The whole numbers from … to − 1. */
export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** A plan, and what it was made of. */
export interface Origin extends MakeResult {
  readonly input: object;
  readonly from: Collection;
}

/** Makes a plan. */
export async function make(from: Collection, input: object): Promise<Origin> {
  const settings = parseSettings({ columns: COLUMNS, ...input });
  return { ...(await makePlan({ target: TARGET, ...from, settings })), input, from };
}

/** Edits it; photos that were added come in unless the wish says otherwise. */
export async function edit(made: Origin, wish: Partial<Edit>, into = made.from): Promise<EditResult> {
  const settings = parseSettings({ columns: COLUMNS, ...made.input });
  const { plan, certificate } = made;
  return await editPlan({ plan, certificate, target: TARGET, ...into, settings, edit: { resolve: 'added', ...wish } });
}

/** Cell → what it shows, by content. */
const shown = ({ photos, ids, crops, mirrored, tint }: Plan): string[] =>
  Array.from(photos, (photo, cell) => {
    const gains = tint.subarray(cell * 3, cell * 3 + 3).join();
    return `${ids[photo]} ${crops.subarray(cell * 4, cell * 4 + 4).join()} ${mirrored[cell]} ${gains}`;
  });

/** The cells that show something else. */
export const differences = (a: Plan, b: Plan): number[] => {
  const [before, after] = [shown(a), shown(b)];
  return before.flatMap((text, cell) => (text === after[cell] ? [] : [cell]));
};

/** How far apart two cells are. */
export const distance = (a: number, b: number): number =>
  Math.max(Math.abs((a % COLUMNS) - (b % COLUMNS)), Math.abs(Math.floor(a / COLUMNS) - Math.floor(b / COLUMNS)));
