/** What somebody who prints should know. */

import type { Enlargement } from '@tesserae/core/internal';
import type { Note } from '../notes.js';
import { RECOGNISABLE } from '../picture/paper.js';
import type { PrintLayout } from './layout.js';
import type { PrintRequest } from './request.js';

/** Millimetres that nobody sees. */
const UNSEEN = 0.05;

/** A poster on more pages is told. */
const MANY_PAGES = 60;

/** Notes about how a mosaic lies on its paper. */
export function layoutNotes({ fitted, pages, photo }: PrintLayout, { fit, border }: PrintRequest): Note[] {
  const { cut, white, picture, sheet } = fitted;
  const notes: Note[] = [];
  if (photo < RECOGNISABLE) notes.push({ code: 'print-photos-small', values: { photo } });
  const isBeside = picture.x !== 0 && Math.abs(picture.x) >= Math.abs(picture.y);
  const sides = isBeside ? 'left and right' : 'above and below';
  // a border is white because it is asked for
  if (white > UNSEEN && border === 0) {
    const cover = Math.max(sheet.width / picture.w, sheet.height / picture.h);
    const lost = Math.max(picture.w * cover - sheet.width, picture.h * cover - sheet.height) / 2;
    notes.push({ code: 'paper-stays-white', values: { white, sides, lost } });
  }
  if (cut > UNSEEN) notes.push({ code: 'picture-cut-off', values: { cut, sides, fills: fit === 'fill' } });
  if (pages.pages.length > MANY_PAGES) notes.push({ code: 'many-pages', values: { pages: pages.pages.length } });
  return notes;
}

/** A note if printed cells show their photos enlarged. @param all  cells */
export function printEnlargedNotes({ cells, worst }: Enlargement, all: number): Note[] {
  return cells === 0 ? [] : [{ code: 'print-enlarged', values: { cells, all, factor: worst } }];
}
