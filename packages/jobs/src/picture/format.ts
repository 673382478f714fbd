/** The format of a picture to be drawn; who names a film instead is told how one is made. */

import { extname } from 'node:path';
import { MosaicError, type Shape } from '@tesserae/core';
import { checkPyramid, checkResumable, formatOf, isFrameFolder, type OutputFormat } from '@tesserae/node/internal';
import type { PictureFields } from '../options/rows.js';

const FILMS: readonly string[] = ['.mp4', '.webm', '.gif', '.mov', '.mkv', '.avi'];

/**
 * The format of an output.
 *
 * @throws MosaicError `unknown-format`; `usage` for what the format cannot do
 */
export function pictureFormat(output: string, { pyramid, resume }: PictureFields): OutputFormat {
  if (FILMS.includes(extname(output).toLowerCase()) || isFrameFolder(output)) {
    throw new MosaicError('unknown-format', {
      ...{ file: output, subject: 'output', expected: 'the name of a picture', received: 'that of a film' },
      waysOut: [{ run: 'make' }, { run: 'film' }],
    });
  }
  const format = formatOf(output);
  checkPyramid(format, pyramid);
  if (resume) checkResumable(format, pyramid);
  return format;
}

/** A picture to be drawn. */
export interface DrawnSize {
  readonly shape: Shape;
  /** Pixels a cell is wide, and of the whole. */
  readonly cell: number;
  readonly width: number;
  readonly height: number;
}
