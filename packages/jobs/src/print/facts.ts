/** What will be printed. */

import { latticeOf } from '@tesserae/core/internal';
import type { PrintLayout } from './layout.js';
import type { PrintRequest } from './request.js';

/**
 * Facts of a print. Lengths are millimetres, to the micrometre; `dpi` is dots an inch, `photo` the shorter side of a photo, `sheet` the
 * finished one; `cut` is cut off of the picture and `white` stays of the paper, at each of two sides.
 *
 * @param counted  the cards, and bytes of the picture, about
 */
export function printFacts(
  { grid, fitted, pages, cell, width, height, dpi, photo }: PrintLayout,
  { picture, index }: PrintRequest,
  counted: { readonly cards: number; readonly disk: number },
) {
  const { sheet, cut, white } = fitted;
  const { across, down, overlap, bleed, marks } = pages;
  return {
    ...{ ...latticeOf(grid), cell, width, height, dpi: rounded(dpi), photo: rounded(photo) },
    sheet: { width: rounded(sheet.width), height: rounded(sheet.height) },
    ...{ cut: rounded(cut), white: rounded(white), bleed, marks, picture, index: index !== undefined },
    // the overlap is 0 where all is on one page
    pages: { count: picture ? across * down : 0, across, down, overlap },
    ...counted,
  };
}

/** Micrometres are as fine as it is worth. */
function rounded(length: number): number {
  return Math.round(length * 1000) / 1000;
}
