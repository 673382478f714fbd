/**
 * The independent implementation of the scorecard, `tools/score.py` beside the samples: another language, other
 * libraries (numpy, scipy, skimage), another author.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Raster } from '@tesserae/core';
import { hasCommand } from './need.js';
import { writePicture } from './pictures.js';
import { samplesFolder } from './samples.js';

/** Debian's own interpreter: other Pythons on the path lack its packages. */
const PYTHON = '/usr/bin/python3';

/** A mosaic to be judged. */
export interface SecondOpinion {
  readonly target: Raster;
  readonly mosaic: Raster;
  readonly columns: number;
  readonly rows: number;
  /** Cell → photo. */
  readonly placed: Uint32Array;
  /** Photos to choose from. */
  readonly count: number;
  /** The mosaic without any tint, for recolor. */
  readonly untouched?: Raster;
}

/** What a test of agreement must ask for, with `need`. */
export const SECOND_JUDGE = 'tools/score.py beside the samples, and python3-skimage (Debian)';

/** Says whether the second judge can be called here. */
export function hasSecondJudge(): boolean {
  return existsSync(scriptPath()) && hasCommand(PYTHON, ['-c', 'import numpy, scipy, skimage, PIL']);
}

/**
 * Has the mosaic judged.
 *
 * @param folder  where the pictures may be written
 * @returns the numbers, by the names of the scorecard; null where there is none
 */
export async function secondJudge(folder: string, opinion: SecondOpinion): Promise<Record<string, number | null>> {
  const path = (name: string) => join(folder, name);
  await writePicture(path('target.png'), opinion.target);
  await writePicture(path('mosaic.png'), opinion.mosaic);
  writeFileSync(path('placed.json'), JSON.stringify(Array.from(opinion.placed)));
  const args = [scriptPath(), '--json', '--target', path('target.png'), '--mosaic', path('mosaic.png')];
  args.push('--cols', String(opinion.columns), '--rows', String(opinion.rows), '--photos', String(opinion.count));
  args.push('--placements', path('placed.json'));
  if (opinion.untouched) {
    await writePicture(path('untouched.png'), opinion.untouched);
    args.push('--untouched', path('untouched.png'));
  }
  // Python writes NaN, which JSON does not know
  return JSON.parse(execFileSync(PYTHON, args, { encoding: 'utf8' }).replaceAll('NaN', 'null'));
}

function scriptPath(): string {
  const samples = samplesFolder();
  return samples === undefined ? '' : join(dirname(samples), 'tools', 'score.py');
}
