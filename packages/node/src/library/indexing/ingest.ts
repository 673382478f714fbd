/** Takes files into a library, many to a transaction. */

import { type ErrorCode, type MosaicError, throwIfAborted } from '@tesserae/core';
import { isCrashedFile } from '../../decoders/crashed-file.js';
import type { Decoders } from '../../decoders/decoder-pool.js';
import type { DecodedFile } from '../../decoders/operations/decode-file.js';
import type { DecodedPhoto, RefusedPhoto } from '../../decoders/operations/decode-photo.js';
import type { FoundFile } from '../../origins/walk.js';
import type { LibraryFile } from '../database/file.js';
import { hasPhoto, type PathRow, type PhotoRow, putPath, putPhoto, STATE } from '../database/rows.js';
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
  readonly paths: PathRow[];
  /** Files to take again: another program has removed their photo from the library meanwhile. */
  readonly lost: FoundFile[];
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
export async function ingestFile(
  intake: Ingest,
  file: FoundFile,
  signal: AbortSignal | undefined,
): Promise<RefusedFile | undefined> {
  const before = intake.sizes.get(file.size);
  const work = (before ?? Promise.resolve()).then(() => takeInTurn(intake, file, before !== undefined, signal));
  intake.sizes.set(
    file.size,
    work.catch(() => {}),
  ); // thrown to who asked for it
  return await work;
}

async function takeInTurn(
  intake: Ingest,
  file: FoundFile,
  lookFirst: boolean,
  signal: AbortSignal | undefined,
): Promise<RefusedFile | undefined> {
  throwIfAborted(signal);
  const { path } = file;
  const taken = await takeCarefully(intake, file, lookFirst);
  throwIfAborted(signal);
  if (taken === undefined) return undefined;
  const { size, mtimeNs, hash, code, detail, photo } = taken;
  const row: PathRow = { path, size, mtimeNs, hash, code, detail };
  if (hash === null) {
    add(intake, row);
    return code === '' ? undefined : refusedFile(path, code, detail);
  }
  intake.bytes += size;
  const key = hex(hash);
  if (photo !== undefined && !intake.contents.has(key)) {
    intake.photos.push(photoRow(hash, photo, await intake.decoders.codecVersion()));
    intake.contents.set(key, photo.state === 'refused' ? photo : { code: '', detail: '' });
  }
  add(intake, row);
  const verdict = intake.contents.get(key)!; // of before, or of just now
  return verdict.code === '' ? undefined : refusedFile(path, verdict.code, verdict.detail);
}

/** Takes a file; one that costs its decoder is refused by its content. */
async function takeCarefully(intake: Ingest, file: FoundFile, lookFirst: boolean): Promise<DecodedFile | undefined> {
  const { decoders, contents } = intake;
  const { path, size } = file;
  if (lookFirst) {
    const seen = await look(intake, file);
    if (seen === undefined || seen.hash === null || contents.has(hex(seen.hash))) return seen;
  }
  try {
    return await decoders.run('decodeFile', { path, decode: true }, size);
  } catch (error) {
    if (!isCrashedFile(error)) throw error;
    const seen = await look(intake, file);
    if (seen === undefined || seen.hash === null) return seen;
    return { ...seen, photo: { state: 'refused', ...leftOut(error) } };
  }
}

/** Reads and hashes a file. Even that may cost decoders, whoever ends them: then it is refused until the next time. */
async function look({ decoders }: Ingest, { path, size }: FoundFile): Promise<DecodedFile | undefined> {
  try {
    return await decoders.run('decodeFile', { path, decode: false }, size);
  } catch (error) {
    if (!isCrashedFile(error)) throw error;
    return { size: -1, mtimeNs: 0n, hash: null, ...leftOut(error) };
  }
}

function leftOut({ code, message }: MosaicError): ContentVerdict & { readonly code: ErrorCode } {
  return { code, detail: `${message} It is left out.` };
}

/** Writes what has been taken in so far. */
export function flush(intake: Ingest): void {
  if (intake.paths.length === 0) return;
  const lost = intake.library.transaction((prepare) => {
    for (const row of intake.photos) putPhoto(prepare, row);
    const known = (row: PathRow) => row.hash === null || hasPhoto(prepare, row.hash);
    for (const row of intake.paths) if (known(row)) putPath(prepare, row);
    return intake.paths.filter((row) => !known(row));
  });
  for (const { path, size, mtimeNs, hash } of lost) {
    if (hash !== null) intake.contents.delete(hex(hash));
    intake.lost.push({ path, size, mtimeNs });
  }
  intake.photos.length = 0;
  intake.paths.length = 0;
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

function add(intake: Ingest, row: PathRow): void {
  intake.paths.push(row);
  if (intake.paths.length >= BATCH) flush(intake);
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
