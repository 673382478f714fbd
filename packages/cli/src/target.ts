/** The first word of `make`. */

import { stat } from 'node:fs/promises';
import { MosaicError } from '@tesserae/core';
import { readTarget, type Target } from '@tesserae/node';
import type { Call } from './call.js';

/**
 * Reads the target.
 *
 * @throws MosaicError `usage` if it is a folder, as when the two were swapped; what `readTarget` throws
 */
export async function openTarget({ words, signal, decoders }: Call): Promise<Target> {
  const [path, ...photos] = words;
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return await readTarget(path, { signal, decoders });
  const order = photos.length === 0 ? '' : `, as in tesserae make ${photos[0]} ${path}`;
  throw new MosaicError('usage', `${path}: is a folder. The target comes first, then the photos${order}.`);
}
