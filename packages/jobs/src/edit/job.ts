/** `edit`: changes a plan, and moves only what must move. */

import { dirname } from 'node:path';
import {
  cellName,
  type EditResult,
  editPlan,
  encodePlan,
  type PlanFile,
  type Progress,
  parseSettings,
  type Settings,
  scorecard,
  variety,
} from '@tesserae/core';
import {
  type Cause,
  cellsIn,
  enlargedCells,
  givenSettings,
  latticeOf,
  metricsOf,
  type PixelMetrics,
  plainViolation,
  type SettingName,
} from '@tesserae/core/internal';
import { type IndexReport, openLibrary, openPool, type Target } from '@tesserae/node';
import { formatOf, scratchIn, writeWhole } from '@tesserae/node/internal';
import { estimateDrawing, pictureBytes } from '../estimate/estimate.js';
import { spaceNotes } from '../estimate/space.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import { type CertificateFields, certificateFields } from '../files/certificate-fields.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import { MOST_JUDGED } from '../make/job.js';
import { numbersOf } from '../make/records.js';
import { placedIn } from '../make/solve.js';
import type { Note } from '../notes.js';
import { pathsOf } from '../outputs/check.js';
import { type Drawn, drawToFile } from '../picture/draw.js';
import { enlargedNotes } from '../picture/enlarged.js';
import { type DrawnPhotos, photosToDraw } from '../plan/photos-to-draw.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { type Stopwatch, stopwatch } from '../stopwatch.js';
import { asksForChanges, changesIn } from './changes.js';
import { EDIT, type EditInput } from './options.js';
import { type EditPhotos, photosToEdit } from './photos.js';
import { type PictureOfEdit, pictureOfEdit, planOutput, planToEdit } from './request.js';

/** What is known of an edit before it is done. */
export interface EditFacts {
  /** Where the edited plan goes, and the picture of it. */
  readonly plan: string;
  readonly output: string | null;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly cells: number;
  /** Photos that may be used; how many of them the plan did not have, and how many of the plan's are gone. */
  readonly photos: number;
  readonly added: number;
  readonly missing: number;
  /** Null if nothing was scanned. */
  readonly scanned: Omit<IndexReport, 'refusals'> | null;
  readonly refused: number;
}

/** What became of it. */
export interface Edited extends EditFacts {
  /** Cells that show another photo, or another part of one, and how many for which reason; each was told in an event. */
  readonly moved: number;
  readonly causes: Readonly<Partial<Record<Cause, number>>>;
  /** What the cells differ from the target, all together; null before if photos were gone. */
  readonly costBefore: number | null;
  readonly cost: number;
  readonly certificate: CertificateFields;
  /** Of the picture; null without one. */
  readonly bytes: number | null;
  readonly recolor: number | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Edits a plan. */
export const editJob: Job<EditInput, Edited, EditFacts> = { name: 'edit', options: EDIT, prepare };

async function prepare(
  input: EditInput,
  host: Host,
  events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<Edited, EditFacts>> {
  const { settings, render, dryRun = false } = input;
  const output = planOutput(input);
  if (render !== undefined) formatOf(render);
  const saved = await planToEdit(input, output, host);
  const { shape } = saved.plan.layout;
  const changes = changesIn(input, shape);
  const picture = pictureOfEdit(input, saved);
  const made = { ...parseSettings(saved.settings), ...changes.bounds };
  const watch = stopwatch(['index', 'solve', 'draw']);
  watch.begin('index');
  const target = await targetOfPlan(saved, input.target, host, signal);
  const outputs = { output, render };
  const photos = await photosToEdit({ input, outputs, saved, changes }, host, events, signal);
  host.decoders.stopIdle(); // their memory is for the search now
  const { library, added, missing, report } = photos;
  const { columns, rows } = latticeOf(shape);
  const counts = { cells: cellsIn(shape), photos: library.ids.length, added, missing, ...scannedOf(report) };
  const facts = { plan: output, output: render ?? null, dryRun, columns, rows, ...counts };
  const notes: Note[] = picture && !dryRun ? await spaceNotes(picture.output, bytesOf(picture)) : [];
  if (!asksForChanges(input, changes)) notes.push({ code: 'nothing-to-change', values: {} });
  if (missing > 0) notes.push({ code: 'photos-gone', values: { photos: missing } });
  const work = { input, saved, made, target, photos, picture, facts, watch };
  return {
    ...{ facts, notes },
    estimate: picture && estimateDrawing(saved.plan, { ...picture, settings }),
    run: (events = UNHEARD, signal = ENDLESS) =>
      host.outputs.during(dryRun ? [] : pathsOf(outputs), () => edit(work, host, events, signal)),
  };
}

function bytesOf({ width, height, format }: PictureOfEdit): number {
  return pictureBytes(width * height, format);
}

function scannedOf(report: IndexReport | undefined): Pick<EditFacts, 'scanned' | 'refused'> {
  if (report === undefined) return { scanned: null, refused: 0 };
  const { refusals: _, ...scanned } = report;
  return { scanned, refused: scanned.refused };
}

/** An edit that can be begun. */
interface Work {
  readonly input: EditInput;
  readonly saved: PlanFile;
  /** The settings of the plan, with the bounds that are asked for. */
  readonly made: Settings;
  readonly target: Target;
  readonly photos: EditPhotos;
  readonly picture: PictureOfEdit | undefined;
  readonly facts: EditFacts;
  readonly watch: Stopwatch;
}

async function edit(work: Work, host: Host, events: Events, signal: AbortSignal): Promise<Edited> {
  const { input, photos, picture, facts, watch } = work;
  const { library, paths } = photos;
  watch.begin('solve');
  const file = await openLibrary(photos.path, { readOnly: true });
  const scratch = picture && scratchIn(dirname(picture.output));
  try {
    const source = photosToDraw({ library: file, ids: library.ids, paths, scratch }, input.settings, host, events);
    const edited = await solve(work, source, events, signal);
    tellMoves(work, edited, events);
    const drawn = facts.dryRun ? undefined : await write(work, { edited, source }, events, signal);
    const { moved, certificate, costBefore, violations } = edited;
    return {
      ...{ ...facts, moved: moved.length, causes: countsOf(edited.causes) },
      ...{ costBefore: costBefore ?? null, cost: certificate.cost },
      certificate: certificateFields(certificate, violations.length),
      ...{ bytes: drawn?.bytes ?? null, recolor: drawn?.recolor ?? null, timings: watch.timings() },
    };
  } finally {
    await scratch?.close();
    file.close();
  }
}

async function solve(
  { input, saved, made, target, photos }: Work,
  source: DrawnPhotos,
  events: Events,
  signal: AbortSignal,
): Promise<EditResult> {
  const { library, edit } = photos;
  const { plan, certificate } = saved;
  const pool = openPool(input.settings.jobs || undefined);
  const onProgress = (progress: Progress): void => events({ type: 'progress', progress });
  const given = {
    plan,
    certificate,
    target: target.raster,
    library,
    photos: source.photos,
    settings: made,
    edit,
    pool,
  };
  return await editPlan(given, { signal, onProgress }).finally(() => pool.close());
}

/** Tells which cells moved, and if no cell shows a photo that was added. */
function tellMoves(
  { input, saved, photos: { paths, added } }: Work,
  { plan, moved, causes }: EditResult,
  events: Events,
) {
  const before = saved.plan.photos;
  moved.forEach((cell, i) => {
    const [from, to] = [saved.paths[before[cell]], paths[plan.photos[cell]]];
    events({ type: 'moved', cell: cellName(cell, plan.layout.shape), why: causes[i], from, to });
  });
  if (added === 0 || causes.includes('added')) return;
  const known = new Set(saved.plan.ids);
  if (plan.photos.some((photo) => !known.has(plan.ids[photo]))) return;
  const values = { photos: added, wait: input.resolve === 'none' };
  events({ type: 'note', note: { code: 'added-not-shown', values } });
}

function countsOf(causes: readonly Cause[]): Edited['causes'] {
  const counts: Partial<Record<Cause, number>> = {};
  for (const cause of causes) counts[cause] = (counts[cause] ?? 0) + 1;
  return counts;
}

/** What there is to write. */
interface ToWrite {
  readonly edited: EditResult;
  readonly source: DrawnPhotos;
}

/** Writes the plan, and the picture with it if there is to be one: both or none. */
async function write(work: Work, { edited, source }: ToWrite, events: Events, signal: AbortSignal) {
  const { input, target, photos, picture, facts, watch } = work;
  const { force } = input;
  const planFile = (likeness?: PixelMetrics) => ({ path: facts.plan, data: planText(work, edited, likeness) });
  let drawn: Drawn | undefined;
  if (picture === undefined) {
    await writeWhole(planFile(), { force });
  } else {
    watch.begin('draw');
    const { plan } = edited;
    const { output, cell, settings } = picture;
    const judged = plan.photos.length <= MOST_JUDGED;
    const drawing = { plan, photos: source.photos, output, name: 'render', cell, settings, force, judged };
    const beside = (likeness: PixelMetrics | undefined) => [planFile(likeness)];
    drawn = await drawToFile({ ...drawing, target: target.raster, beside }, events, signal);
    const enlarged = enlargedCells(plan, photos.library.sizes, cell);
    for (const note of enlargedNotes(enlarged, plan.photos.length, cell)) events({ type: 'note', note });
  }
  events({ type: 'artifact', name: 'output', path: facts.plan });
  return drawn;
}

const RULES: readonly SettingName[] = ['maxUses', 'minUses', 'spacing'];

function planText({ input, saved, photos }: Work, edited: EditResult, likeness: PixelMetrics | undefined): string {
  const { settings } = input;
  const rules = givenSettings({ ...settings, given: settings.given.filter((name) => RULES.includes(name)) });
  return encodePlan({
    ...saved,
    plan: edited.plan,
    ...{ library: photos.path, paths: photos.paths, certificate: edited.certificate },
    settings: { ...saved.settings, ...rules },
    violations: edited.violations.map(plainViolation),
    // what was measured of the plan as it was says nothing of this one
    metrics: likeness ? numbersOf(metricsOf(scorecard(likeness, variety(placedIn(edited.plan))))) : null,
  });
}
