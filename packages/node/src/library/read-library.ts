import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { FINGERPRINT_BYTES, groupDuplicates, type Library, MosaicError } from '@tesserae/core';
import { type BytePath, bytePath, pathFromBytes, shownPath } from '../files/names.js';
import { rootsOf } from '../files/roots.js';
import type { LibraryFile } from './file.js';
import { STATE } from './rows.js';

/** What `readLibrary` reads. */
export interface ReadLibrary {
  readonly library: Library;
  /** A path of each photo, the lowest; as text, U+FFFD where it is not UTF-8. */
  readonly paths: readonly string[];
}

/**
 * Reads the photos that can be used, in the order of their hashes.
 *
 * @param options.below  folders or files, as text or as bytes: only what lies there; everything unless told
 * @throws MosaicError `library-damaged`
 */
export function readLibrary(
  library: LibraryFile,
  options: { readonly below?: readonly (string | Uint8Array)[] } = {},
): ReadLibrary {
  const roots = options.below && rootsOf(options.below.map(realPath));
  const ids: string[] = [];
  const sizes: number[] = [];
  const paths: string[] = [];
  const fingerprints: Uint8Array[] = [];
  const rows = library.run((prepare) =>
    prepare(
      `SELECT hex(f.hash) AS hash, f.width, f.height, f.fingerprint, p.path FROM photos f JOIN paths p ON p.hash = f.hash
       WHERE f.state <> ${STATE.refused} ORDER BY f.hash, p.path`,
    ).all(),
  );
  for (const { hash, width, height, fingerprint, path } of rows) {
    const id = hash.toLowerCase();
    const file = pathFromBytes(path);
    if (id === ids.at(-1) || (roots && roots.above(file) === undefined)) continue;
    ids.push(id);
    sizes.push(width, height);
    paths.push(shownPath(file));
    fingerprints.push(wholeFingerprint(library, id, fingerprint));
  }
  const groups = groupDuplicates(Buffer.concat(fingerprints));
  return { library: { ids, sizes: Uint32Array.from(sizes), groups }, paths };
}

/** A fingerprint, if it is one. */
function wholeFingerprint(library: LibraryFile, id: string, fingerprint: Uint8Array): Uint8Array {
  if (fingerprint.length === FINGERPRINT_BYTES) return fingerprint;
  throw new MosaicError('library-damaged', `${library.path}: the row of the photo ${id.slice(0, 12)}… is damaged.`);
}

/** Paths in the library are real ones; one that is gone since is taken as it is written. */
function realPath(path: string | Uint8Array): BytePath {
  try {
    const named = typeof path === 'string' ? path : Buffer.from(path);
    return pathFromBytes(realpathSync(named, { encoding: 'buffer' }));
  } catch {
    return bytePath(resolve(typeof path === 'string' ? path : shownPath(pathFromBytes(path))));
  }
}
