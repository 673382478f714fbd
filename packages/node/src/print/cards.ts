/** Find-me cards: who is in the mosaic, and where to look. All lengths are millimetres. */

import { cellName, type Shape } from '@tesserae/core';
import { centreIn, placeName, type Rect } from '@tesserae/core/internal';
import type { SheetSize } from './fit.js';
import { drawPicture, type EmbeddedJpeg } from './pdf/image.js';
import { inPoints, points } from './pdf/points.js';
import { drawLine, linesOf } from './pdf/text.js';
import type { PrintCard } from './print.js';

/** What all cards have in common. */
export interface CardPages {
  /** Upright. */
  readonly paper: SheetSize;
  readonly shape: Shape;
  /** The whole mosaic. */
  readonly overview: EmbeddedJpeg;
}

const MARGIN = 12;
const WIDTH = 90;
const HEIGHT = 50;
const PADDING = 4;
/** The side of the photo. */
export const PHOTO = 32;
/** The mosaic fits in here. */
const MAP: SheetSize = { width: 23, height: 32 };
const PLACE_SIZE = 12;
const PLACE_LINE = 5.4;
/** Lines of places, and more places than these ever have. */
const LINES = 5;
const MOST_PLACES = 30;
/** Names such as r12c40 that fit into a line. */
const MOST_NAMES = 2;

/** How many cards go across and down a page: at least one. */
function cardsOn(paper: SheetSize): { readonly across: number; readonly down: number } {
  const count = (side: number, card: number): number => Math.max(1, Math.floor((side - 2 * MARGIN) / card));
  return { across: count(paper.width, WIDTH), down: count(paper.height, HEIGHT) };
}

/** More places than these are marked by smaller rings. */
const CROWD = 30;

/** Draws cards on as many pages as they take; each is told its photo by `photoOf`. */
export async function drawCards(
  document: PDFKit.PDFDocument,
  cards: readonly PrintCard[],
  common: CardPages,
  photoOf: (card: PrintCard) => Promise<EmbeddedJpeg>,
): Promise<void> {
  const { paper } = common;
  const { across, down } = cardsOn(paper);
  const left = (paper.width - across * WIDTH) / 2;
  const top = (paper.height - down * HEIGHT) / 2;
  for (const [i, card] of cards.entries()) {
    const photo = await photoOf(card);
    const place = i % (across * down);
    if (place === 0) document.addPage({ size: [points(paper.width), points(paper.height)], margin: 0 });
    const x = left + (place % across) * WIDTH;
    const y = top + Math.floor(place / across) * HEIGHT;
    drawCard(document, card, { ...common, photo, x, y });
    drawCuts(document, inPoints({ x, y, w: WIDTH, h: HEIGHT }), { left: x === left, top: y === top });
  }
}

interface Place extends CardPages {
  readonly photo: EmbeddedJpeg;
  readonly x: number;
  readonly y: number;
}

function drawCard(document: PDFKit.PDFDocument, { name, cells }: PrintCard, place: Place): void {
  const { x, y, photo, overview, shape } = place;
  const inner = WIDTH - 2 * PADDING;
  drawLine(document, name, {
    ...{ x: x + PADDING, y: y + PADDING - 1, width: inner, size: 17, font: 'name', align: 'left' },
  });
  const below = y + PADDING + 9;
  drawPicture(document, photo, inPoints(within(photo, { x: x + PADDING, y: below, w: PHOTO, h: PHOTO }, 0)));

  const map = within(overview, { x: x + WIDTH - PADDING - MAP.width, y: below, w: MAP.width, h: MAP.height }, 1);
  drawMap(document, overview, map, { cells, shape });

  const textX = x + PADDING + PHOTO + 3;
  const width = map.x - textX - 3;
  drawLine(document, 'You are at', {
    ...{ x: textX, y: below - 0.5, width, size: 9, font: 'text', align: 'left' },
  });
  const lines = placeLines(document, cells, shape, width);
  lines.forEach((line, i) => {
    const at = { x: textX, y: below + 4.5 + i * PLACE_LINE, width, align: 'left' } as const;
    drawLine(document, line, { ...at, size: PLACE_SIZE, font: 'heading' });
  });
  if (lines.length === LINES) return;
  // what the page to zoom in to, and its link, call the same places
  const names = cells.slice(0, MOST_NAMES).map((cell) => cellName(cell, shape));
  const more = cells.length > MOST_NAMES ? ' …' : '';
  drawLine(document, names.join(', ') + more, {
    ...{ x: textX, y: below + 5.5 + lines.length * PLACE_LINE, width, size: 7, font: 'text', align: 'left' },
  });
}

/** Lines to cut along, each once: those to the right and below, the others at the edge of all cards. */
function drawCuts(document: PDFKit.PDFDocument, { x, y, w, h }: Rect, edge: { left: boolean; top: boolean }): void {
  const lines = [
    [x + w, y, x + w, y + h],
    [x, y + h, x + w, y + h],
  ];
  if (edge.left) lines.push([x, y, x, y + h]);
  if (edge.top) lines.push([x, y, x + w, y]);
  document.lineWidth(0.25).dash(2, { space: 2 }).strokeColor('#999999');
  for (const [fromX, fromY, toX, toY] of lines) document.moveTo(fromX, fromY).lineTo(toX, toY).stroke();
  document.undash();
}

/** As many places as fit, then how many more there are. */
function placeLines(document: PDFKit.PDFDocument, cells: readonly number[], shape: Shape, width: number): string[] {
  const names = cells.slice(0, MOST_PLACES).map((cell) => placeName(cell, shape));
  for (let shown = names.length; shown > 0; shown--) {
    const more = cells.length - shown;
    const text = names.slice(0, shown).join(', ') + (more > 0 ? ` and\u00a0${more}\u00a0more` : '');
    const lines = linesOf(document, text, { width, size: PLACE_SIZE, font: 'heading' });
    if (lines.length <= LINES || shown === 1) return lines;
  }
  return [];
}

/** The mosaic with a ring around each place. */
function drawMap(
  document: PDFKit.PDFDocument,
  overview: EmbeddedJpeg,
  map: Rect,
  { cells, shape }: { readonly cells: readonly number[]; readonly shape: Shape },
): void {
  drawPicture(document, overview, inPoints(map));
  const { x, y, w, h } = inPoints(map);
  document.rect(x, y, w, h).lineWidth(0.4).strokeColor('black').stroke();
  // many rings would hide what they are around
  const radius = points(cells.length > CROWD ? 0.4 : 0.9);
  for (const cell of cells) {
    const at = centreIn(shape, cell, { x, y, w, h });
    document.circle(at.x, at.y, radius).lineWidth(1.4).strokeColor('white').stroke();
    document.circle(at.x, at.y, radius).lineWidth(0.7).strokeColor('#d0021b').stroke();
  }
}

/** The largest box of a picture's proportions inside another, in its middle, left (0) or right (1). */
function within({ width, height }: SheetSize, box: Rect, align: 0 | 1): Rect {
  const scale = Math.min(box.w / width, box.h / height);
  const [w, h] = [width * scale, height * scale];
  return { x: box.x + (box.w - w) * align, y: box.y, w, h };
}
