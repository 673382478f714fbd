/** `clip`: a clip as a mosaic that moves. */

import { dirname } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { cellPixels, latticeOf, type RuleOverrides } from '@tesserae/core/internal';
import { openLibrary, probeClip, writeClip } from '@tesserae/node';
import {
  type ClipFacts,
  type ClipFilmResult,
  checkFilmResumable,
  chooseFormat,
  clipKindOf,
  countFrames,
  type EarlierParts,
  engineKey,
  type FilmFormat,
  scratchIn,
  wholeRate,
} from '@tesserae/node/internal';
import { type Collection, withCollection } from '../collection/collection.js';
import { type CollectionFacts, collectionFacts } from '../collection/facts.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import { filmBytes, filmFile } from '../film/output.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import { spacingNotes } from '../make/solve.js';
import type { Note } from '../notes.js';
import { checkAgainstLibrary, checkOutputs, requiredOutput } from '../outputs/check.js';
import { qualityOf } from '../picture/draw.js';
import type { DrawnSize } from '../picture/format.js';
import { photosToDraw } from '../plan/photos-to-draw.js';
import { checkPins, pinnedRules } from '../rules/pins.js';
import { type Stopwatch, stopwatch } from '../stopwatch.js';
import { CLIP, type ClipInput } from './options.js';
import { clipSize, evenNotes } from './size.js';

/** What a moving mosaic will be. */
export interface MovingFacts extends CollectionFacts {
  readonly output: string;
  readonly columns: number;
  readonly rows: number;
  /** Pixels of a frame, of a cell and of the clip. */
  readonly width: number;
  readonly height: number;
  readonly cell: { readonly width: number; readonly height: number };
  readonly clip: { readonly width: number; readonly height: number };
  readonly fps: number;
  readonly frames: number;
  readonly seconds: number;
  /** Share of the cells that may change a frame. */
  readonly changeBudget: number;
  /** For people. */
  readonly encoder: string;
}

/** What was made. */
export interface MovingMosaic extends MovingFacts, ClipFilmResult {
  /** Null for frames in a folder. */
  readonly bytes: number | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Makes a moving mosaic of a clip. */
export const clipJob: Job<ClipInput, MovingMosaic, MovingFacts> = { name: 'clip', options: CLIP, prepare };

/** A moving mosaic that can be begun. */
interface Task {
  readonly input: ClipInput;
  readonly clip: ClipFacts;
  readonly size: DrawnSize;
  readonly format: FilmFormat;
  readonly collection: Collection;
  readonly rules: RuleOverrides;
  readonly facts: MovingFacts;
  readonly watch: Stopwatch;
}

async function prepare(
  input: ClipInput,
  host: Host,
  events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<MovingMosaic, MovingFacts>> {
  const { target, photos, library = host.library, force, settings, encoder, changeBudget } = input;
  const output = requiredOutput(input.output, 'mosaic.mp4');
  const outputs = { output: filmFile(output) };
  await checkOutputs(outputs, host, { files: [target], photos, library, force });
  const clip = await openClip(target, signal);
  const size = clipSize(settings, clip);
  const { shape, width, height } = size;
  checkPins(input, shape);
  const fps = rateOf(input, clip);
  const formatFor = (frames: number) =>
    chooseFormat(output, { width, height, fps, frames, encoder, quality: qualityOf(settings) });
  // whether the format can hold it is known without the number of frames, which takes decoding
  const anyLength = await formatFor(1);
  if (input.resume) checkFilmResumable(anyLength);
  await anyLength.check(force);
  const watch = stopwatch(['count', 'index', 'film']);
  watch.begin('count');
  const { frames, damage } = await countFrames(clip, fps, signal);
  const format = await formatFor(frames);
  watch.begin('index');
  return await withCollection({ input, scratch: false, events, signal }, host, async (collection, file) => {
    await checkAgainstLibrary(outputs, file);
    const facts = {
      ...{ output, ...latticeOf(shape), width, height, cell: cellPixels(shape, size.cell) },
      ...{ clip: { width: clip.width, height: clip.height }, fps, frames, seconds: frames / fps, changeBudget },
      ...{ encoder: format.said, ...collectionFacts(collection) },
    };
    const rules = pinnedRules(input, { library: collection.library, file }, shape);
    const task = { input, clip, size, format, collection, rules, facts, watch };
    return {
      ...{ facts, estimate: undefined, notes: [...clipNotes(clip, damage), ...evenNotes(settings, size)] },
      run: (events = UNHEARD, signal = ENDLESS) =>
        host.outputs.during([output], () => make(task, host, events, signal)),
    };
  });
}

async function openClip(path: string, signal: AbortSignal): Promise<ClipFacts> {
  const kind = await clipKindOf(path);
  if (kind !== undefined) return await probeClip({ path, kind }, signal);
  const fields = { file: path, subject: 'target', expected: 'a clip', received: 'none' };
  throw new MosaicError('usage', { ...fields, waysOut: [{ run: 'make' }] });
}

/** @throws MosaicError `settings` for more than is shown of any clip */
function rateOf({ fps }: ClipInput, clip: ClipFacts): number {
  const most = wholeRate({ rate: Number.POSITIVE_INFINITY });
  if (fps === undefined || fps <= most) return fps ?? wholeRate(clip);
  throw new MosaicError('settings', { subject: 'fps', expected: `1 to ${most} frames a second`, received: fps });
}

function clipNotes({ path, isHdr }: ClipFacts, damage: string | undefined): Note[] {
  return [
    ...(damage === undefined ? [] : [{ code: 'clip-damaged', values: { path, damage } } as const]),
    ...(isHdr ? [{ code: 'clip-is-hdr', values: {} } as const] : []),
  ];
}

async function make(task: Task, host: Host, events: Events, signal: AbortSignal): Promise<MovingMosaic> {
  const { input, clip, size, format, collection, rules, facts, watch } = task;
  const { settings, changeBudget: budget, force, resume = false } = input;
  const { library, paths } = collection;
  const { output, frames } = facts;
  const file = await openLibrary(collection.path, { readOnly: true });
  const scratch = scratchIn(dirname(output));
  try {
    const { photos } = photosToDraw({ library: file, ids: library.ids, paths, scratch }, settings, host, events);
    const key = engineKey(await host.decoders.codecVersion());
    const parts = { key, resume, onEarlier: (parts: EarlierParts) => events({ type: 'parts', parts }) };
    watch.begin('film');
    const made = await writeClip(
      { clip, frames, shape: size.shape, library, photos, settings, rules, budget },
      { format, cell: size.cell, jobs: settings.jobs || undefined, force, parts },
      { signal, onProgress: (progress) => events({ type: 'progress', progress }) },
    );
    events({ type: 'artifact', name: 'output', path: output });
    for (const note of [...spacingNotes(settings, made.spacing), ...soundNotes(made)]) events({ type: 'note', note });
    return { ...facts, ...made, bytes: await filmBytes(output), timings: watch.timings() };
  } finally {
    await scratch.close();
    file.close();
  }
}

/** What it tells is sound that was left out. */
function soundNotes({ notes }: ClipFilmResult): Note[] {
  return notes.map(({ values: { file, codec } }) => ({
    code: 'sound-left-out',
    values: { file: String(file), codec: String(codec) },
  }));
}
