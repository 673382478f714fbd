import type { Plan } from '@tesserae/core';
import type { Note } from '../notes.js';

/** A note if the target is blended over the photos: never left out. */
export function overlayNotes({ overlay }: Plan): Note[] {
  return overlay > 0 ? [{ code: 'overlay-drawn', values: { overlay } }] : [];
}
