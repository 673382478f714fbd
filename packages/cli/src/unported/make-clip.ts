/** `make` with a clip for a target: a mosaic that moves. */

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cellWidth, gridPixels, gridShape, isGiven, MosaicError, type Settings, type Shape } from '@tesserae/core';
import { drawingMemory } from '@tesserae/jobs/internal';
import {
  type ClipFacts,
  type ClipFile,
  type ClipFilmResult,
  checkFilmResumable,
  chooseFormat,
  countFrames,
  engineKey,
  type FilmFormat,
  isFrameFolder,
  openPhotos,
  probeClip,
  scratchIn,
  wholeRate,
  writeClip,
} from '@tesserae/node';
import { noteWords } from '../words/en/notes.js';
import { counted, plural } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { type ClipWish, clipWish, refuseForClips } from './clip-wish.js';
import { type Collection, exitAfterScan, openCollection, scanWords } from './collection.js';
import { megabytes, peakMemory, type Stopwatch, stopwatch } from './facts.js';
import { fewNotes } from './few-notes.js';
import { checkAgainstLibrary, checkOutputs, requiredOutput } from './outputs.js';
import { partsOf } from './parts.js';
import { hiddenWords } from './sifting.js';
import { checkPins, wishedRules } from './wishes.js';

/** A moving mosaic to be: everything that can be refused before any work. */
interface Intent {
  readonly call: Call;
  readonly clip: ClipFacts;
  readonly output: string;
  readonly shape: Shape;
  /** Pixels that a cell is wide, and of a frame. */
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly wish: ClipWish;
  readonly watch: Stopwatch;
}

/** Makes a moving mosaic. */
export async function makeClip(call: Call, file: ClipFile): Promise<number> {
  const intent = await intentOf(call, file);
  const { clip, fps, watch } = intent;
  // whether the format can hold it is known without the number of frames, which takes decoding
  const anyLength = await formatFor(intent, 1);
  if (call.flags.resume) checkFilmResumable(anyLength);
  await anyLength.check(call.flags.force);
  watch.begin('count');
  const { frames, damage } = await countFrames(clip, fps, call.signal);
  if (damage !== undefined) call.voice.note(`${clip.path}: is damaged (“${damage}”); what can be read of it is used.`);
  const format = await formatFor(intent, frames);
  watch.begin('index');
  const collection = await openCollection(call, call.words.slice(1));
  const scratch = scratchIn(dirname(intent.output));
  try {
    await checkAgainstLibrary(call, collection.file);
    say(intent, collection, format, frames);
    const { library, file: libraryFile } = collection;
    const photos = openPhotos(libraryFile, library.ids, {
      onNotice: fewNotes(call),
      decoders: call.decoders,
      scratch,
      decodeAtOnce: drawingMemory(call.settings).decoders,
    });
    const { settings, flags, signal, voice } = call;
    const { shape, cell, wish } = intent;
    const rules = wishedRules(call, collection, shape);
    const codec = await call.decoders.codecVersion();
    watch.begin('film');
    const made = await writeClip(
      { clip, frames, shape, library, photos, settings, rules, budget: wish.budget },
      { format, cell, jobs: settings.jobs || undefined, force: flags.force, parts: partsOf(call, engineKey(codec)) },
      { signal, onProgress: voice.progress },
    );
    return await finish(intent, collection, made);
  } finally {
    await scratch.close();
    collection.file.close();
  }
}

async function intentOf(call: Call, file: ClipFile): Promise<Intent> {
  const { flags, settings, words, signal } = call;
  refuseForClips(file.path, flags, settings);
  const wish = clipWish(flags);
  const output = requiredOutput(flags, 'mosaic.mp4');
  // a folder of frames is checked by its format
  const checked = isFrameFolder(output) ? { ...flags, output: undefined } : flags;
  await checkOutputs({ ...call, flags: checked }, { files: [file.path], photos: words.slice(1) });
  const clip = await probeClip(file, signal);
  const shape = gridShape(settings, clip);
  checkPins(flags, shape);
  const cell = evenCell(shape, cellOf(settings, shape));
  const watch = stopwatch(['count', 'index', 'film']);
  return { call, clip, output, shape, cell, ...gridPixels(shape, cell), fps: wish.fps ?? wholeRate(clip), wish, watch };
}

function formatFor({ call, output, width, height, fps, wish }: Intent, frames: number): Promise<FilmFormat> {
  const { quality } = call.settings;
  const { encoder } = wish;
  return chooseFormat(output, { width, height, fps, frames, encoder, ...(quality !== 'auto' && { quality }) });
}

/** What screens show: the longer side of a frame unless told. */
const LONGER = 1920;

function cellOf(settings: Settings, shape: Shape): number {
  if (isGiven(settings, 'cell') || isGiven(settings, 'size')) return cellWidth(settings, shape);
  const { width, height } = gridPixels(shape, LONGER);
  return Math.max(1, Math.floor((LONGER * LONGER) / Math.max(width, height)));
}

/** The widest cell up to this whose grid has even sides, as films have; else the narrowest above. */
function evenCell(shape: Shape, cell: number): number {
  const isEven = (wide: number): boolean => {
    const { width, height } = gridPixels(shape, wide);
    return width % 2 === 0 && height % 2 === 0;
  };
  for (let wide = cell; wide > 0; wide--) if (isEven(wide)) return wide;
  for (let wide = cell; wide < cell * 2 + 20; wide++) if (isEven(wide)) return wide;
  throw new MosaicError('limit', `cell: no cells of these proportions make a frame of even sides. Take --shape 1:1.`);
}

function say(
  { call, clip, shape, cell, width, height, fps, wish }: Intent,
  collection: Collection,
  format: FilmFormat,
  frames: number,
): void {
  const { voice, flags, settings } = call;
  const { report, library, file, hidden } = collection;
  if (report) voice.step('photos', scanWords(report));
  else voice.step('photos', `${counted(library.ids.length)} usable in ${file.path}`);
  const words = hiddenWords(hidden, flags);
  if (words !== '') voice.step('hidden', `${words}; ${counted(library.ids.length)} remain`);
  const length = `${(frames / fps).toFixed(1)} s`;
  voice.step('clip', `${clip.width}×${clip.height} px · ${length} · ${plural(frames, 'frame')} at ${fps} a second`);
  const one = gridPixels({ ...shape, columns: 1, rows: 1 }, cell);
  const cells = `${shape.columns}×${shape.rows} = ${counted(shape.columns * shape.rows)} cells`;
  voice.step('plan', `${cells} of ${one.width}×${one.height} px · at most ${percent(wish.budget)} change a frame`);
  voice.step('', `${counted(width)}×${counted(height)} px · ${format.said}`);
  const isGivenSize = isGiven(settings, 'cell') || isGiven(settings, 'size');
  if (isGivenSize && cell !== cellWidth(settings, shape)) {
    voice.note(`cells are ${cell} px wide, not ${cellWidth(settings, shape)}: a film has even sides.`);
  }
  if (clip.isHdr) voice.note('the clip is graded for HDR screens: its colours are taken as they are, and look paler.');
}

async function finish(
  { call, output, shape, width, height, fps, watch }: Intent,
  collection: Collection,
  made: ClipFilmResult,
): Promise<number> {
  const { voice, settings } = call;
  const { report, library, hidden } = collection;
  const exit = exitAfterScan(call, report);
  if (made.spacing < settings.spacing)
    voice.note(noteWords({ code: 'spacing-gave-way', values: { from: settings.spacing, to: made.spacing } }));
  const shots = made.shots === 1 ? 'one shot' : plural(made.shots, 'shot');
  voice.step(
    'solve',
    `${plural(made.used, 'photo')} used · ${shots} · ${percent(made.changed)} of the cells change a frame`,
  );
  const { far_dE, edge, judged } = made.likeness;
  const frames = judged === made.frames ? 'all frames' : `${judged} frames`;
  voice.step('score', `far ΔE ${far_dE.toFixed(2)} · edge ${edge.toFixed(3)}, mean of ${frames}`);
  for (const { values } of made.notes) voice.note(soundSentence(values.codec));
  const bytes = isFrameFolder(output) ? null : (await stat(output)).size;
  voice.result(bytes === null ? `wrote    ${output}` : `wrote    ${output}  ${megabytes(bytes)}`);
  voice.event('done', {
    output,
    ...{ columns: shape.columns, rows: shape.rows, width, height, fps },
    ...made,
    photos: library.ids.length,
    timings: watch.timings(),
    peakRss: peakMemory(call),
    bytes,
    refused: report?.refused ?? 0,
    hidden,
    exit,
  });
  return exit;
}

/** What is said of sound that is not in the film. @param codec  what it is coded with */
function soundSentence(codec: string | number): string {
  return `the clip's sound (${codec}) is not in the film: .mp4 keeps AAC, MP3 and Opus, .webm Opus and Vorbis.`;
}

function percent(share: number): string {
  const value = Math.round(share * 10_000) / 100;
  return `${value >= 10 ? value.toFixed(0) : Number(value.toPrecision(2))} %`;
}
