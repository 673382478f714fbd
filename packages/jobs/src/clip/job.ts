/** `clip`: a clip as a mosaic that moves. */

import { MosaicError } from '@tesserae/core';
import { cellPixels, cellsIn, latticeOf, type RuleOverrides } from '@tesserae/core/internal';
import { openLibrary, probeClip, writeClip } from '@tesserae/node';
import {
  type ClipFacts,
  checkFilmResumable,
  chooseFormat,
  clipKindOf,
  countFrames,
  engineKey,
  type FilmFormat,
  wholeRate,
} from '@tesserae/node/internal';
import { type Collection, collectionFacts, withCollection } from '../collection/collection.js';
import { filmBytes, filmFile } from '../film/output.js';
import { hooksOf, type Running } from '../job.js';
import { spacingNotes } from '../make/solve.js';
import { type Note, noteFrom } from '../notes.js';
import { checkAgainstLibrary, checkOutputs, requiredOutput } from '../outputs/check.js';
import { partsOf } from '../outputs/parts.js';
import { qualityOf } from '../picture/draw.js';
import type { DrawnSize } from '../picture/format.js';
import { withPhotos } from '../plan/photos-to-draw.js';
import { checkPins, pinnedRules } from '../rules/pins.js';
import { type Stopwatch, stopwatch } from '../stopwatch.js';
import type { ClipInput } from './options.js';
import { clipSize, evenNotes } from './size.js';

/** A moving mosaic that can be begun. */
interface Task {
  readonly input: ClipInput;
  readonly clip: ClipFacts;
  readonly size: DrawnSize;
  readonly format: FilmFormat;
  readonly collection: Collection;
  readonly rules: RuleOverrides;
  readonly output: string;
  readonly frames: number;
  readonly watch: Stopwatch;
}

/** As `Job` has it. */
export async function prepare(input: ClipInput, running: Running) {
  const { host, signal } = running;
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
  const { frames, damage } = await countFrames(clip, fps, signal);
  const format = await formatFor(frames);
  watch.begin('index');
  return await withCollection({ input, scratch: false }, running, async (collection, file) => {
    await checkAgainstLibrary(outputs, file);
    const facts = {
      // pixels of a frame, of a cell and of the clip
      ...{ output, ...latticeOf(shape), cells: cellsIn(shape), width, height, cell: cellPixels(shape, size.cell) },
      ...{ clip: { width: clip.width, height: clip.height }, fps, frames, seconds: frames / fps, changeBudget },
      ...{ encoder: format.said, ...collectionFacts(collection) },
    };
    const rules = pinnedRules(input, { library: collection.library, file }, shape);
    const task = { input, clip, size, format, collection, rules, output, frames, watch };
    return {
      ...{ facts, notes: [...clipNotes(clip, damage), ...evenNotes(settings, size)], outputs: [output] },
      run: async (running: Running) => ({ ...facts, ...(await make(task, running)) }),
    };
  });
}

async function openClip(path: string, signal: AbortSignal): Promise<ClipFacts> {
  const kind = await clipKindOf(path);
  if (kind !== undefined) return await probeClip({ path, kind }, { signal });
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

async function make(task: Task, running: Running) {
  const { input, clip, size, format, collection, rules, output, frames, watch } = task;
  const { settings, changeBudget: budget, force, resume } = input;
  const { library, paths } = collection;
  const { host, events } = running;
  const file = await openLibrary(collection.path, { readOnly: true });
  const wanted = { library: file, ids: library.ids, paths, output, look: settings.photosLook };
  return await withPhotos(wanted, settings, running, async ({ photos }) => {
    const parts = partsOf(engineKey(await host.decoders.codecVersion()), resume, running);
    watch.begin('film');
    const made = await writeClip(
      { clip, frames, shape: size.shape, library, photos, settings, rules, budget },
      { format, cell: size.cell, jobs: settings.jobs || undefined, force, parts },
      hooksOf(running),
    );
    events({ type: 'artifact', name: 'output', path: output });
    const notes = [...spacingNotes(settings, made.spacing), ...made.notes.map(noteFrom)];
    for (const note of notes) events({ type: 'note', note });
    return { ...made, bytes: await filmBytes(output), timings: watch.timings() };
  });
}
