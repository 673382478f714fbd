/** A mosaic that is scored, whatever program made it: its grid is told, or stands in a placements file. */

import { judge, MosaicError, scorecard, variety } from '@tesserae/core';
import { squareGrid } from '@tesserae/core/internal';
import { readTarget } from '@tesserae/node';
import { openMosaic } from '@tesserae/node/internal';
import { type Placements, readPlacements } from '../files/placements.js';
import type { Running } from '../job.js';
import { cropFor, cutTarget } from '../target/cut.js';
import type { ScoreInput } from './options.js';
import { lookAt, type ToScore } from './to-score.js';

/**
 * Opens a mosaic to be scored.
 *
 * @throws MosaicError `usage` if anything is missing or does not fit together; what `readPlacements`, `readTarget` and `openMosaic` throw
 */
export async function mosaicToScore(input: ScoreInput, { host, signal }: Running): Promise<ToScore> {
  const { decoders } = host;
  const { target: path, mosaic } = input;
  if (path === undefined || mosaic === undefined) {
    const subject = path !== undefined ? 'mosaic' : mosaic !== undefined ? 'target' : 'plan';
    throw new MosaicError('usage', {
      subject,
      expected: 'a plan, or a target and a mosaic of it',
      received: 'nothing',
    });
  }
  const placements = input.placements === undefined ? undefined : await readPlacements(input.placements);
  const columns = cellsAlong('columns', input, placements);
  const rows = cellsAlong('rows', input, placements);
  const whole = await readTarget(path, { signal, decoders });
  const { raster: target } = cutTarget(whole, cropFor(input, undefined, whole));
  const { width, height, bands } = await openMosaic(mosaic, { decoders });
  return {
    facts: { columns, rows, target: path, cell: null },
    judge: async (running) => {
      const shape = { ...squareGrid(columns, rows), kind: placements?.kind ?? 'grid' };
      const judging = judge({ target, width, height, shape, recolor: 'unknown', leak: true });
      const likeness = await lookAt(judging, { bands: bands(running.signal), height }, running);
      const placed = placements && { shape, photos: placements.photos, count: input.photos ?? placements.count };
      return { metrics: scorecard(likeness, placed ? variety(placed) : null), certificate: null };
    },
  };
}

function cellsAlong(name: 'columns' | 'rows', input: ScoreInput, placements: Placements | undefined): number {
  const number = input[name] ?? placements?.[name];
  if (number === undefined) {
    const wanted = { expected: 'the number of cells', received: 'nothing' };
    throw new MosaicError('usage', { subject: name, ...wanted, waysOut: [{ give: name }, { give: 'placements' }] });
  }
  if (placements && number !== placements[name]) {
    const expected = `${placements[name]}, as the placements have`;
    throw new MosaicError('usage', { subject: name, expected, received: number, waysOut: [{ omit: name }] });
  }
  return number;
}
