/** The index page: the whole mosaic, small, with its rows and columns, and the pages it is on. All lengths are millimetres. */

import { type Lattice, type Rect, rowLetters } from '@tesserae/core/internal';
import type { Fitted, SheetSize } from './fit.js';
import type { PrintPages } from './pages.js';
import { drawPicture, type EmbeddedJpeg } from './pdf/image.js';
import { FONTS } from './pdf/pdf.js';
import { drawStroke, inPoints, millimetres, points } from './pdf/points.js';
import { drawLine, linesOf } from './pdf/text.js';

/** What an index page shows. */
export interface IndexPage {
  /** Either way round. */
  readonly paper: SheetSize;
  /** Rows and columns that have names. */
  readonly grid: Lattice;
  readonly fitted: Fitted;
  readonly pages: PrintPages;
  /** The whole mosaic. */
  readonly overview: EmbeddedJpeg;
  readonly title: string;
}

const MARGIN = 15;
const LABELS = 8;
const TITLE = 12;
const NOTE_SIZE = 9;
const NOTE_LINE = 4.4;

/** Labels stand at least so far apart. */
const APART = 9;

/** Draws it on a page of its own. */
export function drawIndexPage(document: PDFKit.PDFDocument, index: IndexPage): void {
  const { fitted, pages, title } = index;
  const paper = turned(index.paper, fitted.sheet);
  document.addPage({ size: [points(paper.width), points(paper.height)], margin: 0 });
  const width = paper.width - 2 * MARGIN;
  drawLine(document, title, { x: MARGIN, y: MARGIN - 3, width, size: 16, font: 'heading', align: 'left' });
  const notes = notesOf(pages).flatMap((note) => linesOf(document, note, { width, size: NOTE_SIZE, font: 'text' }));
  const notesAt = paper.height - MARGIN - notes.length * NOTE_LINE;
  notes.forEach((note, i) => {
    const y = notesAt + i * NOTE_LINE;
    drawLine(document, note, { x: MARGIN, y, width, size: NOTE_SIZE, font: 'text', align: 'left' });
  });

  const area = {
    x: MARGIN + LABELS,
    y: MARGIN + TITLE + LABELS,
    w: width - 2 * LABELS,
    h: notesAt - 9 - MARGIN - TITLE - LABELS,
  };
  const { sheet } = fitted;
  const scale = Math.min(area.w / sheet.width, area.h / sheet.height);
  const corner = { x: area.x + (area.w - sheet.width * scale) / 2, y: area.y };
  const onPaper = ({ x, y, w, h }: Rect): Rect => ({
    ...{ x: corner.x + x * scale, y: corner.y + y * scale, w: w * scale, h: h * scale },
  });
  const whole = onPaper({ x: 0, y: 0, w: sheet.width, h: sheet.height });
  const picture = onPaper(fitted.picture);
  document.save();
  rectangle(document, whole).clip();
  drawPicture(document, index.overview, inPoints(picture));
  drawGrid(document, index.grid, picture);
  document.restore();
  rectangle(document, whole).lineWidth(0.5).strokeColor('black').stroke();
  drawLabels(document, index.grid, picture, whole);
  if (pages.pages.length > 1) drawPages(document, pages, onPaper);
}

/** Paper turned as something lies. */
function turned(paper: SheetSize, as: SheetSize): SheetSize {
  const turn = as.width > as.height !== paper.width > paper.height;
  return turn ? { width: paper.height, height: paper.width } : paper;
}

function notesOf({ pages, overlap, marks }: PrintPages): string[] {
  const places =
    'A place is the letters of its row and the number of its column: B-17 is row B, column 17, and r2c17 in reports and on the page to zoom in to.';
  if (pages.length === 1) return [places];
  const how = marks
    ? 'Cut each page at its corner marks on the left and above, and lay it over the pages before it until the picture meets: its edge then lies at their dashed marks.'
    : 'Cut each page where its picture begins on the left and above, and lay it over the pages before it until the picture meets.';
  return [`Print all pages at 100 %, not fitted to the paper. ${how} ${overlap} mm are there to be glued.`, places];
}

/** Cells between two lines. */
function stepOf(cells: number, length: number): number {
  const least = (APART * cells) / length;
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  return steps.find((step) => step >= least) ?? 1000;
}

function drawGrid(document: PDFKit.PDFDocument, { columns, rows }: Lattice, { x, y, w, h }: Rect): void {
  document.lineWidth(0.3).strokeColor('white', 0.5);
  for (let column = stepOf(columns, w); column < columns; column += stepOf(columns, w)) {
    const at = x + (w * column) / columns;
    drawStroke(document, [at, y], [at, y + h]);
  }
  for (let row = stepOf(rows, h); row < rows; row += stepOf(rows, h)) {
    const at = y + (h * row) / rows;
    drawStroke(document, [x, at], [x + w, at]);
  }
}

/** Each square of the grid is labelled with the first of its rows or columns, at the middle of that. */
function drawLabels(document: PDFKit.PDFDocument, lattice: Lattice, picture: Rect, whole: Rect): void {
  const { columns, rows } = lattice;
  const [w, h] = [picture.w / columns, picture.h / rows];
  const style = { size: 7.5, font: 'heading' } as const;
  const inside = (at: number, from: number, length: number): boolean => at >= from && at <= from + length;
  for (let column = 0; column < columns; column += stepOf(columns, picture.w)) {
    const x = picture.x + (column + 0.5) * w;
    if (!inside(x, whole.x, whole.w)) continue;
    const line = { ...style, x: x - 5, width: 10, align: 'center' } as const;
    drawLine(document, String(column + 1), { ...line, y: whole.y - 4.2 });
    drawLine(document, String(column + 1), { ...line, y: whole.y + whole.h + 0.8 });
  }
  for (let row = 0; row < rows; row += stepOf(rows, picture.h)) {
    const y = picture.y + (row + 0.5) * h;
    if (!inside(y, whole.y, whole.h)) continue;
    const line = { ...style, y: y - 1.7, width: LABELS - 2 } as const;
    drawLine(document, rowLetters(row), { ...line, x: whole.x - LABELS, align: 'right' });
    drawLine(document, rowLetters(row), { ...line, x: whole.x + whole.w + 2, align: 'left' });
  }
}

/** The numbers of the pages, and lines where one ends. */
function drawPages(
  document: PDFKit.PDFDocument,
  { pages, overlap, across, down }: PrintPages,
  onPaper: (box: Rect) => Rect,
) {
  for (const { number, part, column, row } of pages) {
    const left = column === 0 ? part.x : part.x + overlap / 2;
    const top = row === 0 ? part.y : part.y + overlap / 2;
    const right = part.x + part.w - (column + 1 === across ? 0 : overlap / 2);
    const bottom = part.y + part.h - (row + 1 === down ? 0 : overlap / 2);
    const box = onPaper({ x: left, y: top, w: right - left, h: bottom - top });
    rectangle(document, box).lineWidth(1.6).strokeColor('white').stroke();
    rectangle(document, box).lineWidth(0.7).strokeColor('black').stroke();
    const side = Math.min(9, box.w * 0.6, box.h * 0.6);
    const plate = { x: box.x + (box.w - side) / 2, y: box.y + (box.h - side) / 2, w: side, h: side };
    const { x, y, w, h } = inPoints(plate);
    document.roundedRect(x, y, w, h, points(1)).fillColor('white', 0.85).fill().fillOpacity(1);
    const size = points(side) * 0.6;
    document.font(FONTS.heading).fontSize(size);
    const middle = (points(side) - document.currentLineHeight()) / 2;
    const line = { x: plate.x, width: side, size, font: 'heading', align: 'center' } as const;
    drawLine(document, String(number), { ...line, y: plate.y + millimetres(middle) });
  }
}

function rectangle(document: PDFKit.PDFDocument, box: Rect): PDFKit.PDFDocument {
  const { x, y, w, h } = inPoints(box);
  return document.rect(x, y, w, h);
}
