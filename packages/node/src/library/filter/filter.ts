/** Which photos of a library a mosaic is not to have. They stay in the library. */

import { MosaicError, type Raster } from '@tesserae/core';
import { type Day, secondsOf } from '../../codecs/exif.js';
import { displayName } from '../../origins/byte-name.js';
import { baseName } from '../../origins/path.js';
import { captureDate, type DatedFile } from '../capture-date.js';
import { isBlurry, isFlat, isScreenshot } from './traits.js';

/** What hides photos. */
export interface PhotoFilter {
  /** Photos taken before, or not before, these seconds since 1970 by the clock on the wall: see `periodOf`. */
  readonly since?: number;
  readonly until?: number;
  /** Photos whose shorter side has fewer pixels. */
  readonly minSide?: number;
  readonly skipScreenshots?: boolean;
  readonly skipFlat?: boolean;
  readonly skipBlurry?: boolean;
}

/** How many photos each hid. One that several would hide counts for the first, in this order. */
export type HiddenCounts = Readonly<Record<keyof PhotoFilter, number>>;

/** No photo hidden by anything, in the order in which they are asked. */
export const NOTHING_HIDDEN: HiddenCounts = {
  since: 0,
  until: 0,
  minSide: 0,
  skipScreenshots: 0,
  skipFlat: 0,
  skipBlurry: 0,
};

/** What is known of a photo before it is chosen. */
export interface FilteredPhoto {
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly taken: number | null;
  readonly files: readonly DatedFile[];
  /** Decodes it: only asked for when needed. */
  thumbnail(): Raster;
}

/** What hides a photo, if anything does. */
export function hiddenBy(filter: PhotoFilter, photo: FilteredPhoto): keyof PhotoFilter | undefined {
  const { since, until, minSide, skipScreenshots, skipFlat, skipBlurry } = filter;
  if (since !== undefined || until !== undefined) {
    const { seconds } = captureDate(photo.taken, photo.files);
    if (since !== undefined && seconds < since) return 'since';
    if (until !== undefined && seconds >= until) return 'until';
  }
  if (minSide !== undefined && Math.min(photo.width, photo.height) < minSide) return 'minSide';
  if (skipScreenshots) {
    const names = photo.files.map(({ name }) => displayName(baseName(name)));
    if (isScreenshot({ ...photo, names, dated: photo.taken !== null })) return 'skipScreenshots';
  }
  if (skipFlat && isFlat(photo.thumbnail())) return 'skipFlat';
  if (skipBlurry && isBlurry(photo.thumbnail())) return 'skipBlurry';
  return undefined;
}

/** A stretch of days, in seconds since 1970 by the clock on the wall. */
export interface Period {
  readonly start: number;
  /** The first second after it. */
  readonly end: number;
}

/**
 * The year, month or day that a text names: `2019`, `2019-07`, `2019-07-04`.
 *
 * @param subject  what an error is about: the option that named it
 * @throws MosaicError `usage`
 */
export function periodOf(text: string, subject?: string): Period {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  const first: Day = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) };
  const start = year === undefined ? null : secondsOf(first, 0);
  if (start === null) {
    const expected = 'a year, month or day as 2019, 2019-07 or 2019-07-04';
    throw new MosaicError('usage', { subject, expected, received: `"${text}"` });
  }
  const next = new Date(start * 1000);
  if (day !== undefined) next.setUTCDate(next.getUTCDate() + 1);
  else if (month !== undefined) next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCFullYear(next.getUTCFullYear() + 1);
  return { start, end: next.getTime() / 1000 };
}
