/** How many photos a mosaic shows, and how evenly. */

/** Which photo stands in which cell. */
export interface PlacedPhotos {
  /** Cell → a number below `count` that stands for a photo. */
  readonly photos: Uint32Array;
  /** How many photos there were to choose from. */
  readonly count: number;
}

/** What is measured of the uses of photos. */
export interface Use {
  /** Different photos placed. */
  readonly distinct: number;
  /** Uses of the most used photo. */
  readonly max_use: number;
  /** Share of cells that the 50 most used photos fill; 1 if there are no more. */
  readonly top50: number;
  /** So many photos, all used alike, would be as varied: the exponential of the entropy of use. */
  readonly eff_photos: number;
  /** That as a share of what is possible, at most 1: of the photos, or of the cells if they are fewer. */
  readonly variety: number;
}

const TOP = 50;

/** Measures it. Near-duplicates are photos of their own. */
export function photoUse({ photos, count }: PlacedPhotos): Use {
  const uses = usesOf(photos, count).filter((n) => n > 0);
  uses.sort().reverse();
  const entropy = uses.reduce((sum, n) => sum - (n / photos.length) * Math.log(n / photos.length), 0);
  const effective = Math.exp(entropy);
  return {
    distinct: uses.length,
    max_use: uses[0],
    top50: uses.subarray(0, TOP).reduce((sum, n) => sum + n, 0) / photos.length,
    eff_photos: effective,
    variety: Math.min(1, effective / Math.min(photos.length, count)),
  };
}

/** Photo → how many cells show it. */
export function usesOf(photos: Uint32Array, count: number): Uint32Array {
  const uses = new Uint32Array(count);
  for (const photo of photos) uses[photo]++;
  return uses;
}
