/** Text in pixels: how much of each its letters cover. */

import sharp from 'sharp';
import { type LaidText, LEADING } from './set-text.js';

/** Pixels that text covers, as small as they can be. */
export interface TextMask {
  readonly width: number;
  readonly height: number;
  /** width × height bytes, row by row: 255 is all of a pixel. */
  readonly coverage: Uint8Array;
}

/** From the upper edge of a line to its baseline, in ems: capitals stand in the middle of their line. */
const BASELINE = (LEADING + 0.66) / 2;

/** Draws lines of text, centred. Outlines alone: no font of the machine is asked. */
export async function textMask({ size, unitsPerEm, lines }: LaidText): Promise<TextMask> {
  const scale = size / unitsPerEm;
  const width = Math.ceil(Math.max(...lines.map((line) => line.width)) * scale) + 2;
  const height = Math.ceil(lines.length * LEADING * size);
  const drawn = lines.map((line, i) => {
    const left = (width - line.width * scale) / 2;
    const glyphs = line.glyphs.map(({ x, path }) => `<path transform="translate(${x} 0)" d="${path}"/>`).join('');
    const down = (i * LEADING + BASELINE) * size;
    return `<g transform="translate(${left} ${down}) scale(${scale} ${-scale})">${glyphs}</g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn.join('')}</svg>`;
  const picture = sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true });
  return { width, height, coverage: await picture.ensureAlpha().extractChannel('alpha').raw().toBuffer() };
}
