/** `print`: a plan as a PDF. */

import { readFile, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { MosaicError, type Plan, type PlanFile, type Progress } from '@tesserae/core';
import { enlargedCells, MM_PER_INCH } from '@tesserae/core/internal';
import { type PrintInput as PrintedParts, printPlan, type Target } from '@tesserae/node';
import { checkFont, type PrintCard, photoSizes, readProfile, scratchIn } from '@tesserae/node/internal';
import { drawingMemory } from '../estimate/drawing-memory.js';
import { estimateDrawing } from '../estimate/estimate.js';
import { checkMemory } from '../estimate/memory.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import type { Note } from '../notes.js';
import { checkAgainstLibrary, requiredOutput } from '../outputs/check.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { photosToDraw } from '../plan/photos-to-draw.js';
import { recolouringHeld } from '../plan/recolouring.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import { cardsOf, checkLetters } from './cards.js';
import { slugWords, titleWords } from './document-words.js';
import { type PrintFacts, printFacts } from './facts.js';
import { isOnSheet, type PrintLayout, printLayout } from './layout.js';
import { layoutNotes, printEnlargedNotes } from './notes.js';
import { PRINT, type PrintInput } from './options.js';
import { type PrintRequest, printRequest } from './request.js';

/** What was printed. */
export interface Printed extends Omit<PrintFacts, 'cards'> {
  readonly output: string;
  /** How many cards there are, and the names of those who are not in the mosaic and have none. */
  readonly cards: number;
  readonly absent: readonly string[];
  /** Photos drawn from their thumbnails. */
  readonly standIns: number;
  readonly bytes: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Prints a plan. */
export const printJob: Job<PrintInput, Printed, PrintFacts> = { name: 'print', options: PRINT, prepare };

/** Of the pictures: photos meet at hard edges, and prints are looked at from near. */
const QUALITY = 95;

/** Bytes a pixel of photos side by side at that quality; where they are enlarged it is half of that. */
const BYTES_PER_PIXEL = 0.6;

/** Bytes of views: fewer than for a picture, as edges, pages beside each other and the document take their share. */
const MOST_VIEWS = 96 * 2 ** 20;

async function prepare(
  input: PrintInput,
  host: Host,
  _events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<Printed, PrintFacts>> {
  const { settings, cards: names, icc, font } = input;
  const output = pdfOutput(input);
  const request = printRequest(input);
  const read = [names, icc, font].flatMap((file) => file ?? []);
  const saved = await checkedPlan(input, { output }, host, read);
  const extras = await extrasOf(input);
  const plan = recolouringHeld(saved.plan, settings);
  const layout = printLayout(saved, request, settings.dpi);
  const picture = { ...layout, shape: layout.grid, format: 'jpeg' };
  if (request.picture) checkMemory(settings, picture, new Set(plan.photos).size);
  // an overlay is drawn from the target itself: the plan says which
  const target = plan.overlay > 0 ? await targetOfPlan(saved, input.target, host, signal) : undefined;
  const { sizes, cards, absent } = await fromLibrary(input, saved, layout);
  await checkLetters(cards, extras.font);
  const estimate = { ...estimateDrawing(plan, { settings, ...picture }), disk: bytesOf(layout) };
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
    run: (events = UNHEARD, signal = ENDLESS) =>
      host.outputs.during([output], async () => {
        const work = { input, saved, plan, output, layout, request, target, sizes, cards, extras };
        return { output, ...facts, absent, ...(await draw(work, host, events, signal)) };
      }),
  };
}

/** A print that can be begun. */
interface Work {
  readonly input: PrintInput;
  readonly saved: PlanFile;
  /** The saved one, with as much of its recolouring as is wanted. */
  readonly plan: Plan;
  readonly output: string;
  readonly layout: PrintLayout;
  readonly request: PrintRequest;
  readonly target: Target | undefined;
  readonly sizes: Uint32Array;
  readonly cards: readonly PrintCard[];
  readonly extras: Pick<PrintedParts, 'intent' | 'font'>;
}

async function draw(work: Work, host: Host, events: Events, signal: AbortSignal) {
  const { input, saved, plan, output, layout, request, target, sizes, cards, extras } = work;
  const { settings, force } = input;
  const watch = stopwatch(['draw']);
  watch.begin('draw');
  const scratch = scratchIn(dirname(output));
  const library = await libraryOfPlan(saved, input);
  try {
    const wanted = { library, ids: plan.ids, paths: saved.paths, scratch };
    const { photos, fromThumbnails } = photosToDraw(wanted, settings, host, events);
    const { fitted, pages, cell } = layout;
    const print: PrintedParts = {
      ...{ plan, photos, sizes, target: target?.raster, cards, ...extras, fitted, pages, cell },
      ...{ picture: request.picture, index: request.index },
      views: Math.min(MOST_VIEWS, drawingMemory(settings).views),
      parallel: settings.jobs,
      quality: settings.quality === 'auto' ? QUALITY : settings.quality,
      title: titleWords(layout, request),
      slug: slugWords(layout),
    };
    const onProgress = (progress: Progress): void => events({ type: 'progress', progress });
    await printPlan(output, print, { signal, onProgress, force });
    events({ type: 'artifact', name: 'output', path: output });
    const { size: bytes } = await stat(output);
    return { standIns: fromThumbnails.size, bytes, timings: watch.timings() };
  } finally {
    await scratch.close();
    library.close();
  }
}

/** Sizes of the photos, and who is where: what of a print takes the library to know. */
async function fromLibrary(input: PrintInput, saved: PlanFile, layout: PrintLayout) {
  const library = await libraryOfPlan(saved, input);
  try {
    await checkAgainstLibrary({ output: input.output }, library);
    const isPrinted = (cell: number): boolean => isOnSheet(layout, cell);
    const found = input.cards ? await cardsOf(input.cards, { saved, library, isPrinted }) : { cards: [], absent: [] };
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
async function extrasOf({ icc, font: path }: PrintInput): Promise<Work['extras']> {
  const intent = icc === undefined ? undefined : readProfile(icc, await bytesOfFile('icc', icc));
  const font = path === undefined ? undefined : await bytesOfFile('font', path);
  if (font && path !== undefined) await checkFont(path, font);
  return { intent, font };
}

async function bytesOfFile(subject: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new MosaicError(isMissing ? 'not-found' : 'unreadable', { file, subject }, cause);
  }
}
