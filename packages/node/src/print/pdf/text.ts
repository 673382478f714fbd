/** Lines of text on a page. Positions are millimetres, sizes of letters points. */

import { FONTS } from './pdf.js';
import { points } from './points.js';

/** Where a line of text goes, and how. */
export interface TextLine {
  readonly x: number;
  /** The upper edge of its letters' line. */
  readonly y: number;
  /** How wide it may be: what is wider is set smaller, and cut in the end. */
  readonly width: number;
  readonly size: number;
  readonly font: keyof typeof FONTS;
  readonly align: 'left' | 'center' | 'right';
}

/** Text that is set smaller than this share of its size is cut instead. */
const SMALLEST = 0.6;

/** Letters of a text that are looked at: no line has room for more, and measuring takes time. */
const MOST_LETTERS = 300;

/** Draws a line of text in black. */
export function drawLine(document: PDFKit.PDFDocument, whole: string, line: TextLine): void {
  const text =
    whole.length > MOST_LETTERS ? [...whole.slice(0, 2 * MOST_LETTERS)].slice(0, MOST_LETTERS).join('') : whole;
  const { x, y, width, size, font, align } = line;
  const most = points(width);
  document.font(FONTS[font]).fontSize(size).fillColor('black');
  const share = Math.max(SMALLEST, Math.min(1, most / document.widthOfString(text)));
  document.fontSize(size * share);
  const shown = shortened(document, text, most);
  const left = most - document.widthOfString(shown);
  const indent = align === 'left' ? 0 : align === 'right' ? left : left / 2;
  // smaller letters stand on the same line
  document.text(shown, points(x) + indent, points(y) + (size * (1 - share)) / 2, { lineBreak: false });
}

/** As much of a text as fits, with an ellipsis where something is missing. */
function shortened(document: PDFKit.PDFDocument, text: string, most: number): string {
  if (document.widthOfString(text) <= most) return text;
  const letters = [...text];
  let [fits, over] = [1, letters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (document.widthOfString(`${letters.slice(0, middle).join('')}…`) <= most) fits = middle;
    else over = middle;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
}

/** Cuts a text into lines of at most a width. */
export function linesOf(
  document: PDFKit.PDFDocument,
  text: string,
  line: Pick<TextLine, 'width' | 'size' | 'font'>,
): string[] {
  document.font(FONTS[line.font]).fontSize(line.size);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && document.widthOfString(longer) <= points(line.width)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
