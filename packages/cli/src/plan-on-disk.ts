/** A saved plan and the photos it was made of, found again. */

import { decodePlan, MosaicError, type PhotoSource, type PlanFile } from '@tesserae/core';
import { type LibraryFile, openLibrary, openPhotos } from '@tesserae/node';
import type { Call } from './call.js';
import { readText } from './config.js';

/** A plan with its photos. The library must be closed. */
export interface OpenPlan {
  readonly saved: PlanFile;
  readonly library: LibraryFile;
  readonly photos: PhotoSource;
}

/**
 * Reads a plan.
 *
 * @throws MosaicError `not-found`, `unreadable`, `not-a-plan` or `newer-plan`; the sentence begins with the path
 */
export async function readPlan(path: string): Promise<PlanFile> {
  const text = await readText(path);
  try {
    return decodePlan(text);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    throw new MosaicError(error.code, `${path}: ${error.message.replace(/^plan: /, '')}`, error.cause);
  }
}

/** Opens the photos of a plan: by their hashes, in `--library` or in the library it was made from. */
export async function openPlan({ flags, voice }: Call, saved: PlanFile): Promise<OpenPlan> {
  const library = await openLibrary(flags.library ?? saved.library, { readOnly: true });
  const photos = openPhotos(library, saved.plan.ids, { onNotice: voice.note });
  return { saved, library, photos };
}
