import type { Plan } from '@tesserae/core';
import { type LibraryFile, readLibrary } from '@tesserae/node';

/** Width and height of a plan's photos, two for each, as the library has them; 0 for those it does not have. */
export function photoSizes(file: LibraryFile, plan: Plan): Uint32Array {
  const { library } = readLibrary(file);
  const known = new Map(library.ids.map((id, photo) => [id, photo]));
  return Uint32Array.from({ length: plan.ids.length * 2 }, (_, i) => {
    const photo = known.get(plan.ids[i >> 1]);
    return photo === undefined ? 0 : library.sizes[photo * 2 + (i & 1)];
  });
}
