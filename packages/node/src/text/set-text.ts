/** A line or a few of text as outlines: as large as they may be, in the font that the program comes with. */

import { readFile } from 'node:fs/promises';
import { fontPath } from './font.js';

/** Where text has to fit. */
export interface TextRoom {
  /** Pixels across. */
  readonly width: number;
  /** Pixels of an em at most. */
  readonly size: number;
  /** Lines at most. */
  readonly lines: number;
}

/** Text that is laid out: each line as outlines, from its left end on its baseline, in units of which an em has `unitsPerEm`. */
export interface LaidText {
  /** Pixels of an em. */
  readonly size: number;
  readonly unitsPerEm: number;
  readonly lines: readonly LaidLine[];
}

/** A line of it. */
export interface LaidLine {
  readonly width: number;
  /** SVG paths, y upwards, each beginning so far from the left. */
  readonly glyphs: readonly { readonly x: number; readonly path: string }[];
}

/** From baseline to baseline, in ems. */
export const LEADING = 1.2;

/** Lays text out in as many lines as make its letters largest. */
export async function setText(text: string, room: TextRoom): Promise<LaidText> {
  const { create } = await import('fontkit');
  const font = create(await readFile(fontPath('semibold')));
  if ('fonts' in font) throw new TypeError('the font is a collection'); // ours is not
  const words = text.trim().split(/\s+/);
  const lay = (line: string): LaidLine => {
    const { glyphs, positions, advanceWidth } = font.layout(line);
    let x = 0;
    const placed = glyphs.map(({ path }, i) => {
      const at = x + positions[i].xOffset;
      x += positions[i].xAdvance;
      return { x: at, path: path.toSVG() };
    });
    return { width: advanceWidth, glyphs: placed };
  };
  let best: LaidText = { size: 0, unitsPerEm: font.unitsPerEm, lines: [] };
  for (let count = 1; count <= Math.min(room.lines, words.length); count++) {
    const lines = evenLines(words, count).map(lay);
    const widest = Math.max(...lines.map(({ width }) => width));
    const size = Math.min(room.size, (room.width * font.unitsPerEm) / widest);
    if (size > best.size) best = { ...best, size, lines };
  }
  return best;
}

/** Words in so many lines, of which the longest is as short as can be, by their letters. */
function evenLines(words: readonly string[], count: number): string[] {
  const longest = Math.max(...words.map((word) => word.length));
  for (let most = longest; ; most++) {
    const lines: string[] = [];
    for (const word of words) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    if (lines.length <= count) return lines;
  }
}
