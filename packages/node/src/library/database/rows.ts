/** Rows of the library's tables, written with their seals. */

import type { StatementSyncInstance } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import { nameBytes, nameFromBytes } from '../../origins/byte-name.js';
import type { Place } from '../../origins/origin.js';
import { rowChecksum } from './row-checksum.js';

/** Prepares a statement, or hands out the one prepared before. */
export type Prepare = (sql: string) => StatementSyncInstance;

/** What `photos.state` says. */
export const STATE = { usable: 0, repaired: 1, refused: 2 } as const;

/** Added to the state of a photo that is hidden: it stays known, and is left out of mosaics. */
export const HIDDEN = 4;

/** A row of `photos`. */
export interface PhotoRow {
  /** SHA-256 of the content, 32 bytes. */
  readonly hash: Uint8Array;
  readonly state: number;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  /** Empty unless refused. */
  readonly code: string;
  readonly detail: string;
  readonly codec: string;
  /** Empty if refused. */
  readonly thumbnail: Uint8Array;
  /** What near-duplicates are told by. Empty if refused. */
  readonly fingerprint: Uint8Array;
  /** When it was taken by its EXIF, as of `exifFacts`; null if that does not say. */
  readonly taken: number | null;
}

/** A row of `places`. One that could not be read has no stamp, and size −1: it is looked at again, as permissions change without it. */
export interface PlaceRow extends Place {
  /** Null for a file refused before it was read (then `code` says why), that is no picture, or `OWN_WORK`. */
  readonly hash: Uint8Array | null;
  readonly code: string;
  readonly detail: string;
}

/** The values of a row of `photos` that its seal covers, in order. */
export function photoValues(row: PhotoRow): (string | number | Uint8Array | null)[] {
  const { hash, state, width, height, format, code, detail, codec, thumbnail, fingerprint, taken } = row;
  return [hash, state, width, height, format, code, detail, codec, thumbnail, fingerprint, taken];
}

/** The values of a row of `places` that its seal covers, in order. */
export function placeValues(row: PlaceRow): (string | number | Uint8Array | null)[] {
  return [nameBytes(row.key), row.origin, row.stamp, row.size, row.hash, row.code, row.detail];
}

/** Writes a photo, over an older row of the same content. */
export function putPhoto(prepare: Prepare, row: PhotoRow): void {
  const values = photoValues(row);
  prepare('INSERT OR REPLACE INTO photos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...values,
    rowChecksum(values),
  );
}

/** Whether there is a photo of this content. */
export function hasPhoto(prepare: Prepare, hash: Uint8Array): boolean {
  return prepare('SELECT 1 FROM photos WHERE hash = ?').get(hash) !== undefined;
}

/** Writes a place, over an older row of the same key. Its photo is written first. */
export function putPlace(prepare: Prepare, row: PlaceRow): void {
  const values = placeValues(row);
  prepare('INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(...values, rowChecksum(values));
}

/** Removes a place. */
export function dropPlace(prepare: Prepare, key: string): void {
  prepare('DELETE FROM places WHERE key = ?').run(nameBytes(key));
}

/** Removes the photos that are in no place any more. */
export function dropOrphans(prepare: Prepare): void {
  prepare('DELETE FROM photos WHERE hash NOT IN (SELECT hash FROM places WHERE hash IS NOT NULL)').run();
}

/**
 * The bytes in a column that always has some.
 *
 * @throws MosaicError `library-damaged` if it holds anything else: one bit says of which kind a value is
 */
export function bytesIn(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new MosaicError('library-damaged');
}

/** The place that the columns of a row say. @throws MosaicError as `bytesIn` does */
export function placeFromRow({ origin, key, stamp, size }: Omit<Place, 'key'> & { readonly key: Uint8Array }): Place {
  return { origin, key: nameFromBytes(bytesIn(key)), stamp, size };
}

/** What the library knows of a place. */
export interface KnownPlace extends Place {
  /** Hex; empty for a place without a photo. */
  readonly hash: string;
  /** The photo's; undefined for a place without one. */
  readonly state: number | undefined;
  readonly codec: string;
  /** Why it is refused, be it the place or the photo; empty when it is not. */
  readonly code: string;
  readonly detail: string;
}

/** All places, ascending. What many of them share is kept once: there may be hundreds of thousands. */
export function knownPlaces(prepare: Prepare): KnownPlace[] {
  const rows = prepare(
    `SELECT p.key, p.origin, p.stamp, p.size, hex(p.hash) AS hash, f.state, f.codec,
       p.code || coalesce(f.code, '') AS code, p.detail || coalesce(f.detail, '') AS detail
     FROM places p LEFT JOIN photos f ON f.hash = p.hash ORDER BY p.key`,
  );
  const once = new Map<string, string>();
  const shared = (text: string): string => {
    const kept = once.get(text);
    if (kept === undefined) once.set(text, text);
    return kept ?? text;
  };
  const known: KnownPlace[] = [];
  for (const { origin, key, stamp, size, hash, state, codec, code, detail } of rows.iterate()) {
    known.push({
      ...{ origin: shared(origin), key: nameFromBytes(bytesIn(key)), stamp, size },
      hash: shared(hash.toLowerCase()),
      state: state ?? undefined,
      codec: shared(codec ?? ''),
      code: shared(code),
      detail: shared(detail),
    });
  }
  return known;
}
