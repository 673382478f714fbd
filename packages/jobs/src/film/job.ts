/** `film`: a plan as a film. */

import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { cellName, type PlanFile, type Progress } from '@tesserae/core';
import { isGiven, latticeOf, type Style } from '@tesserae/core/internal';
import { type LibraryFile, openPhotos, writeFilm } from '@tesserae/node';
import { type EarlierParts, scratchIn } from '@tesserae/node/internal';
import { spaceNotes } from '../estimate/space.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import { checkAgainstLibrary, pathsOf } from '../outputs/check.js';
import { photosToDraw } from '../plan/photos-to-draw.js';
import { type Stopwatch, stopwatch } from '../stopwatch.js';
import { estimateFilm } from './estimate.js';
import { flashNotes } from './flashes.js';
import { landingNotes, landingOf } from './landing.js';
import { FILM, type FilmInput } from './options.js';
import { filmBytes } from './output.js';
import { filmKey } from './parts-key.js';
import { type FilmRequest, filmRequest, outputsOf } from './request.js';
import { type FilmLibraries, innerMosaics, sourceOf, withLibraries } from './source.js';

/** What a film will be. */
export interface FilmFacts {
  readonly columns: number;
  readonly rows: number;
  /** Pixels of a frame. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly seconds: number;
  /** For people. */
  readonly encoder: string;
  /** Null if the script is a file. */
  readonly style: Style | null;
  readonly scenes: number;
  /** The cell that it lands in, and the name of the photo's file; null if it lands nowhere. */
  readonly landing: string | null;
  readonly photo: string | null;
}

/** What was made. */
export interface Filmed extends Omit<FilmFacts, 'photo'> {
  readonly output: string;
  readonly poster: string | null;
  /** Seconds of work, of all threads together. */
  readonly drawing: number;
  readonly coding: number;
  /** Photos drawn from their thumbnails. */
  readonly standIns: number;
  /** Null for frames in a folder. */
  readonly bytes: number | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Makes a film of a plan. */
export const filmJob: Job<FilmInput, Filmed, FilmFacts> = { name: 'film', options: FILM, prepare };

async function prepare(
  input: FilmInput,
  host: Host,
  _events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<Filmed, FilmFacts>> {
  const request = await filmRequest(input, host, signal);
  const watch = stopwatch(['prepare', 'film']);
  watch.begin('prepare');
  const { output, frame, shows, mosaics, style, saved, other } = request;
  const { least, ...estimate } = estimateFilm(request);
  const notes = await spaceNotes(output, estimate.disk, least);
  return await withLibraries(request, async (libraries) => {
    const { own, other: theirs } = libraries;
    await checkAgainstLibrary(outputsOf(input), own);
    if (theirs) await checkAgainstLibrary(outputsOf(input), theirs);
    const otherPhotos = theirs && other && openPhotos(theirs, other.plan.ids);
    const source = sourceOf(request, libraries, openPhotos(own, saved.plan.ids), otherPhotos);
    const landing = shows.landing ? await landingOf(request, source, own, signal) : 0;
    if (shows.landing && mosaics === 0) notes.push(...landingNotes({ ...source, landing }, frame));
    if (style === null && mosaics < 2) notes.push(...(await flashNotes({ ...source, landing }, frame)));
    const facts = factsOf(request, landing);
    return {
      ...{ facts, estimate, notes },
      run: (events = UNHEARD, signal = ENDLESS) =>
        host.outputs.during(pathsOf({ output, poster: input.poster }), () =>
          withLibraries(request, (opened) =>
            shoot({ request, landing, facts, watch }, opened, host, { events, signal }),
          ),
        ),
    };
  });
}

function factsOf({ saved, frame, frames, format, style, script, shows }: FilmRequest, landing: number): FilmFacts {
  const { plan, paths } = saved;
  const { shape } = plan.layout;
  return {
    ...{ ...latticeOf(shape), ...frame, frames, seconds: frames / frame.fps, encoder: format.said },
    ...{ style, scenes: script.scenes.length },
    landing: shows.landing ? cellName(landing, shape) : null,
    photo: shows.landing ? basename(paths[plan.photos[landing]]) : null,
  };
}

/** A film that can be begun. */
interface Task {
  readonly request: FilmRequest;
  /** 0 if it lands nowhere. */
  readonly landing: number;
  readonly facts: FilmFacts;
  readonly watch: Stopwatch;
}

async function shoot(
  { request, landing, facts, watch }: Task,
  libraries: FilmLibraries,
  host: Host,
  { events, signal }: { readonly events: Events; readonly signal: AbortSignal },
): Promise<Filmed> {
  const { input, output, saved, other, shows, mosaics, frame, frames, format, threads } = request;
  const { settings, poster, force, resume = false } = input;
  // a photo that is seen from near and from afar is decoded once and put aside
  const scratch = scratchIn(dirname(resolve(output)));
  // a zoom waits for originals in its middle: as many are decoded at a time as there are cores, unless memory is short
  const decodeAtOnce = isGiven(settings, 'memory') ? undefined : settings.jobs || availableParallelism();
  const photosOf = (library: LibraryFile, { plan, paths }: PlanFile) =>
    photosToDraw({ library, ids: plan.ids, paths, scratch, decodeAtOnce }, settings, host, events);
  try {
    const mine = photosOf(libraries.own, saved);
    const theirs = libraries.other && other && photosOf(libraries.other, other);
    const first = { ...sourceOf(request, libraries, mine.photos, theirs?.photos), landing };
    const onProgress = (progress: Progress): void => events({ type: 'progress', progress });
    const inner = mosaics > 1 ? await innerMosaics(request, first, libraries.own, { signal, onProgress }) : [];
    const source = { ...first, inner };
    // with mosaics to go into, it is known only now
    const flashes = facts.style === null && mosaics > 1 ? await flashNotes(source, frame) : [];
    for (const note of flashes) events({ type: 'note', note });
    watch.begin('film');
    const key = filmKey(request, inner, await host.decoders.codecVersion());
    const parts = { key, resume, onEarlier: (parts: EarlierParts) => events({ type: 'parts', parts }) };
    const options = { frame, format, poster, force, jobs: threads || undefined, parts };
    const made = await writeFilm(source, options, { signal, onProgress: fromTheStart(frames, onProgress) });
    events({ type: 'artifact', name: 'output', path: output });
    if (poster !== undefined) events({ type: 'artifact', name: 'poster', path: poster });
    if (shows.landing && mosaics === 0 && mine.fromThumbnails.has(saved.plan.photos[landing])) {
      events({ type: 'note', note: { code: 'landing-from-thumbnail', values: {} } });
    }
    const { photo: _, ...known } = facts;
    const standIns = mine.fromThumbnails.size + (theirs?.fromThumbnails.size ?? 0);
    const bytes = await filmBytes(output);
    return { output, ...known, ...made, poster: poster ?? null, standIns, bytes, timings: watch.timings() };
  } finally {
    await scratch.close();
  }
}

/** Progress of the film is there from the start: until the first frames come, photos are read. */
function fromTheStart(frames: number, onProgress: (progress: Progress) => void): (progress: Progress) => void {
  const begin = () => onProgress({ stage: 'film', done: 0, total: frames });
  begin();
  return (progress) => {
    onProgress(progress);
    if (progress.stage === 'photos' && progress.done === progress.total) begin();
  };
}
