import type { ShapeClass } from '../layout/layout.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import type { Ratio } from '../settings/kinds.js';
import type { ErrorFilter, Samples } from './error-filter.js';

/** Numbers of rows: 16-bit integers where they are whole. */
export type FeatureNumbers = Float32Array | Int16Array;

/** Rows of numbers, coarse to fine. The cost of putting view v into cell c is the squared distance of their rows. */
export interface Features {
  readonly rows: number;
  readonly dims: number;
  /** rows × dims. */
  readonly data: FeatureNumbers;
  /** `owner[row]` is the photo a view belongs to; absent for cells, where a row is a cell. */
  readonly owner?: Uint32Array;
}

/** The views of all photos. Those of a shape class lie together, and among them those of a photo. */
export interface ViewFeatures extends Features {
  readonly owner: Uint32Array;
  /** Class → its first row; one more at the end. */
  readonly starts: Uint32Array;
}

/** The views of one shape class, without a copy. */
export function viewsOfClass({ dims, data, owner, starts }: ViewFeatures, shape: number): Omit<ViewFeatures, 'starts'> {
  const [from, to] = [starts[shape], starts[shape + 1]];
  return { rows: to - from, dims, data: data.subarray(from * dims, to * dims), owner: owner.subarray(from, to) };
}

/**
 * The views of photo p in class c are the rows first[c · photos + p] … first[c · photos + p + 1] − 1.
 *
 * @returns `first`: classes × photos + 1 rows
 */
export function firstRows({ owner, starts }: ViewFeatures, photos: number): Uint32Array {
  const first = new Uint32Array((starts.length - 1) * photos + 1);
  for (let shape = 0; shape + 1 < starts.length; shape++) {
    for (let row = starts[shape]; row < starts[shape + 1]; row++) first[shape * photos + owner[row] + 1]++;
  }
  for (let i = 1; i < first.length; i++) first[i] += first[i - 1];
  return first;
}

/** What a descriptor is made from (`descriptorOf`); plain data. */
export type DescriptorSpec =
  | { readonly match: 'mean'; readonly space: 'srgb' | 'lab' | 'oklab' }
  | {
      readonly match: 'multiscale';
      /** 0 (colours) … 100 (contours). */
      readonly detail: number;
      /** Width : height of a whole cell, and the forms of cells. */
      readonly cell: Ratio;
      readonly classes: readonly ShapeClass[];
      /** Whether it costs something to cut much off a photo. */
      readonly cut: boolean;
    };

/** How a cell or a view is turned into a row of numbers. Every step that needs one is given it. */
export interface Descriptor {
  readonly spec: DescriptorSpec;
  /** A cell of this shape class, and what may stand in it, is averaged to so many means… */
  samples(shape: number): Samples;
  /** …of these values of a byte: 256 floats, encoded sRGB or linear light, 0…1. */
  readonly curve: Float32Array;
  /** What the whole picture costs, where rows come from that; absent = cells are by themselves. */
  readonly filter?: ErrorFilter;
  /** Numbers in a row. */
  readonly dims: number;
  /** What rows are multiplied by before they are rounded to whole numbers; 1 if they are whole. */
  readonly steps: number;
  /**
   * Turns the means of one box into its row.
   *
   * @param means  samples × 3 floats (r g b), row by row
   * @param shape  the shape class
   * @param out    where the row goes: `dims` numbers from `at` on
   */
  encode(means: Float32Array, shape: number, out: FeatureNumbers, at: number): void;
  /** Adds to the row of a view what it costs that only this share of the photo is shown (`shareShown`); absent = nothing. */
  cutOff?(share: number, out: FeatureNumbers, at: number): void;
}

/** Room for rows of a descriptor, where workers see it. */
export function emptyRows({ dims, steps }: Descriptor, rows: number): FeatureNumbers {
  const count = rows * dims;
  return steps === 1 ? new Int16Array(sharedBuffer(count * 2)) : new Float32Array(sharedBuffer(count * 4));
}

/** Numbers rounded at a time. */
const SLICE = 2 ** 18;

/** Rows in whole steps, so that every squared distance is exact. `features` itself if it is whole already. @throws MosaicError `aborted` */
export async function inSteps<T extends Features>(features: T, steps: number, signal?: AbortSignal): Promise<T> {
  if (steps === 1) return features;
  const data = new Int16Array(features.data.length);
  const rest = eventLoopYielder(signal);
  for (let from = 0; from < data.length; from += SLICE) {
    const to = Math.min(from + SLICE, data.length);
    for (let i = from; i < to; i++) data[i] = Math.round(features.data[i] * steps);
    await rest();
  }
  return { ...features, data };
}
