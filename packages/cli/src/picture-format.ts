/** The format of a picture to be drawn; who names a film instead is told how one is made. */

import { extname } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { formatOf, isFrameFolder, type OutputFormat } from '@tesserae/node';
import { resumeLine } from './resume.js';

const FILMS: readonly string[] = ['.mp4', '.webm', '.gif', '.mov', '.mkv', '.avi'];

/**
 * The format of an output.
 *
 * @param plan  whose picture it is; undefined if it is still to be made
 * @throws MosaicError `unknown-format`
 */
export function pictureFormat(output: string, plan?: string): OutputFormat {
  const suffix = extname(output).toLowerCase();
  if (!FILMS.includes(suffix) && !isFrameFolder(output)) return formatOf(output);
  const [path, first] =
    plan === undefined ? ['mosaic.plan.json', 'Make a picture first, with --plan, then'] : [plan, 'Take'];
  throw new MosaicError(
    'unknown-format',
    `${output}: expected the name of a picture, received that of a film. ${first}: ${resumeLine(['film', path, '-o', output])}`,
  );
}
