/** A library in numbers. */

import { colourName, hueName, oklabFromRgb } from '@tesserae/core/internal';
import { type CaptureDate, captureDate } from './capture-date.js';
import type { LibraryFile } from './database/file.js';
import { STATE } from './database/rows.js';
import { type StoredPhoto, visitPhotos } from './read-library.js';

/** How many there are of a sort. */
export type Counts = Readonly<Record<string, number>>;

/** What is in a library. */
export interface LibraryStats {
  /** Photos that can be used; the repaired are among them. */
  readonly photos: number;
  readonly repaired: number;
  /** Files that are refused, and by which codes. */
  readonly refused: number;
  readonly refusals: Counts;
  /** Further files of photos. */
  readonly duplicates: number;
  /** Bytes of the files of photos. */
  readonly bytes: number;
  readonly formats: Counts;
  /** Pixels of the smallest, the middle and the largest photo, by area; none if there are no photos. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  /** Year → photos taken in it. */
  readonly years: Counts;
  /** What says when they were taken. */
  readonly dated: Readonly<Record<CaptureDate['from'], number>>;
  /** Name of a hue, around the circle, then greys from black to white → photos whose mean colour that is. */
  readonly colours: Counts;
}

/** In the order they are shown. */
const COLOURS: readonly string[] = [
  ...['red', 'orange', 'golden yellow', 'yellow', 'green', 'turquoise', 'blue', 'purple', 'magenta'],
  ...['black', 'dark grey', 'grey', 'light grey', 'white'],
];

/**
 * Counts what is in a library.
 *
 * @throws MosaicError `library-damaged`
 */
export function libraryStats(library: LibraryFile): LibraryStats {
  return { ...countPhotos(library), ...countRefused(library) };
}

type Counted = Pick<StoredPhoto, 'width' | 'height' | 'format' | 'fingerprint'>;

function countPhotos(library: LibraryFile): Omit<LibraryStats, 'refused' | 'refusals'> {
  const all: Counted[] = [];
  const dates: CaptureDate[] = [];
  let [files, bytes, repaired] = [0, 0, 0];
  visitPhotos(library, (photo) => {
    const { width, height, format, fingerprint } = photo;
    all.push({ width, height, format, fingerprint });
    dates.push(captureDate(photo.taken, photo.files));
    files += photo.files.length;
    for (const { place } of photo.files) bytes += place.size;
    if (photo.state === STATE.repaired) repaired++;
  });
  return {
    photos: all.length,
    repaired,
    duplicates: files - all.length,
    bytes,
    formats: byCount(counted(all.map(({ format }) => format))),
    sizes: sizesOf(all),
    years: counted(dates.map(({ seconds }) => yearOf(seconds)).sort()),
    dated: { exif: 0, name: 0, mtime: 0, ...counted(dates.map(({ from }) => from)) },
    colours: { ...Object.fromEntries(COLOURS.map((name) => [name, 0])), ...counted(all.map(colourOf)) },
  };
}

function countRefused(library: LibraryFile): Pick<LibraryStats, 'refused' | 'refusals'> {
  const select = `SELECT p.code || coalesce(f.code, '') AS code FROM places p LEFT JOIN photos f ON f.hash = p.hash
    WHERE p.code <> '' OR f.state = ${STATE.refused}`;
  const codes = library.run((prepare) => prepare(select).all());
  return { refused: codes.length, refusals: byCount(counted(codes.map(({ code }) => code))) };
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function byCount(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

function sizesOf(photos: readonly Counted[]): { readonly width: number; readonly height: number }[] {
  const sorted = [...photos].sort((a, b) => a.width * a.height - b.width * b.height);
  const places = photos.length === 0 ? [] : [0, Math.floor((photos.length - 1) / 2), photos.length - 1];
  return places.map((place) => ({ width: sorted[place].width, height: sorted[place].height }));
}

/** Years sort as text up to 9999; before 1000 nobody took photos. */
function yearOf(seconds: number): string {
  return String(new Date(seconds * 1000).getUTCFullYear());
}

/** The name of the mean colour of the parts that the fingerprint keeps. */
function colourOf({ fingerprint }: Counted): string {
  const lab = oklabFromRgb(fingerprint.subarray(FINGERPRINT_COLOURS));
  const mean = [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let i = channel; i < lab.length; i += 3) sum += lab[i];
    return sum / (lab.length / 3);
  });
  const [l, a, b] = mean;
  return hueName(l, a, b) ?? colourName(l, a, b);
}

/** Where the colours begin in a fingerprint: see core's `fingerprint.ts`. */
const FINGERPRINT_COLOURS = 16;
