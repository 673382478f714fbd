/** The first word of `make`. */

import { stat } from 'node:fs/promises';
import { MosaicError } from '@tesserae/core';
import { readTarget, type Target } from '@tesserae/node';

/**
 * Reads the target.
 *
 * @param photos  the words behind it
 * @throws MosaicError `usage` if it is a folder, as when the two were swapped; what `readTarget` throws
 */
export async function openTarget(path: string, photos: readonly string[], signal: AbortSignal): Promise<Target> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return await readTarget(path, { signal });
  const order = photos.length === 0 ? '' : `, as in tesserae make ${photos[0]} ${path}`;
  throw new MosaicError('usage', `${path}: is a folder. The target comes first, then the photos${order}.`);
}
