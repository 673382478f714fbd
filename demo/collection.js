/** The demo's collection of emoji: its folder, and the library of it. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { indexPhotos, openLibrary, openPhotos, readLibrary } from '@tesserae/node';

/** Where the demo writes. */
export const OUT = join(import.meta.dirname, 'out');

/** Where its pictures of emoji are. */
export const COLLECTION = join(OUT, 'emoji');

/** Indexes the collection; what was indexed before is not looked at again. */
export async function openCollection() {
  const file = await openFile(join(OUT, 'emoji.tesserae'));
  const report = await indexPhotos(file, [COLLECTION]);
  const { library } = readLibrary(file, { below: [COLLECTION] });
  return { file, report, library, photos: openPhotos(file, library.ids) };
}

/** Opens the library; one that an earlier version of the program made is made anew, since it is only the demo's. */
async function openFile(/** @type {string} */ path) {
  try {
    return await openLibrary(path, { create: true });
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code !== 'older-library') throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    return await openLibrary(path, { create: true });
  }
}
