/** Rows of numbers, coarse to fine. The cost of putting view v into cell c is the squared distance of their rows. */
export interface Features {
  readonly rows: number;
  readonly dims: number;
  /** rows × dims. */
  readonly data: Float32Array;
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
