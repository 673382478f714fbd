/** `print`: a plan as a PDF. */

import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { MosaicError, type PlanFile } from '@tesserae/core';
import { enlargedCells, MM_PER_INCH } from '@tesserae/core/internal';
import { type PrintInput as PrintedParts, printPlan } from '@tesserae/node';
import { marginText, photoSizes, points, readProfile, rehearseFont } from '@tesserae/node/internal';
import { drawingMemory } from '../estimate/drawing-memory.js';
import { estimateDrawing } from '../estimate/estimate.js';
import { checkMemory } from '../estimate/memory.js';
import { MOST_BYTES, readInput } from '../files/read-input.js';
import { hooksOf, type Running } from '../job.js';
import type { Note } from '../notes.js';
import { checkAgainstLibrary, requiredOutput } from '../outputs/check.js';
import { checkCaption } from '../picture/margin.js';
import { recolouringHeld } from '../picture/of-plan.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { withPhotos } from '../plan/photos-to-draw.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import { cardsOf, checkLetters } from './cards.js';
import { slugWords, titleWords } from './document-words.js';
import { printFacts } from './facts.js';
import { isOnSheet, type PrintLayout, printLayout } from './layout.js';
import { layoutNotes, printEnlargedNotes } from './notes.js';
import type { PrintInput } from './options.js';
import { printRequest } from './request.js';

/** Of the pictures: photos meet at hard edges, and prints are looked at from near. */
const QUALITY = 95;

/** Bytes a pixel of photos side by side at that quality; where they are enlarged it is half of that. */
const BYTES_PER_PIXEL = 0.6;

/** Bytes of views: fewer than for a picture, as edges, pages beside each other and the document take their share. */
const MOST_VIEWS = 96 * 2 ** 20;

/** As `Job` has it. */
export async function prepare(input: PrintInput, running: Running) {
  const work = await workOf(input, running);
  const { plan, output, layout, request, sizes, cards, absent } = work;
  const picture = pictureOf(layout);
  const estimate = { ...estimateDrawing(plan, { settings: input.settings, ...picture }), disk: bytesOf(layout) };
  const facts = printFacts(layout, request, { cards: cards.length, disk: estimate.disk });
  const enlarged = enlargedCells(plan, sizes, layout.cell);
  const absentNotes: Note[] = absent.length === 0 ? [] : [{ code: 'cards-absent', values: { names: absent } }];
  const pictureNotes = request.picture
    ? [...layoutNotes(layout, request), ...printEnlargedNotes(enlarged, plan.photos.length)]
    : [];
  return {
    facts,
    estimate: request.picture ? estimate : undefined,
    notes: [...absentNotes, ...pictureNotes],
    outputs: [output],
    run: async (running: Running) => ({ output, ...facts, absent, ...(await draw(work, running)) }),
  };
}

/** All that can be refused before anything is drawn. */
async function workOf(input: PrintInput, running: Running) {
  const { settings, cards: names, icc, font } = input;
  const output = pdfOutput(input);
  const request = printRequest(input);
  const saved = await checkedPlan(input, { output }, running, [input.plan, names, icc, font]);
  const extras = await extrasOf(input);
  const plan = recolouringHeld(saved.plan, settings);
  const layout = printLayout(saved, request, settings.dpi);
  if (request.picture) checkMemory(settings, pictureOf(layout), new Set(plan.photos).size);
  // an overlay is drawn from the target itself: the plan says which
  const target = plan.overlay > 0 ? await targetOfPlan(saved, input.target, running) : undefined;
  const found = await fromLibrary(input, saved, layout, running.signal);
  const texts = found.cards.map(({ name }) => name);
  if (input.font !== undefined && extras.font !== undefined) {
    await rehearseFont(input.font, { bytes: extras.font, texts }, running.signal);
  }
  await checkLetters(texts, extras.font);
  const caption = await captionOf(input, layout);
  return { input, saved, plan, output, layout, request, target, extras, caption, ...found };
}

/** @throws MosaicError `settings` for a text that does not fit below the mosaic, or has letters that our font lacks */
async function captionOf({ caption: text, border = 0 }: PrintInput, { fitted }: PrintLayout) {
  if (text === undefined) return undefined;
  await checkCaption(text);
  const laid = await marginText(text, points(fitted.picture.w), points(border));
  if (laid) return { text, size: laid.size };
  const expected = `a text that can be read below a mosaic of ${Math.round(fitted.picture.w)} mm, in a border of ${border} mm`;
  throw new MosaicError('settings', { subject: 'caption', expected, received: `${text.length} letters` });
}

/** A page is a JPEG. */
function pictureOf(layout: PrintLayout) {
  return { ...layout, shape: layout.grid, format: 'jpeg' };
}

async function draw(work: Awaited<ReturnType<typeof workOf>>, running: Running) {
  const { input, saved, plan, output, layout, request, target, sizes, cards, extras, caption } = work;
  const { settings, force } = input;
  const watch = stopwatch(['draw']);
  const wanted = {
    library: await libraryOfPlan(saved, input),
    ids: plan.ids,
    paths: saved.paths,
    output,
    look: settingsOfPlan(saved).photosLook,
  };
  return await withPhotos(wanted, settings, running, async ({ photos, fromThumbnails }) => {
    const { fitted, pages, cell } = layout;
    const print: PrintedParts = {
      ...{ plan, photos, sizes, target: target?.raster, cards, ...extras, fitted, pages, cell },
      ...{ picture: request.picture, index: request.index },
      views: Math.min(MOST_VIEWS, drawingMemory(settings).views),
      parallel: settings.jobs,
      quality: settings.quality === 'auto' ? QUALITY : settings.quality,
      caption,
      title: titleWords(layout, request),
      slug: slugWords(layout),
    };
    await printPlan(output, print, { ...hooksOf(running), force });
    running.events({ type: 'artifact', name: 'output', path: output });
    const { size: bytes } = await stat(output);
    return { standIns: fromThumbnails.size, bytes, timings: watch.timings() };
  });
}

/** Sizes of the photos, and who is where: what of a print takes the library to know. */
async function fromLibrary(input: PrintInput, saved: PlanFile, layout: PrintLayout, signal: AbortSignal) {
  const library = await libraryOfPlan(saved, input);
  try {
    await checkAgainstLibrary({ output: input.output }, library);
    const isPrinted = (cell: number): boolean => isOnSheet(layout, cell);
    const found = input.cards
      ? await cardsOf(input.cards, { saved, library, isPrinted, signal })
      : { cards: [], absent: [] };
    return { sizes: photoSizes(library, saved.plan.ids), ...found };
  } finally {
    library.close();
  }
}

/** Of the printed picture, about. */
function bytesOf({ pages: { pages, bleed }, dpi }: PrintLayout): number {
  const area = pages.reduce((sum, { part }) => sum + (part.w + 2 * bleed) * (part.h + 2 * bleed), 0);
  return area * (dpi / MM_PER_INCH) ** 2 * BYTES_PER_PIXEL;
}

/** @throws MosaicError `usage`, `unknown-format` */
function pdfOutput(input: PrintInput): string {
  const output = requiredOutput(input.output, 'print.pdf');
  const suffix = extname(output).toLowerCase();
  if (suffix === '.pdf') return output;
  throw new MosaicError('unknown-format', {
    ...{ file: output, subject: 'output', expected: 'the suffix .pdf' },
    received: suffix === '' ? 'a name without one' : `"${suffix}"`,
    waysOut: [{ run: 'render' }],
  });
}

/** The profile and the font that are asked for. */
async function extrasOf({ icc, font: path }: PrintInput) {
  const intent =
    icc === undefined
      ? undefined
      : readProfile(icc, await readInput({ file: icc, subject: 'icc', most: MOST_BYTES.profile }));
  const font = path === undefined ? undefined : await readInput({ file: path, subject: 'font', most: MOST_BYTES.font });
  return { intent, font };
}
