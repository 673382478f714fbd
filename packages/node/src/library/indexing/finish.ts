import { OWN_WORK } from '../../decoders/operations/own-work.js';
import type { BytePath } from '../../files/byte-path.js';
import { rootsOf } from '../../origins/roots.js';
import type { Walk } from '../../origins/walk.js';
import type { LibraryFile } from '../database/file.js';
import { dropOrphans, dropPath, type KnownPath, knownPaths, type Prepare, STATE } from '../database/rows.js';
import type { HiddenCounts } from '../filter/filter.js';
import { countHidden } from './apply-filter.js';
import { type IndexReport, type RefusedFile, refusedFile } from './report.js';

/** A run of `indexPhotos` whose files are all taken in. */
export interface Finished {
  readonly library: LibraryFile;
  readonly found: Walk;
  /** All paths of the library before the run, and those below the roots. */
  readonly everything: readonly KnownPath[];
  readonly known: ReadonlyMap<string, KnownPath>;
  /** Files that were taken or left out. */
  readonly changed: number;
  /** Bytes read. */
  readonly bytes: number;
}

/** Forgets what is gone and counts what is there. */
export function finishIndexing(run: Finished): IndexReport {
  const { library, found, everything, known, changed, bytes } = run;
  const leaving = gone(found, known);
  // reading all paths once more takes longer than all the rest of a scan that finds nothing new
  const now = changed + leaving.length === 0 ? everything : library.transaction((prepare) => dropped(prepare, leaving));

  const there = new Set(found.files.map((file) => file.path));
  const files = now.filter(({ path }) => there.has(path));
  const usable = files.filter(({ state }) => state === STATE.usable || state === STATE.repaired);
  const photos = hashes(usable);
  const before = hashes(everything);
  const after = hashes(now);
  const refusals = [...found.refused, ...files.filter(({ code }) => code !== '')]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, code, detail }): RefusedFile => refusedFile(path, code, detail));
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

/** Drops paths, and photos that have none left. @returns the paths that remain */
function dropped(prepare: Prepare, leaving: readonly BytePath[]): KnownPath[] {
  for (const path of leaving) dropPath(prepare, path);
  dropOrphans(prepare);
  return knownPaths(prepare);
}

/**
 * The paths that the library knows and that are no more. A folder that cannot be read hides, it does not delete; and what is
 * packed in an archive that was not opened, but is there, is there.
 */
function gone(found: Walk, known: ReadonlyMap<string, KnownPath>): string[] {
  const there = new Set(found.files.map((file) => file.path));
  const above = rootsOf([...there, ...found.refused.map(({ path }) => path)]);
  return [...known.keys()].filter((path) => above.above(path) === undefined);
}

/** The contents that can be used. */
function hashes(paths: readonly KnownPath[]): Set<string> {
  return new Set(
    paths.filter(({ state }) => state === STATE.usable || state === STATE.repaired).map(({ hash }) => hash),
  );
}

function countOf(hidden: HiddenCounts): number {
  return Object.values(hidden).reduce((sum, count) => sum + count, 0);
}
