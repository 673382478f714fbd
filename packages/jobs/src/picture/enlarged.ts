import type { PlanFile } from '@tesserae/core';
import { type Enlargement, enlargedCells } from '@tesserae/core/internal';
import { photoSizes } from '@tesserae/node/internal';
import type { Note } from '../notes.js';
import { checkAgainstLibrary, type Outputs } from '../outputs/check.js';
import { libraryOfPlan, type PhotosOfPlan } from '../plan/library-of-plan.js';

/** Pixels of a cell from which on one sees what is in a photo, more or less. */
const LEAST_SEEN = 16;

/** A note if cells show their photos enlarged. @param all  cells @param cell  pixels one is wide */
export function enlargedNotes({ cells, worst }: Enlargement, all: number, cell: number): Note[] {
  if (cells === 0) return [];
  const fitting = Math.floor(cell / worst);
  const values = { cells, all, factor: worst, fitting: fitting >= LEAST_SEEN ? fitting : 0 };
  return [{ code: 'photos-enlarged', values }];
}

/**
 * How far a plan's photos are enlarged in cells of this many pixels, once it is sure that its library has them and that no output is one.
 *
 * @throws MosaicError what `libraryOfPlan` and `checkAgainstLibrary` throw
 */
export async function enlargedIn(
  saved: PlanFile,
  asked: PhotosOfPlan,
  outputs: Outputs,
  cell: number,
): Promise<Enlargement> {
  const library = await libraryOfPlan(saved, asked);
  try {
    await checkAgainstLibrary(outputs, library);
    return enlargedCells(saved.plan, photoSizes(library, saved.plan.ids), cell);
  } finally {
    library.close();
  }
}
