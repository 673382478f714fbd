/** A print in words: for whoever asked for it, for the edge of its pages, for its title. */

import { type Enlargement, MM_PER_INCH, type PictureSize, type Shape, sizeText } from '@tesserae/core';
import { RECOGNISABLE, TEXTURE } from '@tesserae/jobs/internal';
import { type Fitted, fitOnSheet, type SheetSize } from '@tesserae/node';
import { counted, plural, roughly } from '../words/en/numbers.js';
import { megabytes } from './facts.js';
import type { PrintLayout } from './print-layout.js';
import type { PrintWish } from './print-wish.js';

/** Of photos side by side, at quality 95; where they are enlarged it is half of that. */
const BYTES_PER_PIXEL = 0.6;

/** The mosaic on paper. */
export function layoutWords({ grid, fitted, width, height, dpi, photo }: PrintLayout): string {
  const cells = `${grid.columns}×${grid.rows} cells of ${photo.toFixed(1)} mm`;
  return `${cells} on ${sheetWords(fitted.sheet)} · ${counted(width)}×${counted(height)} px, ${Math.round(dpi)} dpi`;
}

/** The pages. @param cards  how many there are */
export function pageWords({ pages, dpi }: PrintLayout, wish: PrintWish, cards: number): string {
  const { picture, index, bleed, marks, poster } = wish;
  const { across, down, overlap } = pages;
  const parts = [];
  if (picture) {
    const all = across * down;
    parts.push(all === 1 ? '1 page' : `${all} pages, ${across} across and ${down} down`);
    if (poster) parts.push(`${millimetres(overlap)} overlap`);
    parts.push(bleed > 0 ? `${millimetres(bleed)} bleed` : 'no bleed', marks ? 'marks' : 'no marks');
    const area = pages.pages.reduce((sum, { part }) => sum + (part.w + 2 * bleed) * (part.h + 2 * bleed), 0);
    parts.push(`about ${megabytes(roughly(area * (dpi / MM_PER_INCH) ** 2 * BYTES_PER_PIXEL))}`);
  }
  if (index) parts.push('an index page');
  if (cards > 0) parts.push(plural(cards, 'card'));
  return parts.join(' · ');
}

/** What somebody who prints should know. */
export function layoutNotes({ fitted, pages, photo }: PrintLayout, { fit, paper }: PrintWish): string[] {
  const { cut, white, picture, sheet } = fitted;
  const notes: string[] = [];
  if (photo < RECOGNISABLE) {
    const look = photo < TEXTURE ? `texture below ${TEXTURE} mm` : `recognised from ${RECOGNISABLE} mm on`;
    notes.push(`photos print ${photo.toFixed(1)} mm wide: ${look}.`);
  }
  const sides = picture.x !== 0 && Math.abs(picture.x) >= Math.abs(picture.y) ? 'left and right' : 'above and below';
  if (white > 0.05) {
    const cover = Math.max(sheet.width / picture.w, sheet.height / picture.h);
    const lost = Math.max(picture.w * cover - sheet.width, picture.h * cover - sheet.height) / 2;
    const turned = turnedWords(fitted, paper);
    const ways = [`--fit fill fills it, and cuts off ${millimetres(lost)} at the other two sides`];
    if (turned !== undefined) ways.unshift(`--paper ${turned} fits better`);
    notes.push(`${millimetres(white)} of paper stay white ${sides}, as nothing is cut off; ${ways.join('; ')}.`);
  }
  if (cut > 0.05) {
    const why = fit === 'fill' ? 'to fill the paper' : 'which is no more than the bleed, so that no line stays white';
    notes.push(`${millimetres(cut)} are cut off ${sides}, ${why}.`);
  }
  if (pages.pages.length > 60)
    notes.push(`these are ${pages.pages.length} pages: larger ones make fewer, as --pages A3.`);
  return notes;
}

/** The paper turned, if that leaves less than half of it white: sizes are taken as they are said. */
function turnedWords({ sheet, picture }: Fitted, paper: PictureSize | undefined): string | undefined {
  if (paper?.height === undefined) return undefined;
  const onTurned = fitOnSheet(
    { width: picture.w, height: picture.h },
    { width: sheet.height, height: sheet.width },
    'whole',
    0,
  );
  const whiteOf = (fitted: Pick<Fitted, 'sheet' | 'picture'>): number =>
    fitted.sheet.width * fitted.sheet.height - fitted.picture.w * fitted.picture.h;
  if (whiteOf(onTurned) > whiteOf({ sheet, picture }) / 2) return undefined;
  return sizeText({ width: paper.height, height: paper.width, name: undefined });
}

/** That photos are drawn larger than they are. @param all  cells */
export function enlargementNote({ cells, worst }: Enlargement, all: number): string {
  const who = cells === 1 ? 'cell shows its photo' : 'cells show their photos';
  return `${counted(cells)} of ${counted(all)} ${who} enlarged, at most ${(Math.ceil(worst * 10 - 1e-6) / 10).toFixed(1)} times: those parts have fewer pixels than are printed.`;
}

/** The title of the document, and of its index page. */
export function titleWords({ grid, fitted, pages }: PrintLayout, { picture }: PrintWish): string {
  const mosaic = `Photo mosaic of ${gridWords(grid)} photos`;
  if (!picture) return mosaic;
  const count = pages.pages.length;
  return `${mosaic}, ${sheetWords(fitted.sheet)}${count > 1 ? ` on ${plural(count, 'page')}` : ''}`;
}

/** What stands under each page; `{page}` is its number. */
export function slugWords({ grid, fitted, pages }: PrintLayout): string {
  const { across, down } = pages;
  const all = across * down;
  const mosaic = `Photo mosaic of ${gridWords(grid)} photos, ${sheetWords(fitted.sheet)}`;
  return all === 1 ? mosaic : `Page {page} of ${all} (${across} across, ${down} down) · ${mosaic}`;
}

function gridWords({ columns, rows }: Shape): string {
  return `${columns} × ${rows}`;
}

function sheetWords({ width, height }: SheetSize): string {
  return `${centimetres(width)} × ${centimetres(height)} cm`;
}

function centimetres(length: number): string {
  return String(Number((length / 10).toFixed(1)));
}

function millimetres(length: number): string {
  return `${Number(length.toFixed(1))} mm`;
}
