/** Plans as they lie on the disk. */

import { decodePlan, MosaicError, type PlanFile } from '@tesserae/core';
import { withFields } from '@tesserae/core/internal';
import { readText } from '../files/read-text.js';

/**
 * Reads a plan.
 *
 * @throws MosaicError `not-found`, `unreadable`, `not-a-plan` or `newer-plan`; the sentence begins with the path
 */
export async function readPlan(path: string): Promise<PlanFile> {
  const text = await readText(path);
  try {
    return decodePlan(text);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    if (error.sentence !== undefined) {
      throw new MosaicError(error.code, `${path}: ${error.sentence.replace(/^plan: /, '')}`, error.cause);
    }
    // a picture is often named in its place
    const waysOut = text.trimStart().startsWith('{') ? error.waysOut : ([{ run: 'make' }] as const);
    throw withFields(error, { file: path, waysOut });
  }
}
