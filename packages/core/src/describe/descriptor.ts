/** Rows of numbers, coarse to fine. The cost of putting view v into cell c is the squared distance of their rows. */
export interface Features {
  readonly rows: number;
  readonly dims: number;
  /** rows × dims. */
  readonly data: Float32Array;
  /** `owner[row]` is the photo a view belongs to; absent for cells, where a row is a cell. */
  readonly owner?: Uint32Array;
}

/** How a cell or a view is turned into a row of numbers. A plain value: every step that needs one is given it. */
export interface Descriptor {
  readonly name: string;
  /** The picture is averaged to side × side means… */
  readonly side: number;
  /** …of these values of a byte: 256 floats, encoded sRGB or linear light, 0…1. */
  readonly curve: Float32Array;
  /** Numbers in a row. */
  readonly dims: number;
  /** What rows are multiplied by before they are rounded to whole numbers; 1 if they are whole. */
  readonly steps: number;
  /**
   * Turns the means of one box into its row.
   *
   * @param means  side × side × 3 floats (r g b), row by row
   * @param out    where the row goes: `dims` floats from `at` on
   */
  encode(means: Float32Array, out: Float32Array, at: number): void;
}

/** Rows in whole steps, so that every squared distance is exact. `features` itself if it is whole already. */
export function inSteps<T extends Features>(features: T, steps: number): T {
  return steps === 1 ? features : { ...features, data: features.data.map((value) => Math.round(value * steps)) };
}
