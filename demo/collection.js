/** The demo's collection of emoji: its folder, and the library of it. */

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { indexPhotos, openLibrary, openPhotos, readLibrary } from '@tesserae/node';

/** Where the demo writes. */
export const OUT = join(import.meta.dirname, 'out');

/** Where its pictures of emoji are. */
export const COLLECTION = join(OUT, 'emoji');

/** The library of them. */
export const LIBRARY = join(OUT, 'emoji.tesserae');

/** Indexes the collection; what was indexed before is not looked at again. */
export async function openCollection() {
  await removeOlder(LIBRARY);
  const file = await openLibrary(LIBRARY, { create: true });
  const report = await indexPhotos(file, [COLLECTION]);
  const { library } = readLibrary(file, { below: [COLLECTION] });
  return { file, report, library, photos: openPhotos(file, library.ids) };
}

/** Removes a library of the demo that an earlier version of the program made: it is made anew. */
export async function removeOlder(/** @type {string} */ path) {
  if (!existsSync(path)) return;
  try {
    (await openLibrary(path, { readOnly: true })).close();
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code !== 'older-library') throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }
}
