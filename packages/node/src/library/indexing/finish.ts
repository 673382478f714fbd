import { OWN_WORK } from '../../decoders/operations/own-work.js';
import { type Found, stillThere } from '../../origins/origins.js';
import type { LibraryFile } from '../database/file.js';
import { dropOrphans, dropPlace, type KnownPlace, knownPlaces, type Prepare, STATE } from '../database/rows.js';
import type { HiddenCounts } from '../filter/filter.js';
import { countHidden } from './apply-filter.js';
import { type IndexReport, type RefusedFile, refusedFile } from './report.js';

/** A run of `indexPhotos` whose files are all taken in. */
export interface Finished {
  readonly library: LibraryFile;
  readonly found: Found;
  /** All places of the library before the run, and by their keys those that were asked for. */
  readonly everything: readonly KnownPlace[];
  readonly known: ReadonlyMap<string, KnownPlace>;
  /** Files that were taken or left out. */
  readonly changed: number;
  /** Bytes read. */
  readonly bytes: number;
}

/** Forgets what is gone and counts what is there. */
export function finishIndexing(run: Finished): IndexReport {
  const { library, found, everything, known, changed, bytes } = run;
  const isThere = stillThere(found);
  const leaving = [...known.values()].filter((place) => !isThere(place));
  // reading all places once more takes longer than all the rest of a scan that finds nothing new
  const now = changed + leaving.length === 0 ? everything : library.transaction((prepare) => dropped(prepare, leaving));

  const there = new Set(found.places.map(({ key }) => key));
  const files = now.filter(({ key }) => there.has(key));
  const usable = files.filter(isUsable);
  const photos = hashes(usable);
  const before = hashes(everything);
  const after = hashes(now);
  const refusals = [...found.refused, ...files.filter(({ code }) => code !== '')]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((place): RefusedFile => refusedFile(library, place));
  const none = files.filter(({ state, code }) => state === undefined && code === '');
  const ownWorks = none.filter(({ detail }) => detail === OWN_WORK).length;
  const hidden = countHidden(none);
  const added = [...photos].filter((hash) => !before.has(hash)).length;
  return {
    photos: photos.size,
    added,
    unchanged: photos.size - added,
    duplicates: usable.length - photos.size,
    skipped: found.skipped + none.length - ownWorks - countOf(hidden),
    hidden,
    ownWorks,
    ignored: found.ignored,
    refused: refusals.length,
    repaired: hashes(usable.filter(({ state }) => state === STATE.repaired)).size,
    forgotten: [...hashes([...known.values()])].filter((hash) => !after.has(hash)).length,
    bytes,
    refusals,
  };
}

/** Drops places, and photos that have none left. @returns the places that remain */
function dropped(prepare: Prepare, leaving: readonly KnownPlace[]): KnownPlace[] {
  for (const { key } of leaving) dropPlace(prepare, key);
  dropOrphans(prepare);
  return knownPlaces(prepare);
}

function isUsable({ state }: KnownPlace): boolean {
  return state === STATE.usable || state === STATE.repaired;
}

/** The contents that can be used. */
function hashes(places: readonly KnownPlace[]): Set<string> {
  return new Set(places.filter(isUsable).map(({ hash }) => hash));
}

function countOf(hidden: HiddenCounts): number {
  return Object.values(hidden).reduce((sum, count) => sum + count, 0);
}
