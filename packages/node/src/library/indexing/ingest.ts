/** Takes files into a library, many to a transaction. */

import type { ErrorCode, MosaicError } from '@tesserae/core';
import { throwIfAborted } from '@tesserae/core/internal';
import { isAboutFile, isCrashedFile } from '../../decoders/crashed-file.js';
import type { Decoders } from '../../decoders/decoder-pool.js';
import type { DecodedFile } from '../../decoders/operations/decode-file.js';
import type { DecodedPhoto, RefusedPhoto } from '../../decoders/operations/decode-photo.js';
import type { Place } from '../../origins/origin.js';
import { sourceOf } from '../../origins/origins.js';
import type { LibraryFile } from '../database/file.js';
import { hasPhoto, type PhotoRow, type PlaceRow, putPhoto, putPlace, STATE } from '../database/rows.js';
import { type RefusedFile, refusedFile } from './report.js';

/** The state of a run that takes files in. */
export interface Ingest {
  readonly library: LibraryFile;
  readonly decoders: Decoders;
  /** Hex of each content that needs no decoding, and why it is refused ('' codes if it is not). */
  readonly contents: Map<string, ContentVerdict>;
  /**
   * Bytes of the files of those contents, and of files being taken: another file of that size may have the same content,
   * and is hashed first, when the one before is done.
   */
  readonly sizes: Map<number, Promise<unknown>>;
  readonly photos: PhotoRow[];
  readonly places: PlaceRow[];
  /** To be taken again: another program has removed their photo from the library meanwhile. */
  readonly lost: Place[];
  /** Bytes read from files so far. */
  bytes: number;
}

/** Whether a content is refused: an empty code if it is not. */
export interface ContentVerdict {
  readonly code: string;
  readonly detail: string;
}

/** How many files go into one transaction: a crash costs no more than these. */
const BATCH = 64;

/**
 * Takes one file in: reads it, and decodes it if its content is new.
 *
 * @returns why it is left out, if it is
 * @throws MosaicError `aborted`, or what the machine is to blame for
 */
export async function ingestPlace(
  ingest: Ingest,
  place: Place,
  signal: AbortSignal | undefined,
): Promise<RefusedFile | undefined> {
  const before = ingest.sizes.get(place.size);
  const work = (before ?? Promise.resolve()).then(() => takeInTurn(ingest, place, before !== undefined, signal));
  ingest.sizes.set(
    place.size,
    work.catch(() => {}),
  ); // thrown to who asked for it
  return await work;
}

async function takeInTurn(
  ingest: Ingest,
  place: Place,
  lookFirst: boolean,
  signal: AbortSignal | undefined,
): Promise<RefusedFile | undefined> {
  throwIfAborted(signal);
  const { origin, key } = place;
  const taken = await takeCarefully(ingest, place, lookFirst);
  throwIfAborted(signal);
  if (taken === undefined) return undefined;
  const { photo, ...facts } = taken;
  const row: PlaceRow = { origin, key, ...facts };
  if (row.hash === null) {
    add(ingest, row);
    return row.code === '' ? undefined : refusedFile(ingest.library, row);
  }
  ingest.bytes += row.size;
  const id = hex(row.hash);
  if (photo !== undefined && !ingest.contents.has(id)) {
    ingest.photos.push(photoRow(row.hash, photo, await ingest.decoders.codecVersion()));
    ingest.contents.set(id, photo.state === 'refused' ? photo : { code: '', detail: '' });
  }
  add(ingest, row);
  const { code, detail } = ingest.contents.get(id)!; // of before, or of just now
  return code === '' ? undefined : refusedFile(ingest.library, { origin, key, code, detail });
}

/**
 * Takes a photo; one that costs its decoder is refused by its content. Even reading it may cost decoders, whoever ends them: then
 * it is refused until the next time, and so is one that cannot be read.
 *
 * @returns undefined if it is gone
 */
async function takeCarefully(ingest: Ingest, place: Place, lookFirst: boolean): Promise<DecodedFile | undefined> {
  const { library, decoders, contents } = ingest;
  try {
    const source = await sourceOf(library.origins, place);
    const { isNamed } = place;
    const take = (decode: boolean): Promise<DecodedFile> =>
      decoders.run('decodeFile', { source, decode, isNamed }, place.size);
    if (lookFirst) {
      const seen = await take(false);
      if (seen.hash === null || contents.has(hex(seen.hash))) return seen;
    }
    try {
      return await take(true);
    } catch (error) {
      if (!isCrashedFile(error)) throw error;
      const seen = await take(false);
      return seen.hash === null ? seen : { ...seen, photo: { state: 'refused', ...leftOut(error) } };
    }
  } catch (error) {
    if (!isAboutFile(error)) throw error;
    if (error.code === 'vanished') return undefined;
    return { stamp: '', size: -1, hash: null, ...leftOut(error) };
  }
}

function leftOut({ code, received }: MosaicError): ContentVerdict & { readonly code: ErrorCode } {
  return { code, detail: String(received ?? '') };
}

/** Writes what has been taken in so far. */
export function flush(ingest: Ingest): void {
  if (ingest.places.length === 0) return;
  const lost = ingest.library.transaction((prepare) => {
    for (const row of ingest.photos) putPhoto(prepare, row);
    const known = (row: PlaceRow) => row.hash === null || hasPhoto(prepare, row.hash);
    for (const row of ingest.places) if (known(row)) putPlace(prepare, row);
    return ingest.places.filter((row) => !known(row));
  });
  for (const row of lost) {
    if (row.hash !== null) ingest.contents.delete(hex(row.hash));
    ingest.lost.push(row);
  }
  ingest.photos.length = 0;
  ingest.places.length = 0;
}

/** A photo as the library keeps it. */
function photoRow(hash: Uint8Array, photo: DecodedPhoto | RefusedPhoto, codec: string): PhotoRow {
  if (photo.state === 'refused') {
    const { code, detail } = photo;
    const nothing = new Uint8Array(0);
    const none = { width: 0, height: 0, format: '', thumbnail: nothing, fingerprint: nothing, taken: null };
    return { hash, state: STATE.refused, ...none, code, detail, codec };
  }
  return { ...photo, hash, state: STATE[photo.state], code: '', detail: '', codec };
}

function add(ingest: Ingest, row: PlaceRow): void {
  ingest.places.push(row);
  if (ingest.places.length >= BATCH) flush(ingest);
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
