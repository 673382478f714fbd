/** All that a library holds, to be compared. */

import { createHash } from 'node:crypto';
import type { Note } from '@tesserae/core/internal';
import { openLibrary, openPhotos, readLibrary, verifyLibrary } from '@tesserae/node';
import { listFiles } from '@tesserae/node/internal';

/** What a library holds: every file with its facts, and every thumbnail's pixels, as one hash. */
export async function contentsOf(path: string): Promise<string> {
  const library = await openLibrary(path, { readOnly: true });
  try {
    const hash = createHash('sha256').update(JSON.stringify(listFiles(library)));
    const { ids } = readLibrary(library).library;
    const photos = openPhotos(library, ids);
    for (let i = 0; i < ids.length; i++) {
      const [thumbnail] = await photos.thumbnails(i, 1);
      hash.update(`${ids[i]} ${thumbnail.width}`).update(thumbnail.data);
    }
    return hash.digest('hex');
  } finally {
    library.close();
  }
}

/** What `library verify` finds wrong, and how many photos there are. */
export async function soundness(path: string): Promise<{ readonly damage: readonly Note[]; readonly photos: number }> {
  const library = await openLibrary(path, { readOnly: true });
  try {
    return verifyLibrary(library);
  } finally {
    library.close();
  }
}
