/** A library in numbers. */

import { colourName, hueName, oklabFromRgba } from '@tesserae/core';
import { pathFromBytes } from '../files/byte-path.js';
import { type CaptureDate, captureDate, type DatedFile } from './capture-date.js';
import type { LibraryFile } from './database/file.js';
import { type Prepare, STATE } from './database/rows.js';

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
  return library.run((prepare) => ({ ...countPhotos(prepare), ...countRefused(prepare) }));
}

interface Row {
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly state: number;
  readonly taken: number | null;
  readonly fingerprint: Uint8Array;
  readonly files: DatedFile[];
}

function countPhotos(prepare: Prepare): Omit<LibraryStats, 'refused' | 'refusals'> {
  const select = `SELECT hex(f.hash) AS hash, f.width, f.height, f.format, f.state, f.taken, f.fingerprint, p.path, p.size,
      CAST(p.mtime_ns AS TEXT) AS mtime
    FROM photos f JOIN paths p ON p.hash = f.hash WHERE f.state <> ${STATE.refused} ORDER BY f.hash, p.path`;
  const photos = new Map<string, Row>();
  let [files, bytes] = [0, 0];
  for (const { hash, path, size, mtime, ...facts } of prepare(select).iterate()) {
    const photo: Row = photos.get(hash) ?? { ...facts, files: [] };
    photos.set(hash, photo);
    photo.files.push({ path: pathFromBytes(path), mtimeNs: BigInt(mtime) });
    files++;
    bytes += size;
  }
  const all = [...photos.values()];
  const dates = all.map((photo) => captureDate(photo.taken, photo.files));
  return {
    photos: all.length,
    repaired: all.filter(({ state }) => state === STATE.repaired).length,
    duplicates: files - all.length,
    bytes,
    formats: byCount(counted(all.map(({ format }) => format))),
    sizes: sizesOf(all),
    years: counted(dates.map(({ seconds }) => yearOf(seconds)).sort()),
    dated: { exif: 0, name: 0, mtime: 0, ...counted(dates.map(({ from }) => from)) },
    colours: { ...Object.fromEntries(COLOURS.map((name) => [name, 0])), ...counted(all.map(colourOf)) },
  };
}

function countRefused(prepare: Prepare): Pick<LibraryStats, 'refused' | 'refusals'> {
  const select = `SELECT p.code || coalesce(f.code, '') AS code FROM paths p LEFT JOIN photos f ON f.hash = p.hash
    WHERE p.code <> '' OR f.state = ${STATE.refused}`;
  const codes = prepare(select).all();
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

function sizesOf(photos: readonly Row[]): { readonly width: number; readonly height: number }[] {
  const sorted = [...photos].sort((a, b) => a.width * a.height - b.width * b.height);
  const places = photos.length === 0 ? [] : [0, Math.floor((photos.length - 1) / 2), photos.length - 1];
  return places.map((place) => ({ width: sorted[place].width, height: sorted[place].height }));
}

/** Years sort as text up to 9999; before 1000 nobody took photos. */
function yearOf(seconds: number): string {
  return String(new Date(seconds * 1000).getUTCFullYear());
}

/** The name of the mean colour of the parts that the fingerprint keeps. */
function colourOf({ fingerprint }: Row): string {
  const parts = fingerprint.subarray(FINGERPRINT_COLOURS);
  const rgba = new Uint8ClampedArray((parts.length / 3) * 4);
  for (let i = 0; i < parts.length; i++) rgba[Math.floor(i / 3) * 4 + (i % 3)] = parts[i];
  const lab = oklabFromRgba(rgba);
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
