/** A plan as a PDF: pages for a print shop or a poster to be glued, an index page, find-me cards. */

import { dirname } from 'node:path';
import { type Hooks, throwIfAborted } from '@tesserae/core';
import { publication } from '../files/publication.js';
import type { Print } from './print.js';

/**
 * Prints a plan into a PDF. Pictures are JPEGs with full colour resolution, a page is one of them; they are sRGB, and say so.
 * The same input gives the same bytes; the time is in it if SOURCE_DATE_EPOCH says one.
 *
 * Memory depends on the width of the mosaic, not on its height; what lies on the disk besides is the pages of a row, as
 * pixels.
 *
 * @throws what `fileSink` and `render` throw; nothing is left then
 */
export async function printPlan(
  path: string,
  print: Print,
  hooks: Hooks & { readonly force?: boolean } = {},
): Promise<void> {
  const files = publication();
  const giveUp = () => void files.abandon();
  hooks.signal?.addEventListener('abort', giveUp);
  try {
    const output = await files.begin(path, { force: hooks.force });
    const { writeDocument } = await import('./document.js'); // it loads pdfkit: nothing else needs it
    await writeDocument(print, { output, folder: dirname(output.part), hooks });
    throwIfAborted(hooks.signal);
    await files.commit();
  } catch (error) {
    await files.abandon();
    throwIfAborted(hooks.signal);
    throw error;
  } finally {
    hooks.signal?.removeEventListener('abort', giveUp);
  }
}
