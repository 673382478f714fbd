/** `library ls`: what a library knows, or what it refused, or what is nearly the same. */

import { MosaicError } from '@tesserae/core';
import { type LibraryFile, type ListedPhoto, listPhotos } from '@tesserae/node';
import { listGroups } from '@tesserae/node/internal';
import { type LibraryJob, libraryJob } from './library-job.js';
import { LIST, type ListInput } from './options.js';

/** Photos, or groups of near-duplicates. */
export interface Listed {
  readonly listed: readonly ListedPhoto[];
  /** The groups, where these were asked for. */
  readonly groups?: readonly (readonly ListedPhoto[])[];
  /** How many photos of the library can be used, or how many are in the groups. */
  readonly photos: number;
  readonly repaired: number;
  readonly hidden: number;
  readonly refused: number;
}

/** Lists the photos of a library. */
export const listJob: LibraryJob<ListInput, Listed> = libraryJob({
  name: 'library ls',
  options: LIST,
  check: ({ groups, refused }) => {
    if (!groups || !refused) return;
    const received = 'given together with refused, and refused photos are in no group';
    throw new MosaicError('usage', { subject: 'groups', received, waysOut: [{ omit: 'refused' }] });
  },
  work: (library, input) => (input.groups ? groupsIn(library) : photosIn(library, input)),
});

function photosIn(library: LibraryFile, input: ListInput): Listed {
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
