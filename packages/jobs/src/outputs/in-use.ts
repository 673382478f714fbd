/** Outputs that jobs are writing: no two jobs write one file. */

import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';

/** The outputs of a host. */
export interface OutputsInUse {
  /** @throws MosaicError `exists` if another job writes one of these paths */
  check(paths: readonly string[]): Promise<void>;
  /**
   * Does work that writes these paths, and keeps others from them for as long.
   *
   * @throws MosaicError as `check` does; whatever the work throws
   */
  during<T>(paths: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** A host's outputs: none yet. */
export function outputsInUse(): OutputsInUse {
  const used = new Set<string>();

  function requireFree(path: string, places: readonly string[]): void {
    if (!places.some((place) => used.has(place))) return;
    const waysOut = [{ use: 'another name' }, { do: 'retry' }] as const;
    throw new MosaicError('exists', { file: path, received: 'being written by another job', waysOut });
  }

  async function check(paths: readonly string[]): Promise<void> {
    for (const path of paths) requireFree(path, await placesOf(path));
  }

  async function during<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
    const places = await Promise.all(paths.map(placesOf));
    // nothing is awaited between looking and taking
    for (const [i, path] of paths.entries()) requireFree(path, places[i]);
    const taken = places.flat();
    for (const place of taken) used.add(place);
    try {
      return await work();
    } finally {
      for (const place of taken) used.delete(place);
    }
  }

  return { check, during };
}

/** What tells a file from others: where its path leads, and the file itself if there is one. */
export async function placesOf(path: string): Promise<string[]> {
  const real = await realpath(path).catch(() => whereToBe(path));
  const there = await stat(path, { bigint: true }).catch(() => undefined);
  return there === undefined ? [real] : [real, `file ${there.dev} ${there.ino}`];
}

/** Of a file that is still to be: its folder may have several names. */
async function whereToBe(path: string): Promise<string> {
  const folder = await realpath(dirname(resolve(path))).catch(() => dirname(resolve(path)));
  return join(folder, basename(path));
}
