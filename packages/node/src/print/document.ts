/** What is in a printed PDF, one part after the other. */

import { dirname, join } from 'node:path';
import { type Band, drawnSize, type Hooks, pipe, render, type Shape } from '@tesserae/core';
import { latticeOf, MM_PER_INCH, type PixelSize } from '@tesserae/core/internal';
import type { Output } from '../files/output.js';
import { fileSink } from '../pictures/sink.js';
import { drawCards, PHOTO } from './cards.js';
import type { SheetSize } from './fit.js';
import { drawIndexPage } from './index-page.js';
import { beginPage, drawCaption, drawMarks, drawSlug } from './marks.js';
import { withMirroredEdges } from './mirrored-edges.js';
import { writePages } from './page-pictures.js';
import { type PagePixels, pageParts } from './part.js';
import { drawPicture, type EmbeddedJpeg, embedJpeg } from './pdf/image.js';
import { beginPdf, type Pdf } from './pdf/pdf.js';
import { inPoints } from './pdf/points.js';
import type { PrintCard, PrintInput } from './print.js';

/** How large overviews are: pixels of their longer side, about. */
const OVERVIEW = 1800;

/** Dots an inch of the photos on cards. */
const CARD_DPI = 250;

/** Writes the whole document. Throws what `fileSink` and `render` throw. */
export async function writeDocument(print: PrintInput, output: Output, hooks: Hooks): Promise<void> {
  const { title, intent, font, index, picture, pages, fitted, cards } = print;
  const pdf = beginPdf(output, { title, intent, font });
  const work: Work = { print, pdf, folder: dirname(output.part), hooks };
  const overview = index && (await overviewOf(work));
  const addIndex = (): void => {
    if (!index || !overview) return;
    drawIndexPage(pdf.document, {
      paper: index,
      grid: latticeOf(print.plan.layout.shape),
      fitted,
      pages,
      overview,
      title,
    });
  };
  // whoever glues a poster begins with the index, a print shop with the first page
  const picturesFirst = picture && pages.pages.length === 1;
  if (!picturesFirst) addIndex();
  if (picture) await addPages(work);
  if (picturesFirst) addIndex();
  if (index && overview && cards.length > 0) await addCards(work, index, overview);
  await pdf.end();
}

interface Work {
  readonly print: PrintInput;
  readonly pdf: Pdf;
  /** For files on their way; goes with the output. */
  readonly folder: string;
  readonly hooks: Hooks;
}

async function addPages({ print, pdf, folder, hooks }: Work): Promise<void> {
  const { plan, photos, target, fitted, pages, cell, quality, views: budget, parallel } = print;
  const size = drawnSize(plan.layout.shape, cell);
  const { edges, parts } = pageParts(fitted, pages, size);
  const bands = withMirroredEdges(render(plan, photos, { cell, target, budget, parallel }, hooks), size, edges);
  let next = 0; // pages of white paper have no part
  const upTo = (number: number, last: PagePixels | undefined, picture?: EmbeddedJpeg): void => {
    for (; next < number; next++) {
      const page = pages.pages[next];
      beginPage(pdf.document, page, pages.bleed);
      if (picture && page === last?.page) drawPart(pdf.document, last, picture);
      if (print.caption) drawCaption(pdf.document, page, fitted, print.caption);
      if (pages.marks) drawMarks(pdf.document, page, pages);
      // pages of a poster are numbered in any case
      if (pages.marks || pages.pages.length > 1) {
        drawSlug(pdf.document, page, pages.bleed, print.slug.replace('{page}', String(page.number)));
      }
    }
  };
  const take = async (part: PagePixels, jpeg: string): Promise<void> => {
    const { w: width, h: height } = part.pixels;
    const picture = await embedJpeg(pdf, jpeg, { width, height });
    upTo(part.page.number, part, picture);
    await pdf.flush();
  };
  await writePages(bands, parts, { folder, quality, take });
  upTo(pages.pages.length, undefined);
}

function drawPart(document: PDFKit.PDFDocument, { place, clip }: PagePixels, picture: EmbeddedJpeg): void {
  const { x, y, w, h } = inPoints(clip);
  document.save().rect(x, y, w, h).clip();
  drawPicture(document, picture, inPoints(place));
  document.restore();
}

async function overviewOf(work: Work): Promise<EmbeddedJpeg> {
  const { plan, photos, target } = work.print;
  const cell = overviewCell(plan.layout.shape);
  const bands = render(plan, photos, { cell, target }, { signal: work.hooks.signal });
  return await embed(work, bands, drawnSize(plan.layout.shape, cell));
}

async function addCards(work: Work, paper: SheetSize, overview: EmbeddedJpeg): Promise<void> {
  const upright = { width: Math.min(paper.width, paper.height), height: Math.max(paper.width, paper.height) };
  const common = { paper: upright, shape: work.print.plan.layout.shape, overview };
  await drawCards(work.pdf.document, work.print.cards, common, (card) => photoOf(work, card));
}

/** Cells of an overview: small, but not nothing. */
function overviewCell(shape: Shape): number {
  const large = drawnSize(shape, 100);
  return Math.max(1, Math.floor(OVERVIEW / (Math.max(large.width, large.height) / 100)));
}

/** The whole photo of a card, as large as it is printed, and no larger than it is. */
async function photoOf(work: Work, { photo }: PrintCard): Promise<EmbeddedJpeg> {
  const { photos, sizes } = work.print;
  // a photo that the library has lost has no size: whatever stands for it is square
  const [width, height] = sizes[photo * 2] > 0 ? sizes.subarray(photo * 2, photo * 2 + 2) : [PHOTO, PHOTO];
  const longest = Math.min(Math.round((PHOTO / MM_PER_INCH) * CARD_DPI), Math.max(width, height));
  const scale = longest / Math.max(width, height);
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const view = { photo, crop: { x: 0, y: 0, w: 1, h: 1 }, mirrored: false };
  const raster = await photos.view(view, size.width, size.height);
  return await embed(work, [{ y: 0, raster }], size);
}

/** A picture that is no page. */
async function embed(
  { pdf, folder, print, hooks }: Work,
  bands: AsyncIterable<Band> | Iterable<Band>,
  size: PixelSize,
): Promise<EmbeddedJpeg> {
  const jpeg = join(folder, 'picture.jpg');
  const each = (async function* () {
    yield* bands;
  })();
  await pipe(each, await fileSink(jpeg, { ...size, quality: print.quality, force: true }), hooks);
  return await embedJpeg(pdf, jpeg, size);
}
