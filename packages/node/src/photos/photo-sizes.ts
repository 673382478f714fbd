import type { LibraryFile } from '../library/database/file.js';
import { STATE } from '../library/database/rows.js';

/**
 * Width and height of upright photos, two for each, as a library has them; 0 for those it does not have.
 *
 * @param ids  content hashes, hex
 */
export function photoSizes(library: LibraryFile, ids: readonly string[]): Uint32Array {
  const sizes = new Uint32Array(ids.length * 2);
  library.run((prepare) => {
    const select = prepare(`SELECT width, height FROM photos WHERE hash = ? AND state <> ${STATE.refused}`);
    ids.forEach((id, photo) => {
      const { width = 0, height = 0 } = select.get(Buffer.from(id, 'hex')) ?? {};
      sizes.set([width, height], photo * 2);
    });
  });
  return sizes;
}
