/**
 * Bands of a mosaic become one JPEG for each page. Pages beside each other are written at the same time, so the mosaic is
 * drawn once; what lies on the disk meanwhile is the pages of one row, or of two where they overlap.
 */

import { join } from 'node:path';
import type { Band, Raster, Sink } from '@tesserae/core';
import { type Rect, raster } from '@tesserae/core/internal';
import { fileSink } from '../pictures/sink.js';
import type { PagePixels } from './part.js';

/** What becomes of the pages. */
export interface PageSink {
  /** A folder for files on their way. */
  readonly folder: string;
  /** Of the JPEGs, 1…100. */
  readonly quality: number;
  /** Takes a page: in order, each once. The file may be gone afterwards. */
  readonly take: (part: PagePixels, jpeg: string) => Promise<void>;
}

/** A page that rows are written to. */
interface OpenPage {
  readonly part: PagePixels;
  readonly jpeg: string;
  readonly sink: Sink<Band>;
}

/**
 * Cuts bands into pages and hands these on. Bands cover all pages, from the top down.
 *
 * @param parts  in the order of their upper edges; those of one row of pages have their lower edges in common
 * @throws what `fileSink` throws; what is unfinished then is removed
 */
export async function writePages(
  bands: AsyncIterable<Band>,
  parts: readonly PagePixels[],
  taker: PageSink,
): Promise<void> {
  const { folder, quality, take } = taker;
  const waiting = [...parts];
  let open: OpenPage[] = [];

  async function begin(part: PagePixels): Promise<void> {
    const { w: width, h: height } = part.pixels;
    // those of the next row take their places
    const jpeg = join(folder, `column-${part.page.column}.jpg`);
    open.push({ part, jpeg, sink: await fileSink(jpeg, { width, height, quality, force: true }) });
  }

  async function end({ part, jpeg, sink }: OpenPage): Promise<void> {
    await sink.close();
    await take(part, jpeg);
  }

  try {
    for await (const band of bands) {
      const below = band.y + band.raster.height;
      while (waiting.length > 0 && waiting[0].pixels.y < below) await begin(waiting.shift()!); // there is one
      for (const { part, sink } of open) await writeRows(part, sink, band);
      for (const page of open.filter(({ part }) => part.pixels.y + part.pixels.h <= below)) {
        await end(page);
        // not sooner: what fails before a page is taken removes it, too, and those that wait for it
        open = open.filter((other) => other !== page);
      }
    }
  } catch (error) {
    await Promise.all(open.map(({ sink }) => sink.abort(error)));
    throw error;
  }
}

/** Writes what of a band is on a page. */
async function writeRows({ pixels }: PagePixels, sink: Sink<Band>, { y, raster: band }: Band): Promise<void> {
  const from = Math.max(y, pixels.y);
  const to = Math.min(y + band.height, pixels.y + pixels.h);
  if (from < to) await sink.write({ y: from - pixels.y, raster: cut(band, { ...pixels, y: from - y, h: to - from }) });
}

/** Rows of a raster, as they are, or a part of them, copied. */
function cut(from: Raster, box: Rect): Raster {
  if (box.w === from.width) {
    return raster(box.w, box.h, from.data.subarray(box.y * box.w * 4, (box.y + box.h) * box.w * 4));
  }
  const out = raster(box.w, box.h);
  for (let row = 0; row < box.h; row++) {
    const at = ((box.y + row) * from.width + box.x) * 4;
    out.data.set(from.data.subarray(at, at + box.w * 4), row * box.w * 4);
  }
  return out;
}
