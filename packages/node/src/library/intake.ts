/** Takes files into a library, many to a transaction. */

import { throwIfAborted } from '@tesserae/core';
import type { BytePath } from '../files/names.js';
import type { LibraryFile } from './file.js';
import { contentHash, lookAt, photoRow } from './look.js';
import { type RefusedFile, refusedFile } from './report.js';
import { hasPhoto, type PathRow, type PhotoRow, putPath, putPhoto, STATE } from './rows.js';

/** The state of a run that takes files in. */
export interface Intake {
  readonly library: LibraryFile;
  /** Hex of each content that needs no decoding, or is being decoded, and why it is refused ('' codes if it is not). */
  readonly contents: Map<string, Promise<Verdict>>;
  readonly photos: PhotoRow[];
  readonly paths: PathRow[];
  /** Files to take again: another program has removed their photo from the library meanwhile. */
  readonly lost: BytePath[];
  /** Bytes read from files so far. */
  bytes: number;
}

/** Whether a content is refused: an empty code if it is not. */
export interface Verdict {
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
export async function takeFile(
  intake: Intake,
  path: BytePath,
  signal: AbortSignal | undefined,
): Promise<RefusedFile | undefined> {
  const look = await lookAt(path);
  throwIfAborted(signal);
  if (look === undefined) return undefined;
  const { row, bytes } = look;
  if (bytes === undefined) {
    add(intake, row);
    return row.code === '' ? undefined : refusedFile(path, row.code, row.detail);
  }
  intake.bytes += bytes.length;
  const hash = await contentHash(bytes);
  const { code, detail } = await verdictOn(intake, hash, bytes);
  throwIfAborted(signal);
  add(intake, { ...row, hash });
  return code === '' ? undefined : refusedFile(path, code, detail);
}

/** Writes what has been taken in so far. */
export function flush(intake: Intake): void {
  if (intake.paths.length === 0) return;
  const lost = intake.library.transaction((prepare) => {
    for (const row of intake.photos) putPhoto(prepare, row);
    const known = (row: PathRow) => row.hash === null || hasPhoto(prepare, row.hash);
    for (const row of intake.paths) if (known(row)) putPath(prepare, row);
    return intake.paths.filter((row) => !known(row));
  });
  for (const { path, hash } of lost) {
    if (hash !== null) intake.contents.delete(hex(hash));
    intake.lost.push(path);
  }
  intake.photos.length = 0;
  intake.paths.length = 0;
}

/** Decodes a content, once however many files hold it. */
function verdictOn(intake: Intake, hash: Uint8Array, bytes: Uint8Array): Promise<Verdict> {
  const key = hex(hash);
  let verdict = intake.contents.get(key);
  if (verdict === undefined) {
    verdict = photoRow(hash, bytes).then((row) => {
      intake.photos.push(row);
      return { code: row.state === STATE.refused ? row.code : '', detail: row.detail };
    });
    intake.contents.set(key, verdict);
  }
  return verdict;
}

function add(intake: Intake, row: PathRow): void {
  intake.paths.push(row);
  if (intake.paths.length >= BATCH) flush(intake);
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
