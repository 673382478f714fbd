/**
 * Photos that a library is told not to keep. What is left of one is its place, with what hid it: the file is not opened again
 * as long as the same is asked for.
 */

import type { LibraryFile } from '../database/file.js';
import { type KnownPlace, knownPlaces, putPlace } from '../database/rows.js';
import { type HiddenCounts, hiddenBy, NOTHING_HIDDEN, type PhotoFilter } from '../filter/filter.js';
import { visitPhotos } from '../read-library.js';

const REASONS = Object.keys(NOTHING_HIDDEN);

/** What a place's row says of a photo that a filter hides. */
function detailOf(reason: keyof PhotoFilter, filter: PhotoFilter): string {
  return `is hidden by ${reason} of ${signOf(filter)}.`;
}

/** The same filter has the same sign. */
function signOf(filter: PhotoFilter): string {
  return JSON.stringify(filter, REASONS);
}

/** What hid the photo of a place, if one did. */
function reasonOf({ hash, code, detail }: KnownPlace): keyof PhotoFilter | undefined {
  if (hash !== '' || code !== '') return undefined;
  // the rows are ours; a reason of another version is none
  return REASONS.find((reason) => detail.startsWith(`is hidden by ${reason} of `)) as keyof PhotoFilter | undefined;
}

/** Whether the photo of a place was hidden by another filter than this one, so that it must be looked at again. */
export function isHiddenByOtherFilter(known: KnownPlace, filter: PhotoFilter): boolean {
  return reasonOf(known) !== undefined && !known.detail.endsWith(` of ${signOf(filter)}.`);
}

/** How many places are hidden, by what. */
export function countHidden(places: readonly KnownPlace[]): HiddenCounts {
  const hidden = { ...NOTHING_HIDDEN };
  for (const place of places) {
    const reason = reasonOf(place);
    if (reason !== undefined) hidden[reason]++;
  }
  return hidden;
}

/**
 * Hides the photos of some places as a filter says; what is in no other place is dropped later.
 *
 * @param keys  of the places
 * @returns how many places were left out now
 */
export function applyFilter(library: LibraryFile, keys: ReadonlySet<string>, filter: PhotoFilter): number {
  if (Object.values(filter).every((value) => value === undefined)) return 0;
  const reasons = new Map<string, keyof PhotoFilter>();
  visitPhotos(library, (photo) => {
    const asked = photo.files.filter(({ place }) => keys.has(place.key));
    const reason = asked.length > 0 ? hiddenBy(filter, photo) : undefined;
    if (reason !== undefined) for (const { place } of asked) reasons.set(place.key, reason);
  });
  library.transaction((prepare) => {
    for (const place of knownPlaces(prepare)) {
      const reason = reasons.get(place.key);
      if (reason !== undefined) putPlace(prepare, { ...place, hash: null, code: '', detail: detailOf(reason, filter) });
    }
  });
  return reasons.size;
}
