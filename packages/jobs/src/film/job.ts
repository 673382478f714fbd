/** `film`: a plan as a film. */

import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { cellName, type Plan, type PlanFile, type Progress } from '@tesserae/core';
import { isGiven, latticeOf } from '@tesserae/core/internal';
import { type LibraryFile, openPhotos, writeFilm } from '@tesserae/node';
import { partsKey, planKey, scratchIn } from '@tesserae/node/internal';
import { spaceNotes } from '../estimate/space.js';
import { hooksOf, type Running } from '../job.js';
import { checkAgainstLibrary } from '../outputs/check.js';
import { partsOf } from '../outputs/parts.js';
import { photosToDraw } from '../plan/photos-to-draw.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { type Stopwatch, stopwatch } from '../stopwatch.js';
import { endlessSeconds, estimateFilm } from './estimate.js';
import { flashNotes } from './flashes.js';
import { landingNotes, landingOf } from './landing.js';
import type { FilmInput } from './options.js';
import { filmBytes } from './output.js';
import { type FilmRequest, filmRequest, outputsOf } from './request.js';
import { type FilmLibraries, innerMosaics, sourceOf, withLibraries } from './source.js';

/** As `Job` has it. */
export async function prepare(input: FilmInput, running: Running) {
  const request = await filmRequest(input, running);
  const watch = stopwatch(['prepare', 'film']);
  const { output, frame, shows, mosaics, style, saved, other } = request;
  const { least, seconds, ...room } = estimateFilm(request);
  const estimate = { ...room, seconds: seconds + endlessSeconds(saved, mosaics, request.threads) };
  const notes = await spaceNotes(output, estimate.disk, least);
  return await withLibraries(request, async (libraries) => {
    const { own, other: theirs } = libraries;
    await checkAgainstLibrary(outputsOf(input), own);
    if (theirs) await checkAgainstLibrary(outputsOf(input), theirs);
    const otherPhotos = theirs && other && openPhotos(theirs, other.plan.ids, { look: lookOf(other) });
    const source = sourceOf(request, libraries, openPhotos(own, saved.plan.ids, { look: lookOf(saved) }), otherPhotos);
    const landing = shows.landing ? await landingOf(request, source, own, running.signal) : 0;
    if (shows.landing && mosaics === 0) notes.push(...landingNotes({ ...source, landing }, frame));
    if (style === null && mosaics < 2) notes.push(...(await flashNotes({ ...source, landing }, frame)));
    const { photo, ...facts } = factsOf(request, landing);
    return {
      ...{ facts: { ...facts, photo }, estimate, notes, outputs: [output, input.poster] },
      run: async (running: Running) => ({
        ...{ output, ...facts },
        ...(await withLibraries(request, (opened) => shoot({ request, landing, watch }, opened, running))),
      }),
    };
  });
}

/** What a film will be. */
function factsOf({ saved, frame, frames, format, style, script, shows, sound, input }: FilmRequest, landing: number) {
  const { plan, paths } = saved;
  const { shape } = plan.layout;
  return {
    ...{ ...latticeOf(shape), ...frame, frames, seconds: frames / frame.fps, encoder: format.said },
    ...{ style, scenes: script.scenes.length },
    // what is heard, and whether it is encoded again; null if nothing is
    sound: sound && input.audio ? { file: basename(input.audio), codec: sound.codec, encoder: sound.encoder } : null,
    // the cell that it lands in, and the name of the photo's file; null if it lands nowhere
    landing: shows.landing ? cellName(landing, shape) : null,
    photo: shows.landing ? basename(paths[plan.photos[landing]]) : null,
  };
}

/** A film that can be begun. */
interface Task {
  readonly request: FilmRequest;
  /** 0 if it lands nowhere. */
  readonly landing: number;
  readonly watch: Stopwatch;
}

async function shoot({ request, landing, watch }: Task, libraries: FilmLibraries, running: Running) {
  const { input, output, saved, other, shows, style, mosaics, frame, frames, format, threads, sound } = request;
  const { settings, poster, force, resume } = input;
  const { host, events, signal } = running;
  const { onProgress } = hooksOf(running);
  // a photo that is seen from near and from afar is decoded once and put aside
  const scratch = scratchIn(dirname(resolve(output)));
  // a zoom waits for originals in its middle: as many are decoded at a time as there are cores, unless memory is short
  const decodeAtOnce = isGiven(settings, 'memory') ? undefined : settings.jobs || availableParallelism();
  const photosOf = (library: LibraryFile, planned: PlanFile) => {
    const { plan, paths } = planned;
    const look = lookOf(planned);
    return photosToDraw({ library, ids: plan.ids, paths, look, scratch, decodeAtOnce }, settings, running);
  };
  try {
    const mine = photosOf(libraries.own, saved);
    const theirs = libraries.other && other && photosOf(libraries.other, other);
    const first = { ...sourceOf(request, libraries, mine.photos, theirs?.photos), landing };
    const inner = mosaics > 1 ? await innerMosaics(request, first, libraries.own, { signal, onProgress }) : [];
    const source = { ...first, inner };
    // with mosaics to go into, it is known only now
    const flashes = style === null && mosaics > 1 ? await flashNotes(source, frame) : [];
    for (const note of flashes) events({ type: 'note', note });
    watch.begin('film');
    const parts = partsOf(filmKey(request, inner, await host.decoders.codecVersion()), resume, running);
    const options = { frame, format, poster, force, jobs: threads || undefined, sound: sound?.copy, parts };
    const made = await writeFilm(source, options, { signal, onProgress: fromTheStart(frames, onProgress) });
    events({ type: 'artifact', name: 'output', path: output });
    if (poster !== undefined) events({ type: 'artifact', name: 'poster', path: poster });
    if (shows.landing && mosaics === 0 && mine.fromThumbnails.has(saved.plan.photos[landing])) {
      events({ type: 'note', note: { code: 'landing-from-thumbnail', values: {} } });
    }
    const standIns = mine.fromThumbnails.size + (theirs?.fromThumbnails.size ?? 0);
    // no bytes are told of frames in a folder
    return { ...made, poster: poster ?? null, standIns, bytes: await filmBytes(output), timings: watch.timings() };
  } finally {
    await scratch.close();
  }
}

/** How the photos of a plan are drawn. */
function lookOf(saved: PlanFile) {
  return settingsOfPlan(saved).photosLook;
}

/** What the frames depend on besides the script: the plans, and the pictures they are made for. */
function filmKey({ saved, other }: FilmRequest, inner: readonly { readonly plan: Plan }[], codec: string): string {
  const { target } = saved;
  const plans = [saved, ...(other ? [other] : []), ...inner.map(({ plan }) => ({ plan, target }))];
  return partsKey(plans.map(({ plan, target: { sha256 } }) => [sha256, planKey(plan, { target: sha256, codec })]));
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
