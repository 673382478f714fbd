/**
 * Where originals come from. An origin finds them, opens them for reading, and says what they are called. All that stands above
 * knows places, and no paths: a photo server would be one more module like `files.ts`, and its line in `ORIGINS`.
 */

import type { ErrorCode } from '@tesserae/core/errors';
import type { ByteName } from './byte-name.js';

/** Which original of which origin. */
export interface Address {
  /** Name of the origin. */
  readonly origin: string;
  /**
   * How the origin finds it: bytes, as a string of one character each. No two origins have the same key: those of what lies on
   * the disk are absolute paths, those of others begin with the origin's name and a colon.
   */
  readonly key: string;
}

/** An original as of the last look. */
export interface Place extends Address {
  /** Differs when the original does: a time, a checksum, whatever the origin has. */
  readonly stamp: string;
  /** Bytes. */
  readonly size: number;
  /** Whether the user named it by itself: it is not passed over in silence, even if it is no picture. */
  readonly isNamed?: boolean;
}

/** An original, or a folder of originals, that is left out. */
export interface RefusedPlace extends Address {
  readonly code: ErrorCode;
  /** What it is or holds, in a short phrase; empty where the code says all. */
  readonly detail: string;
}

/** What is met while originals are listed. */
export type Listed =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'refused'; readonly place: RefusedPlace }
  /** `skipped`: leads nowhere, or is not complete. `ignored`: the user's rules leave it out. */
  | { readonly kind: 'skipped' | 'ignored' };

/** What is asked for. */
export interface Asked {
  /** Folders, files, whatever an origin knows by a name. It is an error if one is not there. */
  readonly names: readonly ByteName[];
  /**
   * Names from a list. One that is not there is refused. Rules and junk hold for them: a list names what was found, not what is
   * meant.
   */
  readonly listed: readonly ByteName[];
  /** Patterns of names to leave out, as of `globTests`. What is asked for within one of them is taken. */
  readonly ignore: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** An original that is open. Close it. */
export interface OpenOriginal {
  /** As of now. */
  readonly stamp: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Reads so many bytes from a position on, or what there is of them.
   *
   * @throws MosaicError `unreadable` or `damaged`; without the name
   */
  read(position: number, length: number): Promise<Buffer>;
  close(): void;
}

/**
 * Opens an original for reading.
 *
 * @throws MosaicError `vanished`, `special-file`, `unreadable`, `damaged` or `unsupported`, without the
 *   name; `failed` if the machine is to blame
 */
export type OpenKey = (key: string) => Promise<OpenOriginal>;

/** Where originals come from. */
export interface Origin {
  readonly name: string;
  readonly open: OpenKey;
  /** What people call an original, with slashes between levels: for messages, reports and patterns. */
  nameOf(key: string): ByteName;
  /** When an original was last written, milliseconds since 1970. */
  writtenAt(stamp: string): number;
  /** How its originals are found; absent if another origin meets them, as files meet archives. */
  readonly finder?: Finder;
}

/** Finds the originals of an origin. */
export interface Finder {
  /** Whether a name is for this origin. The first of `ORIGINS` that says so has it. */
  claims(name: ByteName): boolean;
  /** Whether anything has this name now; true if that cannot be told. */
  isThere(name: ByteName): Promise<boolean>;
  /**
   * Lists what is asked for, in any order. An original may come twice.
   *
   * @throws MosaicError `not-found` or `unreadable`, with the name; `aborted`
   */
  list(asked: Asked): AsyncIterable<Listed>;
  /** Tells which keys lie at or below names, whether or not anything is there now. */
  within(names: readonly ByteName[]): (key: string) => boolean;
}

/** The largest original that is read, bytes: it has to lie in memory to be decoded. */
export const MAX_ORIGINAL: number = 512 * 2 ** 20;
