import type { Enlargement } from '@tesserae/core';
import type { Note } from '../notes.js';

/** Pixels of a cell from which on one sees what is in a photo, more or less. */
const LEAST_SEEN = 16;

/** A note if cells show their photos enlarged. @param all  cells @param cell  pixels one is wide */
export function enlargedNotes({ cells, worst }: Enlargement, all: number, cell: number): Note[] {
  if (cells === 0) return [];
  const fitting = Math.floor(cell / worst);
  const values = { cells, all, factor: worst, fitting: fitting >= LEAST_SEEN ? fitting : 0 };
  return [{ code: 'photos-enlarged', values }];
}
