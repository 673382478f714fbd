/** What will be printed. */

import { latticeOf } from '@tesserae/core/internal';
import type { PrintLayout } from './layout.js';
import type { PrintRequest } from './request.js';

/** Facts of a print. Lengths are millimetres, to the micrometre. */
export interface PrintFacts {
  readonly columns: number;
  readonly rows: number;
  /** Pixels a cell is wide, and of the whole mosaic. */
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  /** Dots an inch, and the shorter side of a photo. */
  readonly dpi: number;
  readonly photo: number;
  /** The finished sheet. */
  readonly sheet: { readonly width: number; readonly height: number };
  /** Of the picture that is cut off, and of the paper that stays white, at each of two sides. */
  readonly cut: number;
  readonly white: number;
  readonly bleed: number;
  readonly marks: boolean;
  /** Whether the mosaic itself is printed, and an index page. */
  readonly picture: boolean;
  readonly index: boolean;
  /** `overlap` is 0 where all is on one page. */
  readonly pages: {
    readonly count: number;
    readonly across: number;
    readonly down: number;
    readonly overlap: number;
  };
  readonly cards: number;
  /** Bytes of the picture, about. */
  readonly disk: number;
}

/** What of it the layout does not know. */
type Counted = Pick<PrintFacts, 'cards' | 'disk'>;

/** The facts. */
export function printFacts(
  { grid, fitted, pages, cell, width, height, dpi, photo }: PrintLayout,
  { picture, index }: PrintRequest,
  counted: Counted,
): PrintFacts {
  const { sheet, cut, white } = fitted;
  const { across, down, overlap, bleed, marks } = pages;
  return {
    ...{ ...latticeOf(grid), cell, width, height, dpi: rounded(dpi), photo: rounded(photo) },
    sheet: { width: rounded(sheet.width), height: rounded(sheet.height) },
    ...{ cut: rounded(cut), white: rounded(white), bleed, marks, picture, index: index !== undefined },
    pages: { count: picture ? across * down : 0, across, down, overlap },
    ...counted,
  };
}

/** Micrometres are as fine as it is worth. */
function rounded(length: number): number {
  return Math.round(length * 1000) / 1000;
}
