/** `make`: the photos, then the plan, then the picture. Everything that can be refused is refused before any work. */

import { dirname } from 'node:path';
import {
  isRecoloured,
  type MakeResult,
  type Metrics,
  MosaicError,
  metricsOf,
  type PhotoSource,
  type PixelMetrics,
  type Plan,
  scorecard,
  variety,
} from '@tesserae/core';
import { clipKindOf, openPhotos, planKey, scratchIn } from '@tesserae/node';
import { filesBeside, writeBeside } from '../beside.js';
import type { Call } from '../call.js';
import { certificateFields } from '../certificate.js';
import { refuseForPictures } from '../clip-wish.js';
import { type Collection, exitAfterScan, openCollection, scanWords } from '../collection.js';
import { type Drawn, drawToFile } from '../draw.js';
import { drawingMemory } from '../drawing-memory.js';
import { sayEnlarged } from '../enlarged.js';
import { writeErrorMap } from '../error-map.js';
import { estimateWords, pictureBytes } from '../estimates.js';
import { megabytes, peakMemory } from '../facts.js';
import { fewNotes } from '../few-notes.js';
import { estimateOf, forecast } from '../forecast.js';
import { type Intent, intentOf, sayIntent } from '../intent.js';
import { checkMemory } from '../memory-budget.js';
import { METRICS_MEANING, metricsWords, sayRecolouring } from '../metrics.js';
import { checkAgainstLibrary, requiredOutput } from '../outputs.js';
import { partsOf } from '../parts.js';
import { counted } from '../progress.js';
import { hiddenWords } from '../sifting.js';
import { placedIn, solve } from '../solve.js';
import { checkSpace } from '../space.js';
import { wishedRules } from '../wishes.js';

/** More cells than this are judged only when asked: it takes longer than drawing them. */
const MOST_JUDGED = 50_000;

/** Makes a mosaic. */
export async function make(call: Call): Promise<number> {
  const [path] = call.words;
  const kind = await clipKindOf(path);
  if (kind !== undefined) return await (await import('./make-clip.js')).makeClip(call, { path, kind });
  refuseForPictures(path, call.flags);
  const intent = await intentOf(call);
  const { target, shape, watch } = intent;
  watch.begin('index');
  const collection = await openCollection(call, call.words.slice(1));
  const scratch = scratchIn(dirname(intent.output ?? '.'));
  try {
    call.decoders.stopIdle(); // their memory is for the search now
    await checkAgainstLibrary(call, collection.file);
    sayPhotos(call, collection);
    sayIntent(intent, collection.library.ids.length);
    checkMemory(call, { ...intent, format: intent.format?.name }, collection.library.ids.length);
    if (call.flags.dryRun) return await forecast(intent, collection);
    call.voice.step('takes', estimateWords(estimateOf(intent, collection.library.ids.length)));
    await checkSpace(
      call,
      requiredOutput(call.flags),
      pictureBytes(intent.width * intent.height, intent.format?.name ?? 'png'),
    );

    const rules = wishedRules(call, collection, shape);
    // one source for all: what was described from is drawn from
    const photos = openPhotos(collection.file, collection.library.ids, {
      onNotice: fewNotes(call),
      decoders: call.decoders,
      scratch,
      decodeAtOnce: drawingMemory(call.settings).decoders,
    });
    const made = await solve(call, collection, { target, photos, rules, watch });
    if (call.signal.aborted) return await keepPlan(intent, collection, made);
    watch.begin('draw');
    const drawn = await draw(intent, collection, { made, photos });
    const { likeness } = drawn;
    if (likeness) await writeErrorMap(call, shape, likeness.far_cells);
    return finish(intent, collection, { made, drawn, metrics: metricsOfDrawing(made.plan, likeness) });
  } finally {
    await scratch.close();
    collection.file.close();
  }
}

/** Stopped while it searched: the best plan so far is kept, and nothing is drawn. */
async function keepPlan({ call, output, target }: Intent, collection: Collection, made: MakeResult): Promise<never> {
  const { plan, force } = call.flags;
  if (plan !== undefined) {
    await writeBeside({ ...call, flags: { plan, force } }, collection, { target, made, metrics: null });
    const untinted = call.settings.tint > 1 && made.plan.tint.every((gain) => gain === 1) ? ', without a tint' : '';
    call.voice.note(`the best plan so far is in ${plan}${untinted}: tesserae render ${plan} -o ${output} draws it.`);
  }
  throw new MosaicError('aborted', 'The search was stopped; no mosaic was drawn.');
}

/** Says what `make` would do. */
export function plan(call: Call): Promise<number> {
  return make({ ...call, flags: { ...call.flags, dryRun: true } });
}

function sayPhotos({ voice, flags }: Call, { report, library, file, hidden }: Collection): void {
  if (report) voice.step('photos', scanWords(report));
  else voice.step('photos', `${counted(library.ids.length)} usable in ${file.path}`);
  const words = hiddenWords(hidden, flags);
  if (words !== '') voice.step('hidden', `${words}; ${counted(library.ids.length)} remain`);
}

async function draw(
  intent: Intent,
  collection: Collection,
  { made, photos }: { readonly made: MakeResult; readonly photos: PhotoSource },
): Promise<Drawn> {
  const { call, target, cell } = intent;
  const { settings, flags } = call;
  const { plan } = made;
  const judged = settings.score || flags.errorMap !== undefined || plan.photos.length <= MOST_JUDGED;
  const output = requiredOutput(flags);
  const beside = (likeness: PixelMetrics | undefined) =>
    filesBeside(call, collection, { target, made, metrics: metricsOfDrawing(plan, likeness) });
  const codec = await call.decoders.codecVersion();
  return await drawToFile(call, {
    parts: partsOf(call, planKey(plan, { target: target.sha256, codec })),
    plan,
    photos,
    output,
    cell,
    dpi: settings.dpi,
    target: target.raster,
    judged,
    beside,
  });
}

function metricsOfDrawing(plan: Plan, likeness: PixelMetrics | undefined): Metrics | null {
  return likeness ? metricsOf(scorecard(likeness, variety(placedIn(plan)))) : null;
}

/** How it came out. */
interface Outcome {
  readonly made: MakeResult;
  readonly drawn: Drawn;
  readonly metrics: Metrics | null;
}

function finish(intent: Intent, { report, library, hidden }: Collection, { made, drawn, metrics }: Outcome): number {
  const { call, output, shape, cell, width, height, watch } = intent;
  const { plan, certificate, boundsCost, violations } = made;
  const { voice, flags, settings } = call;
  const enlarged = sayEnlarged(call, plan, library.sizes, cell);
  const exit = exitAfterScan(call, report);
  const timings = watch.timings();
  if (metrics) {
    voice.step('score', metricsWords(metrics, library.ids.length));
    for (const line of METRICS_MEANING) voice.step('', line);
  }
  if (isRecoloured(plan)) sayRecolouring(voice, plan, drawn.recolor);
  voice.detail(timingWords(timings));
  const beside = flags.plan === undefined ? '' : `  (plan: ${flags.plan})`;
  voice.result(`wrote    ${output}  ${megabytes(drawn.bytes)}${beside}`);
  voice.event('done', {
    output,
    ...{ columns: shape.columns, rows: shape.rows, width, height },
    photos: library.ids.length,
    used: new Set(plan.photos).size,
    metrics,
    recolor: drawn.recolor,
    certificate: certificateFields(certificate, violations.length),
    boundsCost,
    timings,
    peakRss: peakMemory(call),
    rules: { maxUses: settings.maxUses, minUses: settings.minUses, spacing: plan.rules.spacing },
    enlarged,
    bytes: drawn.bytes,
    refused: report?.refused ?? 0,
    repaired: report?.repaired ?? 0,
    forgotten: report?.forgotten ?? 0,
    ignored: report?.ignored ?? 0,
    hidden,
    plan: flags.plan ?? null,
    errorMap: flags.errorMap ?? null,
    exit,
  });
  return exit;
}

function timingWords(timings: Readonly<Record<string, number>>): string {
  return Object.entries(timings)
    .map(([step, seconds]) => `${step} ${seconds.toFixed(2)} s`)
    .join(' · ');
}
