/**
 * The difference of a mosaic and its target as one number, and as seen from a single cell.
 *
 * The picture lies on a lattice of samples, 4 × 4 a whole cell; a cell owns those that it covers. `bands.ts` says what their
 * differences e cost. Seen from one cell, with all others as they are, this is a quadratic form of its own samples. Its
 * eigenvectors, scaled by the roots of the eigenvalues, make rows z whose squared distance is that form; and what the neighbours leave
 * over moves the point that is looked for. So a search for the nearest row finds the view that suits the whole picture best.
 */

import type { ShapeClass } from '../layout/layout.js';
import type { Ratio } from '../settings/kinds.js';
import { type Band, tapsOf } from './bands.js';
import { type Eigen, eigenOf } from './eigen.js';

/** Samples across and down a whole cell. */
export const SIDE = 4;

/** Numbers of a row: a channel has as many as a whole cell has samples. */
export const DIMS: number = 3 * SIDE * SIDE;

/** A blur of the differences of one channel, along both axes, and its weight. */
export interface SeparableFilter {
  readonly weight: number;
  /** As `tapsOf` has them. */
  readonly across: Float64Array;
  readonly down: Float64Array;
}

/** A lattice of means. */
export interface Samples {
  readonly columns: number;
  readonly rows: number;
}

/** How the samples of a cell of some class become a row, and back. */
export interface SampleForm extends Samples {
  /** Place of a row → its channel: 0 lightness, 1 and 2 colour. Cells of few samples fill the first places only. */
  readonly channels: Uint8Array;
  /** places × samples: what turns samples of the channel into a row. */
  readonly forward: Float64Array;
  /** places × samples: what each place of a row adds to the samples of its channel. */
  readonly inverse: Float64Array;
}

/** The filters of a layout. */
export interface ErrorFilter {
  /** Channel → its filters. */
  readonly filters: readonly (readonly SeparableFilter[])[];
  /** Shape class → its form. */
  readonly forms: readonly SampleForm[];
}

/** Cells whose differences meet are at most so many rows, and so many whole cells, apart. */
export function reachOf({ filters }: ErrorFilter): number {
  const samples = Math.max(...filters.flat().map(({ across, down }) => Math.max(across.length, down.length) - 1));
  // the last half covers half cells, which lie between the others
  return Math.floor((samples - 1) / SIDE + 1.5);
}

/** Smaller eigenvalues than this share of the largest count as much: what nobody sees must still be told apart. */
const LEAST = 1e-4;

/** The filters for cells of some proportions. @param classes  the forms of cells; their widths are whole samples */
export function errorFilter(bands: readonly Band[], cell: Ratio, classes: readonly ShapeClass[]): ErrorFilter {
  const [w, h] = cell;
  // in sides of a square of the cell's area
  const [across, down] = [Math.sqrt(w / h) / SIDE, Math.sqrt(h / w) / SIDE];
  const [luma, chroma] = (['luma', 'chroma'] as const).map((channel) =>
    bands
      .filter((band) => band[channel] > 0)
      .map((band) => ({
        weight: band[channel] / SIDE ** 2,
        across: tapsOf(band.sigma, across),
        down: tapsOf(band.sigma, down),
      })),
  );
  const filters = [luma, chroma, chroma];
  const forms = classes.map(({ aspect }) => {
    const columns = Math.round((SIDE * (aspect[0] / aspect[1])) / (w / h));
    return formOf(filters, { columns, rows: SIDE });
  });
  return { filters, forms };
}

/** A place of a row. */
interface Place {
  readonly channel: number;
  readonly value: number;
  readonly vector: Float64Array;
  /** What it is expected to vary among photos. */
  readonly variance: number;
}

function formOf(filters: ErrorFilter['filters'], samples: Samples): SampleForm {
  const count = samples.columns * samples.rows;
  const places = filters.flatMap((own, channel) => placesOf(eigenOf(quadraticForm(own, samples)), channel, samples));
  places.sort((a, b) => b.variance - a.variance);
  const [forward, inverse] = [new Float64Array(DIMS * count), new Float64Array(DIMS * count)];
  places.forEach(({ value, vector }, place) => {
    forward.set(
      vector.map((each) => each * Math.sqrt(value)),
      place * count,
    );
    inverse.set(
      vector.map((each) => each / Math.sqrt(value)),
      place * count,
    );
  });
  return { ...samples, channels: Uint8Array.from(places, ({ channel }) => channel), forward, inverse };
}

function placesOf({ values, vectors }: Eigen, channel: number, samples: Samples): Place[] {
  const count = values.length;
  return Array.from(values, (each, k) => {
    const value = Math.max(each, values[0] * LEAST);
    const vector = vectors.subarray(k * count, (k + 1) * count);
    return {
      channel,
      value,
      vector,
      variance: value * expectedVariance(vector, samples) * (channel === 0 ? 1 : COLOURS),
    };
  });
}

/** What a cell's own differences cost: samples × samples. */
function quadraticForm(filters: readonly SeparableFilter[], { columns, rows }: Samples): Float64Array {
  const count = columns * rows;
  return Float64Array.from({ length: count * count }, (_, i) => {
    const [a, b] = [Math.floor(i / count), i % count];
    const dx = Math.abs((a % columns) - (b % columns));
    const dy = Math.abs(Math.floor(a / columns) - Math.floor(b / columns));
    return filters.reduce((sum, { weight, across, down }) => sum + weight * (across[dx] ?? 0) * (down[dy] ?? 0), 0);
  });
}

/** Colours of photos vary less than their lightness does. */
const COLOURS = 0.1;
/** Samples so far apart are alike by a factor of e. */
const ALIKE = 6;

/** The variance along a vector, of samples that are the more alike the closer they are. Decides only which places come first. */
function expectedVariance(vector: Float64Array, { columns }: Samples): number {
  let sum = 0;
  for (let a = 0; a < vector.length; a++) {
    for (let b = 0; b < vector.length; b++) {
      const dx = (a % columns) - (b % columns);
      const dy = Math.floor(a / columns) - Math.floor(b / columns);
      sum += vector[a] * vector[b] * Math.exp(-Math.hypot(dx, dy) / ALIKE);
    }
  }
  return sum;
}
