/** A plan as a PDF: pages for a print shop or a poster to be glued, an index page, find-me cards. */

import { drawnSize, type Hooks } from '@tesserae/core';
import { throwIfAborted } from '@tesserae/core/internal';
import { publication } from '../files/publication.js';
import { pageParts } from './part.js';
import type { PrintInput } from './print.js';

/** Bytes that a pixel takes at least: photos enlarged four times take three times as many, others nine times. */
const LEAST_BYTES = 0.1;

/**
 * Prints a plan into a PDF. Pictures are JPEGs with full colour resolution, a page is one of them; they are sRGB, and say so.
 * The same input gives the same bytes; the time is in it if SOURCE_DATE_EPOCH says one.
 *
 * Memory depends on the width of the mosaic, not on its height. Besides the PDF, the JPEGs of a row of pages lie on the disk.
 *
 * @throws MosaicError `no-space` before any work if the disk is sure to be too small; what `fileSink` and `render` throw; nothing is left then
 */
export async function printPlan(
  path: string,
  print: PrintInput,
  hooks: Hooks & { readonly force?: boolean } = {},
): Promise<void> {
  const files = publication();
  const giveUp = () => void files.abandon();
  hooks.signal?.addEventListener('abort', giveUp);
  try {
    const output = await files.begin(path, { force: hooks.force, bytes: leastBytes(print) });
    const { writeDocument } = await import('./document.js'); // it loads pdfkit: nothing else needs it
    await writeDocument(print, output, hooks);
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

/** All pages, and those of a row once more. */
function leastBytes({ plan, fitted, pages, cell, picture }: PrintInput): number {
  if (!picture) return 0;
  const pixels = pageParts(fitted, pages, drawnSize(plan.layout.shape, cell)).parts.map(
    ({ pixels: { w, h } }) => w * h,
  );
  const all = pixels.reduce((sum, each) => sum + each, 0);
  return Math.round(all * (1 + 1 / pages.down) * LEAST_BYTES);
}
