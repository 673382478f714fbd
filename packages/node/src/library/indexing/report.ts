import type { ErrorCode } from '@tesserae/core';
import { displayName, isText, nameBytes } from '../../origins/byte-name.js';
import type { Address } from '../../origins/origin.js';
import type { LibraryFile } from '../database/file.js';
import type { HiddenCounts } from '../filter/filter.js';

/** A file that is left out, and why. */
export interface RefusedFile {
  /** As text, U+FFFD where the name is not UTF-8. */
  readonly path: string;
  /** The name's bytes, when it is not UTF-8. */
  readonly pathBytes?: Uint8Array;
  readonly code: ErrorCode;
  /** What it is or holds, in a short phrase; empty where the code says all. */
  readonly detail: string;
}

/** What a run of `indexPhotos` found and did. A photo is a content; further files with the same one are duplicates. */
export interface IndexReport {
  /** Photos that can be used, below the given paths: `added` + `unchanged`. */
  readonly photos: number;
  /** Those that the library did not have before. */
  readonly added: number;
  /** Those that it had. */
  readonly unchanged: number;
  /** Files whose content another file below the paths has. */
  readonly duplicates: number;
  /** Files that are no picture by name and content or not complete, and links that lead nowhere or elsewhere. */
  readonly skipped: number;
  /** Mosaics that this program made, which are no photos of the next one. */
  readonly ownWorks: number;
  /** Files whose photos the filter does not let through. */
  readonly hidden: HiddenCounts;
  /** Files and folders that a `.tesseraeignore` or `ignore` leaves out. */
  readonly ignored: number;
  /** Files and folders that are left out, whether found out now or before. */
  readonly refused: number;
  /** Photos of which what could be read was taken. */
  readonly repaired: number;
  /** Photos that the library had below the paths and has no more. */
  readonly forgotten: number;
  /** Bytes read from files in this run. */
  readonly bytes: number;
  /** Ascending by path. */
  readonly refusals: readonly RefusedFile[];
}

/** A place that is left out, and why. */
interface LeftOut extends Address {
  readonly code: string;
  readonly detail: string;
}

/** Names a refused file. */
export function refusedFile(library: LibraryFile, place: LeftOut): RefusedFile {
  const name = library.nameOf(place);
  const bytes = isText(name) ? {} : { pathBytes: new Uint8Array(nameBytes(name)) };
  // codes in the library come from the one list of codes; a newer program's would not open here
  return { path: displayName(name), ...bytes, code: place.code as ErrorCode, detail: place.detail };
}
