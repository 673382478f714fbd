import type { Rules } from '../assign/rules.js';
import type { Layout } from '../layout/layout.js';

/** What goes where: enough, with the photos, to draw the mosaic at any size on any machine. */
export interface Plan {
  readonly layout: Layout;
  /** Cell → index into `ids`. */
  readonly photos: Uint32Array;
  /** The content hash of every photo that was allowed, used or not, ascending. */
  readonly ids: readonly string[];
  /** cells × 4: x, y, w, h of the part that shows, in fractions of the upright photo. */
  readonly crops: Float32Array;
  /** Cell → 1 if the photo is mirrored left to right. */
  readonly mirrored: Uint8Array;
  /** cells × 3: linear-light gain of red, green, blue; 1 leaves the photo as it is. */
  readonly tint: Float32Array;
  /** Percent of the target that is blended over the drawn photos: what draws it needs the target too. 0 = none. */
  readonly overlay: number;
  readonly rules: Rules;
  /** Cell → 1 if edits leave it as it is; absent = none. */
  readonly locked?: Uint8Array;
  /** Photo → group of near-duplicates. */
  readonly groups: Uint32Array;
  readonly seed: number;
}
