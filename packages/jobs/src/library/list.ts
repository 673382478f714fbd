/** `library ls`: what a library knows, or what it refused, or what is nearly the same. */

import { MosaicError } from '@tesserae/core';
import { type LibraryFile, type ListedPhoto, listPhotos } from '@tesserae/node';
import { listGroups } from '@tesserae/node/internal';
import { libraryJob } from './library-job.js';
import { LIST, type ListInput } from './options.js';

/** Photos, or groups of near-duplicates; how many photos of the library can be used, or how many are in the groups. */
type Listed = ReturnType<typeof photosIn> & { readonly groups?: ReturnType<typeof listGroups> };

/** Lists the photos of a library. */
export const listJob = libraryJob({
  name: 'library ls',
  options: LIST,
  check: ({ groups, refused }) => {
    if (!groups || !refused) return;
    const received = 'given together with refused, and refused photos are in no group';
    throw new MosaicError('usage', { subject: 'groups', received, waysOut: [{ omit: 'refused' }] });
  },
  work: (library, input): Listed => (input.groups ? groupsIn(library) : photosIn(library, input)),
});

function photosIn(library: LibraryFile, input: ListInput) {
  const photos = listPhotos(library);
  const chosen = (['refused', 'repaired', 'hidden'] as const).filter((state) => input[state]);
  const listed = chosen.length === 0 ? photos : photos.filter(({ state }) => chosen.some((each) => each === state));
  const count = (wanted: ListedPhoto['state']) => photos.filter(({ state }) => state === wanted).length;
  const [refused, hidden] = [count('refused'), count('hidden')];
  return { listed, photos: photos.length - refused - hidden, repaired: count('repaired'), hidden, refused };
}

function groupsIn(library: LibraryFile): Listed {
  const groups = listGroups(library);
  const listed = groups.flat();
  return { listed, groups, photos: listed.length, repaired: 0, hidden: 0, refused: 0 };
}
