/** What is to be printed, as the input says it: papers and lengths, in millimetres. */

import { MosaicError } from '@tesserae/core';
import { type PictureSize, turnedTo } from '@tesserae/core/internal';
import type { SheetSize } from '@tesserae/node/internal';
import type { PrintInput } from './options.js';

/** What is to be printed. */
export type PrintRequest = ReturnType<typeof printRequest>;

/** What neighbouring pages have in common, unless told. */
const OVERLAP = 10;

const A3: SheetSize = { width: 297, height: 420 };
const A4: SheetSize = { width: 210, height: 297 };
const A6: SheetSize = { width: 105, height: 148 };

/**
 * Reads the input.
 *
 * @throws MosaicError `usage` for options that do not go together
 */
export function printRequest(input: PrintInput) {
  const { paper, fit, bleed, pages, overlap, noPicture = false, cards, settings } = input;
  if (overlap !== undefined && pages === undefined) {
    const received = 'about a poster on several pages, and there is none';
    throw new MosaicError('usage', { subject: 'overlap', received, waysOut: [{ give: 'pages', as: 'A4' }] });
  }
  checkBorder(input);
  // a poster on pages of this paper; undefined: all on one page
  const poster = pages && { paper: sidesOf(pages), overlap: overlap ?? OVERLAP };
  const wantsIndex = input.index === true || poster !== undefined || cards !== undefined;
  if (noPicture && !wantsIndex) {
    const waysOut = [{ give: 'index' }, { give: 'cards' }] as const;
    throw new MosaicError('usage', { subject: 'noPicture', received: 'all there would be to print', waysOut });
  }
  return {
    // without a paper it is the mosaic itself, of the size that it was made for, or as fits on A4
    ...{
      paper,
      turn: settings.turn,
      fit,
      bleed,
      border: input.border ?? 0,
      marks: !input.noMarks,
      poster,
      picture: !noPicture,
    },
    // paper of the index page and the cards, either way round; undefined: none are made
    index: wantsIndex ? indexPaper(poster?.paper) : undefined,
  };
}

/** @throws MosaicError `usage` for a border that would be cut off, and for a caption that has none to stand in, or several pages */
function checkBorder({ border = 0, caption, fit, pages }: PrintInput): void {
  if (border > 0 && fit === 'fill') {
    const received = 'a border around a mosaic that fills the sheet';
    throw new MosaicError('usage', { subject: 'border', received, waysOut: [{ omit: 'border' }, { omit: 'fit' }] });
  }
  if (caption === undefined) return;
  if (border === 0) {
    const expected = 'a border that it stands in';
    const waysOut = [{ give: 'border', as: '2cm' }] as const;
    throw new MosaicError('usage', { subject: 'caption', expected, received: 'none', waysOut });
  }
  if (pages === undefined) return;
  const received = 'given for a poster of several pages';
  throw new MosaicError('usage', { subject: 'caption', received, waysOut: [{ omit: 'caption' }, { omit: 'pages' }] });
}

/** The table makes sure that a page has both sides. */
function sidesOf({ width, height = width }: PictureSize): SheetSize {
  return { width: width.value, height: height.value };
}

/** The index is looked at in the hand: it is on the pages of the poster if these are between A6 and A3, else on A4. */
function indexPaper(pages: SheetSize | undefined): SheetSize {
  if (pages === undefined) return A4;
  const [short, long] = [Math.min(pages.width, pages.height), Math.max(pages.width, pages.height)];
  return short >= A6.width && long >= A6.height && long <= A3.height ? pages : A4;
}

/** A paper, and whether it is turned as the picture lies. */
export interface Paper {
  readonly paper: PictureSize;
  readonly turn: boolean;
}

/** The finished sheet for a picture: a width alone takes its height from it. */
export function finishedSheet({ paper, turn }: Paper, picture: SheetSize): SheetSize {
  const { width, height } = turn ? turnedTo(paper, picture) : paper;
  return { width: width.value, height: height ? height.value : (width.value * picture.height) / picture.width };
}
