import { displayPath, pathFromBytes } from '../files/byte-path.js';
import { captureDate } from './capture-date.js';
import type { LibraryFile } from './database/file.js';
import { STATE } from './database/rows.js';
import { formatWallClock } from './photo-facts.js';

/** What a library knows of one file. */
export interface ListedFile {
  /** As text, U+FFFD where it is not UTF-8. */
  readonly path: string;
  /** SHA-256 of the content, hex; empty if that is not known. */
  readonly hash: string;
  readonly state: 'usable' | 'repaired' | 'refused';
  /** Empty, and sizes 0, if refused. */
  readonly format: string;
  readonly width: number;
  readonly height: number;
  /** Bytes; −1 for a file that could not be looked at. */
  readonly size: number;
  /** When the photo was taken, as `2019-07-04T15:30:12` by the clock on the wall, and what says so; empty if refused. */
  readonly taken: string;
  readonly takenFrom: string;
  /** Why it is refused; empty if it is not. */
  readonly code: string;
  readonly detail: string;
}

/**
 * Every file of a library but those that are no pictures, ascending by path.
 *
 * @throws MosaicError `library-damaged`
 */
export function listFiles(library: LibraryFile): ListedFile[] {
  const rows = library.run((prepare) =>
    prepare(
      `SELECT p.path, lower(hex(p.hash)) AS hash, p.size, CAST(p.mtime_ns AS TEXT) AS mtime, f.taken, f.state,
         p.code || coalesce(f.code, '') AS code, p.detail || coalesce(f.detail, '') AS detail,
         coalesce(f.format, '') AS format, coalesce(f.width, 0) AS width, coalesce(f.height, 0) AS height
       FROM paths p LEFT JOIN photos f ON f.hash = p.hash WHERE p.hash IS NOT NULL OR p.code <> '' ORDER BY p.path`,
    ).all(),
  );
  const files = new Map<string, { path: string; mtimeNs: bigint }[]>();
  for (const { path, hash, mtime } of rows) {
    const others = files.get(hash) ?? [];
    files.set(hash, others);
    others.push({ path: pathFromBytes(path), mtimeNs: BigInt(mtime) });
  }
  return rows.map(({ path, hash, mtime: _, taken, state, ...facts }): ListedFile => {
    const listed = { ...facts, path: displayPath(pathFromBytes(path)), hash };
    if (facts.code !== '') return { ...listed, state: 'refused', taken: '', takenFrom: '' };
    const { seconds, from } = captureDate(taken, files.get(hash) ?? []);
    return {
      ...listed,
      state: state === STATE.repaired ? 'repaired' : 'usable',
      taken: formatWallClock(seconds),
      takenFrom: from,
    };
  });
}
