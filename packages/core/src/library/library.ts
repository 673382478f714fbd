/** What is known of a collection. Never depends on a mosaic's settings. A photo is an index into these columns. */
export interface Library {
  /** Content hashes (SHA-256, hex), ascending: the mosaic depends on the pictures, not on names or scan order. */
  readonly ids: readonly string[];
  /** photos × 2: width and height of the upright photo, in pixels. */
  readonly sizes: Uint32Array;
  /** Photo → its group of near-duplicates, as `groupDuplicates` finds them; photos of one group count as one for spacing. */
  readonly groups: Uint32Array;
}
