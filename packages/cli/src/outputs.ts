/** Everything about the files a run will write that can be known before any work. */

import { realpath } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { checkOutput } from '@tesserae/node';
import type { Flags } from './flags.js';

/** The forms of a report, by its suffix. */
const REPORTS = ['.csv', '.json'];

/**
 * Makes sure that the files a run is asked for can be written: the folders are there, nothing is overwritten unless
 * asked, no two are the same, and none is the target.
 *
 * @param reads  files the run reads and must not replace
 * @throws MosaicError `exists`, `not-found`, `unwritable`, `unknown-format` or `usage`
 */
export async function checkOutputs(flags: Flags, reads: readonly string[]): Promise<void> {
  const { output, plan, placements, report, errorMap, force = false } = flags;
  const names = { output, plan, placements, report, 'error-map': errorMap };
  if (report !== undefined && !REPORTS.includes(extname(report).toLowerCase())) {
    const suffix = extname(report);
    const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
    throw new MosaicError('unknown-format', `report: expected a suffix out of .csv .json, received ${received}.`);
  }
  if (errorMap !== undefined && extname(errorMap).toLowerCase() !== '.png') {
    throw new MosaicError('unknown-format', `error-map: expected a name that ends in .png, received "${errorMap}".`);
  }
  const sources = await Promise.all(reads.map(placeOf));
  const seen = new Map<string, string>();
  for (const [name, path] of Object.entries(names)) {
    if (path === undefined) continue;
    const place = await placeOf(path);
    if (sources.includes(place)) {
      throw new MosaicError(
        'exists',
        `${name}: ${path} is what the run reads, and would be lost. Choose another name.`,
      );
    }
    const other = seen.get(place);
    if (other !== undefined) {
      throw new MosaicError('usage', `${name}: ${path} is also the file of --${other}. Choose another name for one.`);
    }
    seen.set(place, name);
    await checkOutput(path, { force });
  }
}

/** Where a path leads in the end; where it would lead, if there is nothing yet. */
async function placeOf(path: string): Promise<string> {
  return await realpath(path).catch(() => resolve(path));
}

/**
 * The output that a command cannot do without.
 *
 * @throws MosaicError `usage`
 */
export function requiredOutput({ output }: Flags): string {
  if (output !== undefined) return output;
  throw new MosaicError(
    'usage',
    'output: expected -o FILE, received nothing. The suffix is the format, as in -o mosaic.png.',
  );
}
