/** `edit`: changes a plan, and moves only what must move. */

import { dirname } from 'node:path';
import {
  cellWidth,
  type EditResult,
  editPlan,
  encodePlan,
  givenSettings,
  gridPixels,
  type Library,
  MosaicError,
  metricsOf,
  type PhotoSource,
  type PixelMetrics,
  type PlanFile,
  parseSettings,
  plainViolation,
  type Settings,
  scorecard,
  variety,
} from '@tesserae/core';
import { certificateFields, drawingMemory, numbersOf, placedIn, sizeSettings } from '@tesserae/jobs/internal';
import {
  checkFits,
  formatOf,
  type LibraryFile,
  openPhotos,
  openPool,
  scratchIn,
  type Target,
  writeWhole,
} from '@tesserae/node';
import { violationWords } from '../words/en/certificate.js';
import type { Call } from './call.js';
import { exitAfterScan } from './collection.js';
import { type Drawn, drawToFile } from './draw.js';
import { asksForEdits, editOf, readWishes } from './edit-wishes.js';
import { sayEdited } from './edit-words.js';
import { openEditable } from './editable.js';
import { sayEnlarged } from './enlarged.js';
import { megabytes, peakMemory, type Stopwatch, stopwatch } from './facts.js';
import { fewNotes } from './few-notes.js';
import { checkAgainstLibrary, checkOutputs, placesOf } from './outputs.js';
import { readPlan, targetOfPlan } from './plan-on-disk.js';

/** Edits a plan. */
export async function edit(call: Call): Promise<number> {
  const { flags, settings } = call;
  const output = outputOf(call);
  if (flags.render !== undefined) formatOf(flags.render);
  const saved = await checked(call, output);
  const wishes = readWishes(flags, settings, saved.plan.layout.shape);
  const drawing = flags.render === undefined ? undefined : sizeOf(call, saved, flags.render);
  const watch = stopwatch(['index', 'solve', 'draw']);
  watch.begin('index');
  const target = await targetOfPlan(saved, call);
  const editable = await openEditable(call, saved, wishes);
  const scratch = flags.render === undefined ? undefined : scratchIn(dirname(flags.render));
  const { file, library, paths, report } = editable;
  try {
    call.decoders.stopIdle(); // their memory is for the search now
    await checkAgainstLibrary(call, file);
    if (!asksForEdits(flags, wishes)) {
      call.voice.note('nothing is asked to change: --swap, --ban, --pin, --add and others of tesserae edit --help do.');
    }
    watch.begin('solve');
    const photos = openPhotos(file, library.ids, {
      ...{ onNotice: fewNotes(call), decoders: call.decoders, scratch },
      decodeAtOnce: drawingMemory(settings).decoders,
    });
    const made = { ...parseSettings(saved.settings), ...wishes.bounds };
    const input = {
      ...{ plan: saved.plan, certificate: saved.certificate, target: target.raster, library, photos },
      ...{ settings: made, edit: editOf(wishes, flags, file, library) },
    };
    const hooks = { signal: call.signal, onProgress: call.voice.progress };
    const pool = openPool(settings.jobs || undefined);
    const edited = await editPlan({ ...input, pool }, hooks).finally(() => pool.close());
    const before = { plan: saved.plan, paths: saved.paths };
    sayEdited(call, { edited, before, paths, added: editable.added });
    const outcome = { call, saved, edited, file, library, paths, target, photos, output, watch };
    const drawn = flags.dryRun ? undefined : await write(outcome, drawing);
    const exit = exitAfterScan(call, report);
    sayDone(outcome, { drawn, added: editable.added, missing: editable.missing, exit });
    return exit;
  } finally {
    await scratch?.close();
    file.close();
  }
}

/**
 * Where the edited plan goes.
 *
 * @throws MosaicError `usage` if it is not said, or seems to be a picture
 */
function outputOf({ words, flags }: Call): string {
  const { output, force, dryRun } = flags;
  if (output === undefined && !force && !dryRun) {
    const sentence = `output: expected -o NEW.plan.json for the edited plan, or -y to replace ${words[0]}.`;
    throw new MosaicError('usage', sentence);
  }
  if (/\.(png|tiff?|jpe?g|webp|avif)$/i.test(output ?? '')) {
    throw new MosaicError('usage', `output: ${output} is where the edited plan goes. Draw it with --render ${output}.`);
  }
  return output ?? words[0];
}

/** The plan, once it is sure that no output replaces what is read: but for the plan itself, with -y. */
async function checked(call: Call, output: string): Promise<PlanFile> {
  const { words, flags } = call;
  const [path] = words;
  const own = await placesOf(path);
  const inPlace = (await placesOf(output)).some((place) => own.includes(place));
  const writing = { ...call, flags: { ...flags, output } };
  await checkOutputs(writing, { files: inPlace ? [] : [path], photos: [] });
  const saved = await readPlan(path);
  await checkOutputs(writing, { files: [saved.target.path, saved.library], photos: saved.paths });
  return saved;
}

/** How a picture is drawn. */
interface Size {
  readonly path: string;
  readonly cell: number;
  readonly settings: Settings;
}

function sizeOf({ settings }: Call, saved: PlanFile, path: string): Size {
  const { shape } = saved.plan.layout;
  const sized = sizeSettings(settings, saved);
  const cell = cellWidth(sized, shape);
  const { width, height } = gridPixels(shape, cell);
  checkFits(formatOf(path), width, height, shape);
  return { path, cell, settings: sized };
}

/** A plan that was edited, and what of. */
interface Outcome {
  readonly call: Call;
  readonly saved: PlanFile;
  readonly edited: EditResult;
  readonly file: LibraryFile;
  readonly library: Library;
  readonly paths: readonly string[];
  readonly target: Target;
  readonly photos: PhotoSource;
  readonly output: string;
  readonly watch: Stopwatch;
}

/** More cells than this are judged only when asked: it takes longer than drawing them. */
const MOST_JUDGED = 50_000;

/** Writes the plan, and the picture with it if there is to be one: both or none. */
async function write(outcome: Outcome, size: Size | undefined): Promise<Drawn | undefined> {
  const { call, edited, library, target, photos, output, watch } = outcome;
  const { flags, voice } = call;
  if (size === undefined) {
    await writeWhole({ path: output, data: planText(outcome, undefined) }, { force: flags.force });
    voice.result(`wrote    ${output}`);
    return undefined;
  }
  watch.begin('draw');
  const { path, cell, settings } = size;
  const { plan } = edited;
  const drawn = await drawToFile(call, {
    ...{ plan, photos, output: path, cell, dpi: settings.dpi, target: target.raster },
    judged: plan.photos.length <= MOST_JUDGED,
    beside: (likeness) => [{ path: output, data: planText(outcome, likeness) }],
  });
  sayEnlarged(call, plan, library.sizes, cell);
  voice.result(`wrote    ${path}  ${megabytes(drawn.bytes)}  (plan: ${output})`);
  return drawn;
}

function planText({ call, saved, edited, file, paths }: Outcome, likeness: PixelMetrics | undefined): string {
  const { settings } = call;
  const rules = givenSettings({ ...settings, given: settings.given.filter((name) => RULES.includes(name)) });
  return encodePlan({
    ...saved,
    plan: edited.plan,
    ...{ library: file.path, paths, certificate: edited.certificate },
    settings: { ...saved.settings, ...rules },
    violations: edited.violations.map(plainViolation),
    // what was measured of the plan as it was says nothing of this one
    metrics: likeness ? numbersOf(metricsOf(scorecard(likeness, variety(placedIn(edited.plan))))) : null,
  });
}

const RULES: readonly string[] = ['maxUses', 'minUses', 'spacing'];

interface Done {
  readonly drawn: Drawn | undefined;
  readonly added: number;
  readonly missing: number;
  readonly exit: number;
}

function sayDone({ call, edited, output, watch }: Outcome, { drawn, ...facts }: Done): void {
  const { voice, flags } = call;
  const { plan, certificate, moved, causes, costBefore, violations } = edited;
  const { columns, rows } = plan.layout.shape;
  const counts: Record<string, number> = {};
  for (const cause of causes) counts[cause] = (counts[cause] ?? 0) + 1;
  if (violations.length > 0) voice.note(violationWords(violations.length));
  if (flags.dryRun) voice.result('Nothing was written.');
  voice.event('done', {
    ...{ plan: output, dryRun: flags.dryRun === true, output: flags.render ?? null, columns, rows },
    ...{ photos: plan.ids.length, moved: moved.length, causes: counts },
    ...{ costBefore: costBefore ?? null, cost: certificate.cost },
    certificate: certificateFields(certificate, violations.length),
    ...{ bytes: drawn?.bytes ?? null, recolor: drawn?.recolor ?? null, timings: watch.timings() },
    ...{ peakRss: peakMemory(call), ...facts },
  });
}
