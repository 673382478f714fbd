/**
 * A plan as a film. The steps, each with a file of its own:
 *
 *     plan, script ─ stageOf, timelineOf ─▶ Timeline: from it every worker knows every moment
 *     plan, photos ─ pictures ─ backgrounds ─▶ levels: pictures as large as the frames see them ┐
 *                  └ loadFlying ──────────────▶ photos that fly                                 ├─ film-task, in workers ─▶ parts
 *                                                                                               ┘
 *     parts, in order ─ ../mux ─▶ a file
 */

import { availableParallelism } from 'node:os';
import type { Hooks, Sink } from '@tesserae/core';
import { type FilmGeometry, momentAt, type Timeline, timelineOf } from '@tesserae/core/internal';
import type { PartsOptions } from '../../files/parts.js';
import { fileSink } from '../../pictures/sink.js';
import { openPool } from '../../work/pool.js';
import { type FramesOfPart, openFilmParts, partQueue } from '../film-parts.js';
import type { CopySound } from '../mux/copy-sound.js';
import type { FilmFormat } from '../mux/film-format.js';
import type { PartBuffer } from '../part-buffers.js';
import { frameBackgrounds } from './backgrounds.js';
import { FILM_TASK, type FilmShared } from './film-task.js';
import { type Flying, loadFlying } from './flying.js';
import { partsOf } from './parts.js';
import { drawPoster } from './poster.js';
import { type FilmSource, picturesOf, stageOf } from './stage.js';
import { filmTexts } from './titles.js';

/** What a film is made from. */
export type FilmInput = FilmSource;

/** How to make it. */
export interface FilmOptions {
  /** Pixels of a frame, frames a second. */
  readonly frame: FilmGeometry['frame'];
  /** What `chooseFormat` chose for the film's size and length. */
  readonly format: FilmFormat;
  /** A picture of the film, beside it. */
  readonly poster?: string;
  /** Threads that draw and encode; the processor's by default. The film does not depend on it. */
  readonly jobs?: number;
  /** What is heard. */
  readonly sound?: CopySound | undefined;
  /** Replace what is there. */
  readonly force?: boolean;
  /** Keeps parts of the film; the key is that of the plans and targets. */
  readonly parts?: PartsOptions;
}

/** What came of it. */
export interface FilmResult {
  readonly frames: number;
  readonly seconds: number;
  /** Seconds of work, of all threads together. */
  readonly drawing: number;
  readonly coding: number;
}

/**
 * Makes a film. It appears complete, or not at all; a poster appears after it. Memory does not depend on the film's length,
 * nor do its bytes on the number of threads.
 *
 * Progress counts the views of photos that fly (`photos`), then frames (`film`).
 *
 * @throws MosaicError `settings` for a script that does not fit the plan; `exists`, `no-space` … as outputs do; `aborted`;
 *         what the photos throw
 */
export async function writeFilm(input: FilmInput, options: FilmOptions, hooks: Hooks = {}): Promise<FilmResult> {
  const { frame, format, jobs = availableParallelism(), force = false, sound } = options;
  const stage = stageOf(input, frame);
  const timeline = timelineOf(input.script, stage);
  const kept = await openFilmParts(format, options, [frame, input.script, input.landing]);
  const pool = openPool(jobs, new URL(import.meta.resolve('@tesserae/node/internal/video-worker')));
  const stop = new AbortController(); // what is drawn ahead is of no more use when something fails
  const { onProgress } = hooks;
  const signal = hooks.signal ? AbortSignal.any([hooks.signal, stop.signal]) : stop.signal;
  const begun: Sink<never>[] = [];
  try {
    const writer = await format.writer({ force, sound, parts: kept.parts });
    begun.push(writer);
    const poster = options.poster === undefined ? undefined : await fileSink(options.poster, { ...frame, force });
    if (poster) begun.push(poster);

    const backgrounds = frameBackgrounds(timeline, picturesOf(input, stage, jobs));
    const flying = await flyingOf(input, timeline, jobs, { signal, onProgress });
    const texts = await filmTexts(input.script, frame);
    const background = colourOf(input.script.background);
    const task: FilmShared = { timeline, encoding: format.encoding, background, ...(flying && { flying }), texts };
    if (poster) await drawPoster(task, backgrounds, poster, signal);
    const runner = pool.open(FILM_TASK, task);
    const make = async ({ first, frames }: FramesOfPart, buffer: PartBuffer) => {
      const levels = await backgrounds.of(first, first + frames - 1, signal);
      await runner.run({ first, frames, ...levels, buffer }, signal);
    };
    const onWritten = ({ first, frames }: FramesOfPart) => {
      backgrounds.forget(first + frames);
      onProgress?.({ stage: 'film', done: first + frames, total: timeline.frames });
    };
    const queue = partQueue({ format, kept, jobs, make, onWritten }, writer);
    for (const part of partsOf(timeline, format)) await queue.add(part);
    await queue.end();
    await writer.close();
    begun.shift(); // it is there
    await kept.end('done');
    await poster?.close();
    return { frames: timeline.frames, seconds: timeline.seconds, ...queue.work };
  } catch (error) {
    stop.abort();
    await Promise.all(begun.map((sink) => sink.abort(error)));
    await kept.end('given-up');
    throw error;
  } finally {
    await pool.close();
  }
}

async function flyingOf(
  { plan, photos, target, other }: FilmInput,
  timeline: Timeline,
  jobs: number,
  hooks: Hooks,
): Promise<Flying | undefined> {
  let closest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < timeline.frames; i++) {
    const { flies, window } = momentAt(timeline, i);
    if (flies) closest = Math.min(closest, window.w);
  }
  if (closest === Number.POSITIVE_INFINITY) return undefined;
  return await loadFlying({ plan, photos, target, other, stage: timeline.stage, closest, parallel: jobs * 4 }, hooks);
}

function colourOf(hex: string): readonly [r: number, g: number, b: number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
