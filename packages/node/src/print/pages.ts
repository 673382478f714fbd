/** The pages of a print: one with all of it, or a poster in parts that overlap. All lengths are millimetres. */

import { MosaicError } from '@tesserae/core';
import type { Rect } from '@tesserae/core/internal';
import type { SheetSize } from './fit.js';
import { millimetres } from './pdf/points.js';

/** A page, and which part of the finished sheet is printed on it. */
export interface PrintPage {
  /** From 1, row by row. */
  readonly number: number;
  /** From 0. */
  readonly row: number;
  readonly column: number;
  /** The paper that is printed on. */
  readonly media: SheetSize;
  /** Where it is cut: on the paper… */
  readonly trim: Rect;
  /** …and in the finished sheet. */
  readonly part: Rect;
}

/** All pages of a print. */
export interface PrintPages {
  readonly across: number;
  readonly down: number;
  /** Row by row. */
  readonly pages: readonly PrintPage[];
  /** What neighbours have in common. */
  readonly overlap: number;
  /** What is printed beyond the cut. */
  readonly bleed: number;
  readonly marks: boolean;
}

/** What is printed around the finished sheet. */
export interface Surround {
  readonly bleed: number;
  /** Whether marks show where to cut. */
  readonly marks: boolean;
}

/** Beyond the bleed: room for marks and a line of text. */
const MARKS_ROOM = 7;

/** Beyond the bleed: room for the number of a page of a poster. */
const TEXT_ROOM = 3;

/** What home printers leave white at the edges of their paper. */
const UNPRINTABLE = 5;

/** What a page of a PDF holds, 14,400 points. Source: ISO 32000-1:2008, annex C. */
const MOST_SIDE = millimetres(14_400);

/** More pages than these are a mistake. */
const MOST_PAGES = 1000;

/**
 * One page with the whole sheet: its paper is as large as sheet, bleed and marks together.
 *
 * @throws MosaicError `limit` for a page that no PDF holds
 */
export function onePage(sheet: SheetSize, { bleed, marks }: Surround): PrintPages {
  const border = bleed + (marks ? MARKS_ROOM : 0);
  const media = { width: sheet.width + 2 * border, height: sheet.height + 2 * border };
  if (!isHeld(media)) {
    const most = Math.floor(MOST_SIDE - 2 * border);
    throw new MosaicError('limit', {
      subject: 'paper',
      expected: `a page of at most ${metres(MOST_SIDE)} a side, bleed and marks included, as PDF holds`,
      received: sizeWords(sheet),
      waysOut: [
        { give: 'pages', as: `${Math.min(most, 3000)}x${Math.min(most, 3000)}mm` },
        { set: 'paper', atMost: `${most}mm` },
      ],
    });
  }
  const part = { x: 0, y: 0, w: sheet.width, h: sheet.height };
  const trim = { ...part, x: border, y: border };
  const page = { number: 1, row: 0, column: 0, media, trim, part };
  return { across: 1, down: 1, pages: [page], overlap: 0, bleed, marks };
}

/**
 * A poster on as few pages of a paper as it takes, the paper turned as suits; all parts are of one size.
 *
 * @param paper    either way round
 * @param overlap  what neighbours have in common, to be glued
 * @throws MosaicError `limit` if no PDF holds the paper, if it is too small for its borders and the overlap, or there are too
 * many pages
 */
export function posterPages(sheet: SheetSize, paper: SheetSize, overlap: number, surround: Surround): PrintPages {
  if (!isHeld(paper)) {
    const expected = `pages of at most ${metres(MOST_SIDE)} a side, as PDF holds`;
    const facts = { subject: 'pages', expected, received: sizeWords(paper) };
    throw new MosaicError('limit', { ...facts, waysOut: [{ give: 'pages', as: 'A3' }] });
  }
  const { bleed, marks } = surround;
  const border = Math.max(bleed + (marks ? MARKS_ROOM : TEXT_ROOM), UNPRINTABLE);
  const ways = [paper, { width: paper.height, height: paper.width }].map((media) => ({
    media,
    across: partsOf(sheet.width, media.width - 2 * border, overlap),
    down: partsOf(sheet.height, media.height - 2 * border, overlap),
  }));
  const [upright, turned] = ways;
  const { media, across, down } = turned.across * turned.down < upright.across * upright.down ? turned : upright;
  if (across * down > MOST_PAGES) {
    const least = 2 * border + overlap;
    const count = Number.isFinite(across * down) ? `${across * down} pages` : 'no picture on a page';
    const how = `on ${sizeWords(paper)} with borders of ${border} mm and an overlap of ${overlap} mm`;
    throw new MosaicError('limit', {
      subject: 'pages',
      expected: `at most ${MOST_PAGES} pages, of more than ${least} mm a side`,
      received: `${count} ${how}`,
      waysOut: [{ raise: 'pages' }, { lower: 'overlap' }],
    });
  }
  const [w, h] = [partSide(sheet.width, across, overlap), partSide(sheet.height, down, overlap)];
  const pages = Array.from({ length: across * down }, (_, i): PrintPage => {
    const [row, column] = [Math.floor(i / across), i % across];
    const part = { x: column * (w - overlap), y: row * (h - overlap), w, h };
    const trim = { x: (media.width - w) / 2, y: (media.height - h) / 2, w, h };
    return { number: i + 1, row, column, media, trim, part };
  });
  return { across, down, pages, overlap, bleed, marks };
}

function isHeld({ width, height }: SheetSize): boolean {
  return Math.max(width, height) <= MOST_SIDE;
}

/** How many parts of at most `side` make a length. */
function partsOf(length: number, side: number, overlap: number): number {
  if (side >= length) return 1;
  // rounding must not add a page to a length that fits
  return side <= overlap ? Number.POSITIVE_INFINITY : Math.ceil((length - overlap) / (side - overlap) - 1e-9);
}

function partSide(length: number, parts: number, overlap: number): number {
  return (length + (parts - 1) * overlap) / parts;
}

function metres(length: number): string {
  return `${(length / 1000).toFixed(2)} m`;
}

function sizeWords({ width, height }: SheetSize): string {
  return `${Number(width.toFixed(1))} × ${Number(height.toFixed(1))} mm`;
}
