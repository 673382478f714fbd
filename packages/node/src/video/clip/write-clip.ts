/**
 * A clip as a moving mosaic. The steps, each with a file of its own:
 *
 *     clip ─ frames ─▶ Raster, Raster … ─ movingMosaic (core) ─▶ what stands where, and what changes
 *     photos ─ parts ─▶ what changes in some frames, and the views they show ─ clip-task, in workers ─▶ bytes
 *     bytes, in order ─ ../mux ─▶ a file
 */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  type Hooks,
  type Library,
  MosaicError,
  movingMosaic,
  type PhotoSource,
  type Pool,
  place,
  type Settings,
  type Shape,
  type Sink,
} from '@tesserae/core';
import { latticeOf, type MosaicFrame, type Note, type PixelSize, type RuleOverrides } from '@tesserae/core/internal';
import { type PartsOptions, partsKey } from '../../files/parts.js';
import { openPool } from '../../work/pool.js';
import { findFfmpeg } from '../ffmpeg.js';
import { type FilmParts, openFilmParts, partQueue } from '../film-parts.js';
import type { FilmPart } from '../mux/film-file.js';
import type { FilmFormat } from '../mux/film-format.js';
import type { PartBuffer } from '../part-buffers.js';
import { CLIP_TASK } from './clip-task.js';
import { readFrames } from './frames.js';
import { type ClipLikeness, frameJudge } from './judged-frames.js';
import { foundFrames, keptFrames } from './kept-frames.js';
import { type ClipPart, frameCollector } from './parts.js';
import type { ClipFacts } from './probe.js';
import { soundCopy } from './sound.js';

/** What a moving mosaic is made from. */
export interface ClipFilmInput {
  readonly clip: ClipFacts;
  /** At the rate of the film, as `countFrames` counts them. */
  readonly frames: number;
  readonly shape: Shape;
  readonly library: Library;
  readonly photos: PhotoSource;
  readonly settings: Settings;
  readonly rules?: RuleOverrides;
  /** Of the cells, how many may change a frame: a share, 0 … 1. */
  readonly budget: number;
}

/** How to make it. */
export interface ClipFilmOptions {
  /** What `chooseFormat` chose; its frames hold the grid's cells. */
  readonly format: FilmFormat;
  /** Pixels that a cell is wide. */
  readonly cell: number;
  /** Threads that search, and threads that draw and encode; the processor's by default. The film does not depend on it. */
  readonly jobs?: number;
  /** Replace what is there. */
  readonly force?: boolean;
  /** Keeps parts of the film; the key is that of the program. */
  readonly parts?: PartsOptions;
}

/** What came of it. */
export interface ClipFilmResult {
  readonly frames: number;
  readonly seconds: number;
  /** Frames that begin a shot, the first included. */
  readonly shots: number;
  /** Of the cells, how many changed a frame where the shot went on: a share, 0 … 1. */
  readonly changed: number;
  /** Photos that were used. */
  readonly used: number;
  /** The spacing that was kept. */
  readonly spacing: number;
  readonly likeness: ClipLikeness;
  /** `sound-left-out`: the clip has sound, and the film has none. */
  readonly notes: readonly Note[];
  /** Seconds of work of the threads that draw and encode. */
  readonly drawing: number;
  readonly coding: number;
}

/**
 * A photo stays in its cell until another costs less by this share.
 *
 * Measured at 60 columns with 706 photos, all cells allowed to change: a still shot with noise changes .24 % of the cells a frame at
 * .15, .17 % at .2, .01 % at .4 (far ΔE 3.02, each frame alone 2.98). A pan by a third of a cell a frame, far ΔE 1.50 each frame
 * alone: 1.52 at .4, where 47 % change a frame; at .15 it is 62 %, at .7 32 % with a far ΔE an eighth higher.
 */
const MARGIN = 0.4;

/** Pixels of a clip that a cell is described from, across. */
const DETAIL = 16;

/**
 * Makes a moving mosaic of a clip. It appears complete, or not at all. Memory depends on the size of the frames, not on their number,
 * nor do bytes on the number of threads.
 *
 * Progress counts photos (`describe`), then frames (`film`).
 *
 * @throws MosaicError `rules-impossible`, `limit`; `damaged` if the clip cannot be decoded to its end; `exists`, `no-space` … as
 *   outputs do; `aborted`
 */
export async function writeClip(
  input: ClipFilmInput,
  options: ClipFilmOptions,
  hooks: Hooks = {},
): Promise<ClipFilmResult> {
  const { format, force, jobs = availableParallelism() } = options;
  const search = openPool(jobs);
  const coders = openPool(jobs, new URL(import.meta.resolve('@tesserae/node/internal/video-worker')));
  let writer: Sink<FilmPart> | undefined;
  let kept: FilmParts | undefined;
  try {
    kept = await openFilmParts(format, options, options.parts ? [await keyOf(input, options)] : []);
    const sound = soundCopy(input.clip, input.frames / format.encoding.fps, hooks.signal);
    writer = await format.writer({ force, sound: sound.copy, parts: kept.parts });
    const made = await filmed({ input, options, jobs, search, coders, kept }, writer, hooks);
    await writer.close();
    await kept.end('done');
    return { ...made, notes: sound.notes() };
  } catch (error) {
    await writer?.abort(error);
    await kept?.end('given-up');
    throw error;
  } finally {
    await Promise.all([search.close(), coders.close()]);
  }
}

/** What the frames depend on: the clip, the program that decodes it, the photos, and what was asked of them. */
async function keyOf(input: ClipFilmInput, { cell }: ClipFilmOptions): Promise<string> {
  const { clip, frames, shape, library, settings, rules, budget } = input;
  const { jobs: _, memory: __, ...asked } = settings;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(clip.path)) hash.update(chunk);
  return partsKey(
    hash.digest('hex'),
    (await findFfmpeg())?.version,
    frames,
    shape,
    library.ids,
    Array.from(library.groups),
    asked,
    rules,
    budget,
    cell,
  );
}

interface ClipRun {
  readonly input: ClipFilmInput;
  readonly options: ClipFilmOptions;
  readonly jobs: number;
  readonly search: Pool;
  readonly coders: Pool;
  readonly kept: FilmParts;
}

async function filmed(making: ClipRun, writer: Sink<FilmPart>, hooks: Hooks): Promise<Omit<ClipFilmResult, 'notes'>> {
  const { input, options, jobs, search, coders, kept } = making;
  const { clip, frames: total, shape, library, photos, settings, rules, budget } = input;
  const { format } = options;
  const { fps } = format.encoding;
  const { signal } = hooks;
  const size = sizeSeen(clip, latticeOf(shape).columns);
  const steadiness = { margin: MARGIN, budget };
  const mosaic = await movingMosaic(
    { shape, size, library, photos, settings, rules, pool: search, steadiness },
    { signal, onProgress: hooks.onProgress },
  );
  const placed = place(shape, options.cell);
  const runner = coders.open(CLIP_TASK, { encoding: format.encoding, boxes: placed.boxes });
  const collector = frameCollector({ photos, views: mosaic.views, placed });
  const make = async (part: ClipPart, buffer: PartBuffer) =>
    runner.run({ changes: part.changes, views: await collector.viewsOf(part), buffer }, signal);
  const queue = partQueue({ format, kept, jobs, make }, writer);
  const cells = keptFrames(kept.parts, placed.boxes.length / 4);
  const tally = tallyOf(mosaic.views.features.owner, placed.boxes.length / 4);

  const judging = frameJudge(mosaic, photos, total);
  const targets = readFrames(clip, { fps, ...size }, signal);
  let part: MosaicFrame[] = [];
  const endPart = async (): Promise<void> => {
    const first = tally.frames - part.length;
    if (!(await cells.read(first))) await cells.keep(first, part);
    await queue.add(collector.partOf(first, part));
    part = [];
  };
  const keeping = { kept: cells, framesAPart: format.framesAPart };
  for await (const { frame, target } of foundFrames(mosaic, targets, keeping, signal)) {
    tally.add(frame);
    await judging.add(frame, target);
    part.push(frame);
    if (part.length === format.framesAPart) await endPart();
    hooks.onProgress?.({ stage: 'film', done: tally.frames, total });
  }
  if (part.length > 0) await endPart();
  await queue.end();
  requireAll(clip, tally.frames, total);
  return { ...tally.result(), seconds: total / fps, likeness: judging.result(), ...queue.work };
}

/** As many pixels as the cells are described from, no more than there are, in the proportions of the clip. */
function sizeSeen({ width, height }: ClipFacts, columns: number): PixelSize {
  const seen = Math.min(width, columns * DETAIL);
  return { width: seen, height: Math.max(1, Math.round((seen * height) / width)) };
}

function requireAll({ path }: ClipFacts, frames: number, counted: number): void {
  if (frames === counted) return;
  const facts = { file: path, expected: `the ${counted} frames that were counted`, received: frames };
  throw new MosaicError('damaged', { ...facts, waysOut: [{ do: 'retry' }] });
}

/** Counts what becomes of the frames. */
function tallyOf(owner: Uint32Array, cells: number) {
  const used = new Set<number>();
  const counts = { frames: 0, shots: 0, changes: 0, spacing: 0 };
  return {
    get frames() {
      return counts.frames;
    },
    add({ assignment, changed, isCut, spacing }: MosaicFrame): void {
      counts.frames++;
      counts.spacing = spacing;
      if (isCut) counts.shots++;
      else counts.changes += changed.length;
      for (const cell of changed) used.add(owner[assignment[cell]]);
    },
    result() {
      const { frames, shots, changes, spacing } = counts;
      return { frames, shots, changed: changes / (cells * Math.max(1, frames - shots)), used: used.size, spacing };
    },
  };
}
