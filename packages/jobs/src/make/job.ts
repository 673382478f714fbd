/** `make`: the photos, then the plan, then the picture. */

import { MosaicError, type PhotoSource, type Plan, pipe, type Shape, scorecard, variety } from '@tesserae/core';
import { enlargedCells, errorMap, metricsOf, type PixelMetrics, type RuleOverrides } from '@tesserae/core/internal';
import { fileSink, type LibraryFile, openLibrary, openPhotos } from '@tesserae/node';
import { writeWhole } from '@tesserae/node/internal';
import { type Collection, withCollection } from '../collection/collection.js';
import { type Estimate, estimateMosaic, pictureBytes } from '../estimate/estimate.js';
import { checkMemory } from '../estimate/memory.js';
import { spaceNotes } from '../estimate/space.js';
import type { Events } from '../events.js';
import type { Running } from '../job.js';
import type { Note } from '../notes.js';
import { checkAgainstLibrary } from '../outputs/check.js';
import { partsOfPlan } from '../outputs/parts.js';
import { type Drawn, type DrawnPicture, drawToFile } from '../picture/draw.js';
import { enlargedNotes } from '../picture/enlarged.js';
import { overlayNotes } from '../picture/of-plan.js';
import { fillNotes, paperNotes } from '../picture/paper.js';
import { withPhotos } from '../plan/photos-to-draw.js';
import { pinnedRules } from '../rules/pins.js';
import { type Stopwatch, stopwatch } from '../stopwatch.js';
import { faceNotes } from './faces.js';
import { factsOf, type MakeFacts } from './facts.js';
import { forecast } from './forecast.js';
import type { MakeInput } from './options.js';
import { planFiles, type Records, recordFiles } from './records.js';
import { type MakeRequest, makeRequest, outputsOf, planOf } from './request.js';
import { placedIn, solve, spacingNotes, usesOf } from './solve.js';
import { tintNotes } from './tint.js';

/** More cells than this are judged only when asked: it takes longer than drawing them. */
export const MOST_JUDGED = 50_000;

/** What became of it. */
export type Mosaic = Awaited<ReturnType<typeof make>>;

/** A mosaic that can be begun. */
interface Task {
  readonly request: MakeRequest;
  readonly collection: Collection;
  readonly rules: RuleOverrides;
  readonly watch: Stopwatch;
  readonly facts: MakeFacts;
}

/** As `Job` has it. */
export async function prepare(asked: MakeInput, running: Running) {
  const input = { ...asked, plan: planOf(asked) };
  const { settings } = input;
  const { host } = running;
  const request = await makeRequest(input, running);
  const { output, format, size } = request;
  const watch = stopwatch(['index', 'describe', 'assign', 'draw']);
  return await withCollection({ input, scratch: input.dryRun === true }, running, async (collection, file) => {
    const photos = collection.library.ids.length;
    host.decoders.stopIdle(); // their memory is for the search now
    await checkAgainstLibrary(outputsOf(input), file);
    const picture = { ...size, format: format?.name };
    checkMemory(settings, picture, photos);
    const estimate = estimateMosaic({ settings, photos, ...picture });
    const rules = pinnedRules(input, { library: collection.library, file }, size.shape);
    const notes = [...fillNotes(settings, request.target.raster), ...paperNotes(settings, size.shape, size.cell)];
    if (input.dryRun) return await lookAhead({ request, collection, rules, watch, estimate, notes, file }, running);
    if (output !== undefined && format !== undefined) {
      notes.push(...(await spaceNotes(output, pictureBytes(size.width * size.height, format.name))));
    }
    const facts = factsOf(request, collection, watch.timings());
    return {
      ...{ facts, estimate, notes, outputs: Object.values(outputsOf(input)) },
      run: (running: Running) => make({ request, collection, rules, watch, facts }, running),
    };
  });
}

/** A dry run is done when it is prepared: what it tells are the facts. */
async function lookAhead(
  task: Omit<Task, 'facts'> & {
    readonly estimate: Estimate;
    readonly notes: readonly Note[];
    readonly file: LibraryFile;
  },
  running: Running,
) {
  const { request, collection, rules, watch, estimate, file } = task;
  watch.begin('describe');
  const photos = openPhotos(file, collection.library.ids, { look: request.input.settings.photosLook });
  const ahead = await forecast(request, collection, { rules, photos, estimate }, running);
  const facts = { ...factsOf(request, collection, watch.timings()), forecast: ahead };
  const notes = [...task.notes, ...spacingNotes(request.input.settings, ahead.spacing)];
  return { facts, estimate, notes, run: async () => facts };
}

async function make(task: Task, running: Running) {
  const { request, collection, rules, watch, facts } = task;
  const { input, target } = request;
  const { paths, library } = collection;
  const { events, signal } = running;
  const file = await openLibrary(collection.path, { readOnly: true });
  // one source for all: what was described from is drawn from
  const wanted = {
    library: file,
    ids: library.ids,
    paths,
    output: input.output ?? '.',
    look: input.settings.photosLook,
  };
  return await withPhotos(wanted, input.settings, running, async ({ photos }) => {
    const toSolve = { target, library, photos, settings: input.settings, rules, watch };
    const made = await solve({ ...toSolve, keepsPlan: input.plan !== undefined }, running);
    const records = { target, library: file, paths, made, metrics: null };
    if (signal.aborted) return await keepPlan(input, records, events);
    watch.begin('draw');
    const { likeness, recolor, bytes } = await draw(request, { records, photos }, running);
    if (likeness && input.errorMap !== undefined) {
      const { shape } = made.plan.layout;
      await writeErrorMap(input.errorMap, { shape, samples: likeness.far_samples }, { force: input.force }, signal);
      events({ type: 'artifact', name: 'errorMap', path: input.errorMap });
    }
    const { plan, violations } = made;
    const enlarged = enlargedCells(plan, library.sizes, request.size.cell);
    const tintable = { plan, target: target.raster, photos, likeness };
    const notes = [
      ...enlargedNotes(enlarged, plan.photos.length, request.size.cell),
      ...overlayNotes(plan),
      ...faceNotes(target, plan.layout.shape),
      ...(await tintNotes(input.settings, tintable, signal)),
    ];
    for (const note of notes) events({ type: 'note', note });
    return {
      ...facts,
      // how many photos are used, and how often the most used one
      ...usesOf(plan),
      // both are null where they were not measured
      ...{ metrics: metricsOfDrawing(plan, likeness), recolor },
      // the bound of gains, 1 if none was needed; null if no tint was asked for
      tint: input.settings.tint === 1 ? null : made.tint,
      ...{ overlay: plan.overlay, enlarged, bytes, boundsCost: made.boundsCost },
      certificate: { ...made.certificate, violations: violations.length },
      rules: { ...facts.rules, spacing: plan.rules.spacing },
      ...{ plan: input.plan ?? null, errorMap: input.errorMap ?? null, timings: watch.timings() },
    };
  });
}

/** Stopped while it searched: the best plan so far is kept, and nothing is drawn. */
async function keepPlan(input: MakeInput, records: Records, events: Events): Promise<never> {
  for (const file of planFiles(input, records)) {
    await writeWhole(file, { force: input.force });
    events({ type: 'artifact', name: 'plan', path: file.path });
    const untinted = input.settings.tint !== 1 && records.made.plan.tint.every((gain) => gain === 1) ? 1 : 0;
    const values = { plan: file.path, output: input.output ?? '', untinted };
    events({ type: 'note', note: { code: 'plan-kept', values } });
  }
  throw new MosaicError('aborted');
}

async function draw(
  { input, icc, target, size, margin }: MakeRequest,
  { records, photos }: { readonly records: Records; readonly photos: PhotoSource },
  running: Running,
): Promise<Drawn> {
  const { settings, errorMap, output = '', force, pyramid, resume } = input;
  const { plan } = records.made;
  const judged = settings.score || errorMap !== undefined || plan.photos.length <= MOST_JUDGED;
  const drawing = {
    ...{ plan, photos, output, settings, judged, force, pyramid, cell: size.cell, target: target.raster },
    parts: await partsOfPlan(plan, target, resume, running),
    ...{ icc, margin },
    beside: async ({ likeness, hash }: DrawnPicture) => {
      const picture = input.plan === undefined ? undefined : { sha256: await hash() };
      return recordFiles(input, { ...records, picture, metrics: metricsOfDrawing(plan, likeness) });
    },
  };
  return await drawToFile(drawing, running);
}

function metricsOfDrawing(plan: Plan, likeness: PixelMetrics | undefined) {
  return likeness ? metricsOf(scorecard(likeness, variety(placedIn(plan)))) : null;
}

/** Draws where a mosaic differs from its target. @param samples  CIEDE2000 from afar */
async function writeErrorMap(
  path: string,
  { shape, samples }: { readonly shape: Shape; readonly samples: Float32Array },
  options: { readonly force?: boolean },
  signal: AbortSignal,
): Promise<void> {
  const map = errorMap(shape, samples);
  const { width, height } = map;
  const sink = await fileSink(path, { width, height, quality: 100, ...options });
  await pipe(only({ y: 0, raster: map }), sink, { signal });
}

async function* only<T>(chunk: T): AsyncGenerator<T, void, void> {
  yield chunk;
}
