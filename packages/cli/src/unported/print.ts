/** `print`: a saved plan as a PDF. Everything that can be refused is refused before any work. */

import { readFile, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { enlargedCells, MosaicError, type Plan } from '@tesserae/core';
import { drawingMemory, estimateDrawing, recolouringHeld } from '@tesserae/jobs/internal';
import { checkFont, photoSizes, printPlan, readProfile, scratchIn } from '@tesserae/node';
import { estimateWords } from '../words/en/estimate.js';
import type { Call } from './call.js';
import { absentSentence, cardsOf, checkLetters } from './cards.js';
import { megabytes, peakMemory, stopwatch } from './facts.js';
import { sayStandIns } from './few-notes.js';
import { checkMemory } from './memory-budget.js';
import { checkAgainstLibrary, checkOutputs, requiredOutput } from './outputs.js';
import { openPlan, readPlan, targetOfPlan } from './plan-on-disk.js';
import { isOnSheet, layOut, type PrintLayout } from './print-layout.js';
import { type PrintWish, printWish } from './print-wish.js';
import { enlargementNote, layoutNotes, layoutWords, pageWords, slugWords, titleWords } from './print-words.js';

/** Of the pictures: photos meet at hard edges, and prints are looked at from near. */
const QUALITY = 95;

/** Bytes of views: fewer than for a picture, as edges, pages beside each other and the document take their share. */
const MOST_VIEWS = 96 * 2 ** 20;

/** Prints a plan. */
export async function print(call: Call): Promise<number> {
  const { words, flags, voice, settings, signal } = call;
  const output = pdfOutput(call);
  const wish = printWish(flags);
  const given = [flags.cards, flags.icc, flags.font].flatMap((file) => file ?? []);
  await checkOutputs(call, { files: [words[0], ...given], photos: [] });
  const extras = await extrasOf(call);
  const saved = await readPlan(words[0]);
  await checkOutputs(call, { files: [saved.target.path, saved.library], photos: saved.paths });
  const plan = recolouringHeld(saved.plan, settings);
  const layout = layOut(saved, wish, settings.dpi);
  const drawn = { ...layout, shape: layout.grid, format: 'jpeg' };
  if (wish.picture) checkMemory(call, drawn, new Set(plan.photos).size);
  // an overlay is drawn from the target itself: the plan says which
  const target = plan.overlay > 0 ? (await targetOfPlan(saved, call)).raster : undefined;

  const watch = stopwatch(['draw']);
  const scratch = scratchIn(dirname(output));
  const { library, photos, standIns } = await openPlan(call, saved, { scratch });
  try {
    await checkAgainstLibrary(call, library);
    const isPrinted = (cell: number): boolean => isOnSheet(layout, cell);
    const { cards, absent } = flags.cards ? await cardsOf(flags.cards, { saved, library, isPrinted }) : NO_CARDS;
    await checkLetters(cards, extras.font);
    if (absent.length > 0) voice.note(absentSentence(absent));
    const sizes = photoSizes(library, plan.ids);
    sayLayout(call, layout, wish, { plan, sizes, cards: cards.length });
    if (wish.picture) voice.step('takes', estimateWords(estimateDrawing(plan, { settings, ...drawn }), ''));
    watch.begin('draw');
    const print = {
      ...{ plan, photos, sizes, target, cards, ...extras },
      ...{ fitted: layout.fitted, pages: layout.pages, cell: layout.cell },
      ...{ picture: wish.picture, index: wish.index },
      views: Math.min(MOST_VIEWS, drawingMemory(settings).views),
      parallel: settings.jobs,
      quality: settings.quality === 'auto' ? QUALITY : settings.quality,
      title: titleWords(layout, wish),
      slug: slugWords(layout),
    };
    await printPlan(output, print, { signal, onProgress: voice.progress, force: flags.force });
    const { size: bytes } = await stat(output);
    const timings = watch.timings();
    voice.detail(`draw ${timings.draw.toFixed(2)} s`);
    voice.result(`wrote    ${output}  ${megabytes(bytes)}`);
    const facts = factsOf(layout, wish);
    voice.event('done', {
      ...{ output, ...facts, cards: cards.length, absent },
      ...{ standIns: sayStandIns(call, standIns), bytes, timings, peakRss: peakMemory(call) },
    });
    return 0;
  } finally {
    await scratch.close();
    library.close();
  }
}

const NO_CARDS = { cards: [], absent: [] };

/** @throws MosaicError `usage`, `unknown-format` */
function pdfOutput({ flags }: Call): string {
  const output = requiredOutput(flags, 'print.pdf');
  const suffix = extname(output).toLowerCase();
  if (suffix === '.pdf') return output;
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError(
    'unknown-format',
    `${output}: expected the suffix .pdf, received ${received}. tesserae render draws pictures.`,
  );
}

/** The profile and the font that are asked for. */
async function extrasOf({ flags }: Call) {
  const intent = flags.icc === undefined ? undefined : readProfile(flags.icc, await bytesOf('icc', flags.icc));
  const font = flags.font === undefined ? undefined : await bytesOf('font', flags.font);
  if (font && flags.font !== undefined) await checkFont(flags.font, font);
  return { intent, font };
}

async function bytesOf(name: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (missing) throw new MosaicError('not-found', `${name}: ${path}: there is no such file. Check the name.`, cause);
    throw new MosaicError('unreadable', `${name}: ${path}: cannot be read; is it a file, and permission given?`, cause);
  }
}

function sayLayout(
  { voice }: Call,
  layout: PrintLayout,
  wish: PrintWish,
  { plan, sizes, cards }: { readonly plan: Plan; readonly sizes: Uint32Array; readonly cards: number },
): void {
  if (wish.picture) voice.step('plan', layoutWords(layout));
  voice.step('print', pageWords(layout, wish, cards));
  if (!wish.picture) return;
  for (const note of layoutNotes(layout, wish)) voice.note(note);
  const enlarged = enlargedCells(plan, sizes, layout.cell);
  if (enlarged.cells > 0) voice.note(enlargementNote(enlarged, plan.photos.length));
}

/** What programs are told. Lengths are millimetres. */
function factsOf({ grid, fitted, pages, cell, width, height, dpi, photo }: PrintLayout, { picture, index }: PrintWish) {
  const { sheet, cut, white } = fitted;
  const { across, down, overlap, bleed, marks } = pages;
  return {
    ...{ columns: grid.columns, rows: grid.rows, cell, width, height, dpi: rounded(dpi), photo: rounded(photo) },
    sheet: { width: rounded(sheet.width), height: rounded(sheet.height) },
    ...{ cut: rounded(cut), white: rounded(white), bleed, marks, picture, index: index !== undefined },
    pages: { count: picture ? across * down : 0, across, down, overlap },
  };
}

/** Micrometres are as fine as it is worth. */
function rounded(length: number): number {
  return Math.round(length * 1000) / 1000;
}
