import { type LibraryFile, openLibrary } from '@tesserae/node';
import type { Call } from './call.js';
import { libraryPath } from './collection.js';

/** Opens the library of a call, does work with it, and closes it whatever happens. */
export async function withLibrary(
  call: Call,
  options: { readonly readOnly?: boolean },
  work: (library: LibraryFile) => number | Promise<number>,
): Promise<number> {
  const library = await openLibrary(libraryPath(call), options);
  try {
    return await work(library);
  } finally {
    library.close();
  }
}
