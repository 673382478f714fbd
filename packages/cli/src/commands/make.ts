/** `make`: the photos, then the plan, then the picture. Everything that can be refused is refused before any work. */

import { resolve } from 'node:path';
import {
  cellWidth,
  encodePlan,
  type GridShape,
  gridLayout,
  gridPixels,
  gridShape,
  type Likeness,
  type Metrics,
  makePlan,
  metricsOf,
  type Plan,
  rulesFor,
  type SettingName,
  type Settings,
  scorecard,
  variety,
} from '@tesserae/core';
import { checkFits, type Format, formatOf, openPhotos, readTarget, type Target, type WholeFile } from '@tesserae/node';
import type { Call } from '../call.js';
import { type Collection, exitAfterScan, openCollection, scanWords } from '../collection.js';
import { type Drawn, drawToFile } from '../draw.js';
import { megabytes, peakMemory, type Stopwatch, stopwatch } from '../facts.js';
import { metricsWords } from '../metrics.js';
import { checkAgainstLibrary, checkOutputs, noteAmongPhotos, requiredOutput } from '../outputs.js';
import { encodePlacements } from '../placements.js';
import { counted } from '../progress.js';
import { encodeReport } from '../report.js';

/** More cells than this are judged only when asked: it takes longer than drawing them. */
const MOST_JUDGED = 50_000;

/** A mosaic to be, as far as the command line and the target decide it. */
interface Intent {
  readonly call: Call;
  /** Undefined in a dry run that names none. */
  readonly output: string | undefined;
  readonly format: Format | undefined;
  readonly target: Target;
  readonly shape: GridShape;
  /** Pixels a cell is wide, and of the whole. */
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  readonly watch: Stopwatch;
}

/** Makes a mosaic. */
export async function make(call: Call): Promise<number> {
  const intent = await intentOf(call);
  intent.watch.begin('index');
  const collection = await openCollection(call, call.words.slice(1));
  try {
    await checkAgainstLibrary(call, collection.file);
    sayPhotos(call, collection);
    sayIntent(intent, collection);
    if (call.flags.dryRun) return finishDry(intent, collection);

    const plan = await solve(intent, collection);
    intent.watch.begin('draw');
    const drawn = await draw(intent, collection, plan);
    const metrics = metricsOfDrawing(plan, drawn.likeness);
    return finish(intent, collection, { plan, drawn, metrics });
  } finally {
    collection.file.close();
  }
}

async function intentOf(call: Call): Promise<Intent> {
  const { settings, flags, words, signal } = call;
  const output = flags.dryRun ? flags.output : requiredOutput(flags);
  const format = output === undefined ? undefined : formatOf(output);
  await checkOutputs(call, { files: [words[0]], photos: words.slice(1) });
  await noteAmongPhotos(call, words.slice(1));
  const target = await readTarget(words[0], { signal });
  const shape = gridShape(settings, target.raster);
  const cell = cellWidth(settings, shape.columns);
  const { width, height } = gridPixels(shape, cell);
  if (format) checkFits(format, width, height, shape);
  const watch = stopwatch(['index', 'describe', 'assign', 'draw']);
  return { call, output, format, target, shape, cell, width, height, watch };
}

function sayPhotos({ voice }: Call, { report, library, file }: Collection): void {
  if (report) voice.step('photos', scanWords(report));
  else voice.step('photos', `${counted(library.ids.length)} usable in ${file.path}`);
}

function sayIntent({ call, shape, cell, width, height, format }: Intent, { library }: Collection): void {
  const { columns, rows } = shape;
  const cells = columns * rows;
  const kind = format ? ` ${format.name.toUpperCase()}` : '';
  const one = gridPixels({ ...shape, columns: 1, rows: 1 }, cell);
  call.voice.step('plan', `${columns}×${rows} = ${counted(cells)} cells of ${one.width}×${one.height} px`);
  call.voice.step('', `${counted(width)}×${counted(height)} px${kind} · ${usesWords(cells, library.ids.length)}`);
}

function usesWords(cells: number, photos: number): string {
  return photos >= cells ? 'unique possible' : `each photo about ${counted(Math.ceil(cells / photos))} times`;
}

async function solve({ call, target, watch }: Intent, { library, file }: Collection): Promise<Plan> {
  const { settings, voice, signal } = call;
  watch.begin('describe');
  const input = { target: target.raster, library, photos: openPhotos(file, library.ids), settings };
  const plan = await makePlan(input, {
    signal,
    onProgress: (progress) => {
      if (progress.stage === 'describe' && progress.done === progress.total) watch.begin('assign');
      voice.progress(progress);
    },
  });
  const { distinct, max_use } = variety(placedIn(plan));
  voice.step('solve', `${counted(distinct)} photos used, at most ${counted(max_use)} times each`);
  const { spacing } = plan.rules;
  if (spacing < settings.spacing) voice.note(spacingSentence(settings, spacing));
  return plan;
}

function spacingSentence(settings: Settings, spacing: number): string {
  const now = spacing === 0 ? 'repeats may touch' : `no repeat within ${spacing} ${spacing === 1 ? 'cell' : 'cells'}`;
  return `spacing gave way from ${settings.spacing} to ${spacing} (${now}): the photos are too few for more.`;
}

function placedIn(plan: Plan) {
  const { columns, rows } = plan.layout.shape;
  return { columns, rows, photos: plan.photos, count: plan.ids.length };
}

async function draw(intent: Intent, collection: Collection, plan: Plan): Promise<Drawn> {
  const { call, target, cell } = intent;
  const { library, file } = collection;
  const judged = call.settings.score || plan.photos.length <= MOST_JUDGED;
  const photos = openPhotos(file, library.ids, { onNotice: call.voice.note });
  const output = requiredOutput(call.flags);
  const beside = (likeness: Likeness | undefined) =>
    filesBeside(intent, collection, plan, metricsOfDrawing(plan, likeness));
  return await drawToFile(call, { plan, photos, output, cell, target: judged ? target.raster : undefined, beside });
}

function metricsOfDrawing(plan: Plan, likeness: Likeness | undefined): Metrics | null {
  return likeness ? metricsOf(scorecard(likeness, variety(placedIn(plan)))) : null;
}

/** Settings that change nothing in the plan: it is the same for any of their values. */
const NOT_OF_THE_PLAN: readonly SettingName[] = ['jobs', 'score'];

/** What was asked for besides the picture. */
function filesBeside(
  { call, target }: Intent,
  { file, paths }: Collection,
  plan: Plan,
  metrics: Metrics | null,
): readonly WholeFile[] {
  const { flags, settings } = call;
  const files: WholeFile[] = [];
  if (flags.plan !== undefined) {
    const { sha256, width, height } = target;
    const facts = { path: resolve(target.path), sha256, width, height };
    const given = settings.given.filter((name) => !NOT_OF_THE_PLAN.includes(name));
    const chosen = Object.fromEntries(given.map((name) => [name, settings[name]]));
    const numbers = metrics && numbersOf(metrics);
    const parts = { plan, target: facts, library: file.path, paths, settings: chosen, metrics: numbers };
    files.push({ path: flags.plan, data: encodePlan(parts) });
  }
  if (flags.placements !== undefined) files.push({ path: flags.placements, data: encodePlacements(plan, paths) });
  if (flags.report !== undefined) files.push({ path: flags.report, data: encodeReport(flags.report, plan, paths) });
  return files;
}

/** What could be measured. */
function numbersOf(metrics: Metrics): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** How it came out. */
interface Outcome {
  readonly plan: Plan;
  readonly drawn: Drawn;
  readonly metrics: Metrics | null;
}

function finish(intent: Intent, { report, library }: Collection, { plan, drawn, metrics }: Outcome): number {
  const { call, output, shape, width, height, watch } = intent;
  const { voice, flags, settings } = call;
  const exit = exitAfterScan(call, report);
  const timings = watch.timings();
  if (metrics) voice.step('score', metricsWords(metrics));
  voice.detail(timingWords(timings));
  const beside = flags.plan === undefined ? '' : `  (plan: ${flags.plan})`;
  voice.result(`wrote    ${output}  ${megabytes(drawn.bytes)}${beside}`);
  voice.event('done', {
    output,
    ...{ columns: shape.columns, rows: shape.rows, width, height },
    photos: library.ids.length,
    used: new Set(plan.photos).size,
    metrics,
    timings,
    peakRss: peakMemory(),
    rules: { maxUses: settings.maxUses, minUses: settings.minUses, spacing: plan.rules.spacing },
    bytes: drawn.bytes,
    refused: report?.refused ?? 0,
    repaired: report?.repaired ?? 0,
    forgotten: report?.forgotten ?? 0,
    plan: flags.plan ?? null,
    exit,
  });
  return exit;
}

function timingWords(timings: Readonly<Record<string, number>>): string {
  return Object.entries(timings)
    .map(([step, seconds]) => `${step} ${seconds.toFixed(2)} s`)
    .join(' · ');
}

/** A dry run ends here: the rules are checked as far as arithmetic goes. */
function finishDry({ call, output, shape, target, width, height, watch }: Intent, collection: Collection): number {
  const { settings, voice } = call;
  const { library, report } = collection;
  const { raster } = target;
  const { spacing } = rulesFor(settings, library, gridLayout(shape, raster.width, raster.height));
  if (spacing < settings.spacing) voice.note(spacingSentence(settings, spacing));
  const exit = exitAfterScan(call, report);
  const { columns, rows } = shape;
  const uses = settings.maxUses === 'unlimited' ? 'any number of uses' : `at most ${settings.maxUses} uses`;
  voice.result(
    `would be ${output ?? 'a mosaic'}: ${columns}×${rows} cells from ${counted(library.ids.length)} photos, ` +
      `${counted(width)}×${counted(height)} px; ${uses}, spacing ${spacing}. Nothing was written.`,
    true,
  );
  voice.event('done', {
    dryRun: true,
    output: output ?? null,
    ...{ columns, rows, width, height },
    photos: library.ids.length,
    timings: watch.timings(),
    peakRss: peakMemory(),
    rules: { maxUses: settings.maxUses, minUses: settings.minUses, spacing },
    refused: report?.refused ?? 0,
    exit,
  });
  return exit;
}
