/** Which parts of a photo may stand in a cell. */

import { centreCrop } from '../pixels/rect.js';
import type { View } from '../ports.js';

/** Parts of one size. */
export interface PartSize {
  /** Their side, as a share of that of the largest part of the cell's proportions. */
  readonly scale: number;
  /** How many places they have across and down; the largest part has as many along the photo's longer axis. */
  readonly places: number;
}

/** The views that every photo has; plain data. */
export interface ViewSet {
  readonly sizes: readonly PartSize[];
  /** Whether each part is followed by its mirror image. */
  readonly mirrored: boolean;
}

const WHOLE: readonly PartSize[] = [{ scale: 1, places: 1 }];
/** The smallest has 40 of a thumbnail's 64 pixels, enough for cells of 40. */
const CROPS: readonly PartSize[] = [...WHOLE, { scale: 0.8125, places: 3 }, { scale: 0.625, places: 3 }];

/** Sets with a name: the largest centred part; and its mirror image; 19 parts; and their mirror images. */
export const NAMED_VIEWS: Readonly<Record<'whole' | 'mirror' | 'crops' | 'all', ViewSet>> = {
  whole: { sizes: WHOLE, mirrored: false },
  mirror: { sizes: WHOLE, mirrored: true },
  crops: { sizes: CROPS, mirrored: false },
  all: { sizes: CROPS, mirrored: true },
};

/** How many views a photo has. */
export function viewCount({ sizes, mirrored }: ViewSet): number {
  const parts = sizes.reduce((sum, { scale, places }) => sum + (scale === 1 ? places : places * places), 0);
  return mirrored ? 2 * parts : parts;
}

/** A part of a photo: a view of no particular photo. */
export type PhotoPart = Omit<View, 'photo'>;

/** The size of an upright photo, in any unit. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The views of a photo: size by size, in places from the upper left to the lower right of the photo; with mirror images each part is
 * followed by its own.
 *
 * @param aspect  width / height of a cell
 */
export function photoViews(size: PhotoSize, aspect: number, { sizes, mirrored }: ViewSet): PhotoPart[] {
  const largest = centreCrop(size.width, size.height, aspect);
  const views: PhotoPart[] = [];
  for (const { scale, places } of sizes) {
    const [w, h] = [(largest.w / size.width) * scale, (largest.h / size.height) * scale];
    const count = scale === 1 ? places : places * places;
    for (let i = 0; i < count; i++) {
      // the largest part has room along one axis only
      const [column, row] = scale === 1 ? [i, i] : [i % places, Math.floor(i / places)];
      const crop = { x: (1 - w) * along(column, places), y: (1 - h) * along(row, places), w, h };
      views.push({ crop, mirrored: false });
      if (mirrored) views.push({ crop, mirrored: true });
    }
  }
  return views;
}

/** Where a place lies, 0…1; a single one in the middle. */
function along(place: number, places: number): number {
  return places === 1 ? 0.5 : place / (places - 1);
}

/**
 * How much of a photo a view shows: its area, as a share of the area of the largest part of the cell's proportions.
 *
 * @param crop  w and h, in fractions of the photo
 */
export function shareShown(
  { w, h }: { readonly w: number; readonly h: number },
  { width, height }: PhotoSize,
  aspect: number,
): number {
  const largest = centreCrop(width, height, aspect);
  return (w * width * h * height) / (largest.w * largest.h);
}
