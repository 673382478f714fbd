/** What is wished for a print on the command line: papers and lengths, read and checked before any work. All are millimetres. */

import { MosaicError, type PictureSize, parseLength, parseSize, turnedTo } from '@tesserae/core';
import type { Fit, SheetSize } from '@tesserae/node';
import type { Flags } from './flags.js';

/** A wish for a print. */
export interface PrintWish {
  /** Undefined: the mosaic itself, of the size that it was made for, or as fits on A4. */
  readonly paper: PictureSize | undefined;
  readonly fit: Fit;
  readonly bleed: number;
  readonly marks: boolean;
  /** A poster on pages of this paper; undefined: all on one page. */
  readonly poster: { readonly paper: SheetSize; readonly overlap: number } | undefined;
  /** Whether the mosaic itself is printed. */
  readonly picture: boolean;
  /** Paper of the index page and the cards, either way round; undefined: none are made. */
  readonly index: SheetSize | undefined;
}

/** What a print shop expects unless it says something else. */
const BLEED = '3mm';
const OVERLAP = '10mm';

/** Beyond these, a length is a slip of the finger. */
const MOST_BLEED = 50;
const MOST_OVERLAP = 200;
const LEAST_SIDE = 20;

const A3: SheetSize = { width: 297, height: 420 };
const A4: SheetSize = { width: 210, height: 297 };
const A6: SheetSize = { width: 105, height: 148 };

/**
 * Reads the wish.
 *
 * @throws MosaicError `settings` for lengths and papers that are none, `usage` for flags that do not go together
 */
export function printWish(flags: Flags): PrintWish {
  const { fit = 'whole', pages, overlap, noPicture, cards } = flags;
  if (fit !== 'whole' && fit !== 'fill') {
    throw new MosaicError('settings', `fit: expected whole or fill, received "${fit}".`);
  }
  if (overlap !== undefined && pages === undefined) {
    throw new MosaicError('usage', '--overlap: is about a poster on several pages. Say on which, as --pages A4.');
  }
  const poster = pages === undefined ? undefined : { paper: sidesOf('pages', pages), overlap: overlapOf(overlap) };
  const wantsIndex = flags.index === true || poster !== undefined || cards !== undefined;
  if (noPicture && !wantsIndex) {
    throw new MosaicError('usage', '--no-picture: leaves nothing to print. Ask for --index or --cards.');
  }
  return {
    paper: flags.paper === undefined ? undefined : onPaper('paper', flags.paper),
    fit,
    bleed: lengthOf('bleed', flags.bleed ?? BLEED, MOST_BLEED),
    marks: !flags.noMarks,
    poster,
    picture: !noPicture,
    index: wantsIndex ? indexPaper(poster?.paper) : undefined,
  };
}

/** The index is looked at in the hand: it is on the pages of the poster if these are between A6 and A3, else on A4. */
function indexPaper(pages: SheetSize | undefined): SheetSize {
  if (pages === undefined) return A4;
  const [short, long] = [Math.min(pages.width, pages.height), Math.max(pages.width, pages.height)];
  return short >= A6.width && long >= A6.height && long <= A3.height ? pages : A4;
}

/** The finished sheet of a size: named papers are turned to suit, and a width alone takes its height from the picture. */
export function finishedSheet(paper: PictureSize, picture: SheetSize): SheetSize {
  const { width, height } = turnedTo(paper, picture);
  return { width: width.value, height: height ? height.value : (width.value * picture.height) / picture.width };
}

function overlapOf(overlap: string | undefined): number {
  return lengthOf('overlap', overlap ?? OVERLAP, MOST_OVERLAP);
}

/** A paper with both sides. */
function sidesOf(name: string, text: string): SheetSize {
  const { width, height } = onPaper(name, text);
  if (height) return { width: width.value, height: height.value };
  throw new MosaicError(
    'settings',
    `${name}: expected a paper with both sides, as A4 or 30x40cm, received "${text}", which is a width.`,
  );
}

function onPaper(name: string, text: string): PictureSize {
  const size = parseSize(name, text, 'paper');
  const { width, height } = size;
  if (width.unit === 'mm' && width.value >= LEAST_SIDE && (height?.value ?? LEAST_SIDE) >= LEAST_SIDE) return size;
  const what = width.unit === 'mm' ? `, at least ${LEAST_SIDE} mm a side` : '';
  throw new MosaicError('settings', `${name}: expected a size on paper, as A2 or 60x90cm${what}, received "${text}".`);
}

/** A length that may be 0. */
function lengthOf(name: string, text: string, most: number): number {
  if (/^\s*0+(\.0*)?\s*(mm|cm|in)?\s*$/.test(text)) return 0;
  const { value, unit } = parseLength(name, text, '3mm, .5cm or .125in');
  if (unit === 'mm' && value <= most) return value;
  throw new MosaicError('settings', `${name}: expected a length from 0 to ${most} mm, as 3mm, received "${text}".`);
}
