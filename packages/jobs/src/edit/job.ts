/** `edit`: changes a plan, and moves only what must move. */

import { cellName, type EditResult, editPlan, encodePlan, type PictureFacts, scorecard, variety } from '@tesserae/core';
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
import { openLibrary, openPool } from '@tesserae/node';
import { formatOf, writeWhole } from '@tesserae/node/internal';
import { scannedOf } from '../collection/collection.js';
import { estimateDrawing, pictureBytes } from '../estimate/estimate.js';
import { spaceNotes } from '../estimate/space.js';
import type { Events } from '../events.js';
import { hooksOf, type Running } from '../job.js';
import { MOST_JUDGED } from '../make/job.js';
import { numbersOf } from '../make/records.js';
import { placedIn } from '../make/solve.js';
import type { Note } from '../notes.js';
import { type Drawn, type DrawnPicture, drawToFile } from '../picture/draw.js';
import { enlargedNotes } from '../picture/enlarged.js';
import { type PictureOfPlan, pictureOfPlan } from '../picture/of-plan.js';
import { type DrawnPhotos, withPhotos } from '../plan/photos-to-draw.js';
import { olderNotes, settingsOfPlan } from '../plan/settings-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import { asksForChanges, changesIn } from './changes.js';
import type { EditInput } from './options.js';
import { photosToEdit } from './photos.js';
import { planOutput, planToEdit } from './request.js';

/** As `Job` has it. */
export async function prepare(input: EditInput, running: Running) {
  const work = await workOf(input, running);
  const { saved, changes, photos, picture, output } = work;
  const { settings, render, dryRun = false } = input;
  const { library, added, missing, report } = photos;
  const { shape } = saved.plan.layout;
  const facts = {
    // where the edited plan goes, and the picture of it
    ...{ plan: output, output: render ?? null, dryRun },
    ...{ ...latticeOf(shape), cells: cellsIn(shape) },
    // photos that may be used; how many of them the plan did not have, and how many of the plan's are gone
    ...{ photos: library.ids.length, added, missing, scanned: scannedOf(report), refused: report?.refused ?? 0 },
  };
  const notes: Note[] = picture && !dryRun ? await spaceNotes(picture.output, bytesOf(picture)) : [];
  notes.push(...olderNotes(saved));
  if (!asksForChanges(input, changes)) notes.push({ code: 'nothing-to-change', values: {} });
  if (missing > 0) notes.push({ code: 'photos-gone', values: { photos: missing } });
  return {
    ...{ facts, notes, outputs: dryRun ? [] : [output, render] },
    estimate: picture && estimateDrawing(saved.plan, { ...picture, settings }),
    run: async (running: Running) => ({ ...facts, ...(await edit(work, running)) }),
  };
}

/** All that can be refused before anything is sought. */
async function workOf(input: EditInput, running: Running) {
  const { settings, render } = input;
  const { host } = running;
  const output = planOutput(input);
  if (render !== undefined) formatOf(render);
  const saved = await planToEdit(input, output, running);
  const changes = changesIn(input, saved.plan.layout.shape);
  const picture = render === undefined ? undefined : pictureOfPlan(render, settings, saved);
  // the settings of the plan, with the bounds that are asked for
  const made = { ...settingsOfPlan(saved), ...changes.bounds };
  const watch = stopwatch(['index', 'solve', 'draw']);
  const target = await targetOfPlan(saved, input.target, running);
  const photos = await photosToEdit({ input, outputs: { output, render }, saved, changes }, running);
  host.decoders.stopIdle(); // their memory is for the search now
  return { input, output, saved, changes, picture, made, watch, target, photos };
}

/** An edit that can be begun. */
type Work = Awaited<ReturnType<typeof workOf>>;

function bytesOf({ width, height, format }: PictureOfPlan): number {
  return pictureBytes(width * height, format);
}

async function edit(work: Work, running: Running) {
  const { input, photos, picture, watch } = work;
  const { library, paths } = photos;
  watch.begin('solve');
  const file = await openLibrary(photos.path, { readOnly: true });
  const wanted = {
    library: file,
    ids: library.ids,
    paths,
    output: picture?.output,
    look: settingsOfPlan(work.saved).photosLook,
  };
  return await withPhotos(wanted, input.settings, running, async (source) => {
    const edited = await solve(work, source, running);
    tellMoves(work, edited, running.events);
    const drawn = input.dryRun ? undefined : await write(work, { edited, source }, running);
    const { moved, certificate, costBefore, violations } = edited;
    return {
      // cells that show another photo, or another part of one: each was told in an event
      ...{ moved: moved.length, causes: countsOf(edited.causes) },
      // what the cells differ from the target, all together; null before if photos were gone
      ...{ costBefore: costBefore ?? null, cost: certificate.cost },
      certificate: { ...certificate, violations: violations.length },
      ...{ bytes: drawn?.bytes ?? null, recolor: drawn?.recolor ?? null, timings: watch.timings() },
    };
  });
}

async function solve(
  { input, saved, made, target, photos: { library, edit } }: Work,
  { photos }: DrawnPhotos,
  running: Running,
): Promise<EditResult> {
  const { plan, certificate } = saved;
  const pool = openPool(input.settings.jobs || undefined);
  const given = { plan, certificate, target: target.raster, library, photos, settings: made, edit, pool };
  return await editPlan(given, hooksOf(running)).finally(() => pool.close());
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

function countsOf(causes: readonly Cause[]) {
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
async function write(work: Work, { edited, source }: ToWrite, running: Running) {
  const { input, target, photos, picture, output: path, watch } = work;
  const { force } = input;
  const { events } = running;
  const planFile = (picture?: EditedPicture) => ({ path, data: planText(work, edited, picture) });
  let drawn: Drawn | undefined;
  if (picture === undefined) {
    await writeWhole(planFile(), { force });
  } else {
    watch.begin('draw');
    const { plan } = edited;
    const { output, cell, settings } = picture;
    const judged = plan.photos.length <= MOST_JUDGED;
    const drawing = { plan, photos: source.photos, output, name: 'render', cell, settings, force, judged };
    const beside = async ({ likeness, hash }: DrawnPicture) => [planFile({ likeness, sha256: await hash() })];
    drawn = await drawToFile({ ...drawing, target: target.raster, beside }, running);
    const enlarged = enlargedCells(plan, photos.library.sizes, cell);
    for (const note of enlargedNotes(enlarged, plan.photos.length, cell)) events({ type: 'note', note });
  }
  events({ type: 'artifact', name: 'output', path });
  return drawn;
}

/** How an edited plan looks. */
interface EditedPicture extends PictureFacts {
  /** Undefined if it was not judged. */
  readonly likeness: PixelMetrics | undefined;
}

const RULES: readonly SettingName[] = ['maxUses', 'minUses', 'spacing'];

function planText({ input, saved, photos }: Work, edited: EditResult, picture: EditedPicture | undefined): string {
  const likeness = picture?.likeness;
  const { settings } = input;
  const rules = givenSettings({ ...settings, given: settings.given.filter((name) => RULES.includes(name)) });
  return encodePlan({
    ...saved,
    plan: edited.plan,
    // the picture of the plan as it was shows this one only if nothing moved
    picture: picture ? { sha256: picture.sha256 } : edited.moved.length === 0 ? saved.picture : undefined,
    ...{ library: photos.path, paths: photos.paths, certificate: edited.certificate },
    settings: { ...givenSettings(settingsOfPlan(saved)), ...rules },
    violations: edited.violations.map(plainViolation),
    // what was measured of the plan as it was says nothing of this one
    metrics: likeness ? numbersOf(metricsOf(scorecard(likeness, variety(placedIn(edited.plan))))) : null,
  });
}
