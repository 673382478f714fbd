/** When a photo was taken, as far as anything tells. */

import { secondsOf } from '../codecs/exif.js';
import type { ByteName } from '../origins/byte-name.js';
import type { Place } from '../origins/origin.js';
import { baseName } from '../origins/path.js';
import type { LibraryFile } from './database/file.js';

/** When, and what says so. */
export interface CaptureDate {
  /** Seconds since 1970 by the clock on the wall, as if that showed UTC. */
  readonly seconds: number;
  readonly from: 'exif' | 'name' | 'mtime';
}

/** A file that holds a photo. */
export interface DatedFile {
  readonly name: ByteName;
  /** When it was last written, milliseconds since 1970. */
  readonly written: number;
}

/** What a file's place tells. */
export function datedFile(library: LibraryFile, place: Place): DatedFile {
  const { nameOf, writtenAt } = library.originOf(place);
  return { name: nameOf(place.key), written: writtenAt(place.stamp) };
}

/**
 * The date of a photo: by EXIF; else by the names of its files; else by when they were last written. Of several the earliest:
 * copies are made later.
 *
 * @param taken  what EXIF says, as of `exifFacts`
 * @param files  at least one
 */
export function captureDate(taken: number | null, files: readonly DatedFile[]): CaptureDate {
  if (taken !== null) return { seconds: taken, from: 'exif' };
  const named = files.flatMap(({ name }) => dateInName(baseName(name)) ?? []);
  if (named.length > 0) return { seconds: least(named), from: 'name' };
  return { seconds: least(files.map(({ written }) => wallClock(written))), from: 'mtime' };
}

/** There may be more copies of a photo than a call has room for arguments. */
function least(seconds: readonly number[]): number {
  return seconds.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
}

// 20190704_153012, 2019-07-04 15.30.12, IMG-20190704-WA0001, PXL_20210203_040506789
const STAMP =
  /(?<!\d)((?:19|20)\d\d)([-_. ]?)(\d\d)\2(\d\d)(?!\d)(?:[-_. T]+(?:at |um )?([01]\d|2[0-3])[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d)(?:\d{3})?(?!\d))?/;

// FB_IMG_1562254212345: milliseconds, from 2001 to 2033
const EPOCH = /(?<!\d)(1\d{12})(?!\d)/;

/** The date that cameras and messengers write into names, in seconds; midnight if there is no time of day. */
export function dateInName(name: string): number | undefined {
  const [stamp, year, , month, day, hour = '0', minute = '0', second = '0'] = STAMP.exec(name) ?? [];
  if (stamp !== undefined) {
    const time = 3600 * Number(hour) + 60 * Number(minute) + Number(second);
    return secondsOf({ year: Number(year), month: Number(month), day: Number(day) }, time) ?? undefined;
  }
  const [, milliseconds] = EPOCH.exec(name) ?? [];
  return milliseconds === undefined ? undefined : wallClock(Number(milliseconds));
}

/** What the clock on the wall showed at an instant, as if it were UTC. */
function wallClock(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) - 60 * new Date(milliseconds).getTimezoneOffset();
}
