/** What a mosaic would be, and what the photos lack for it: a dry run ends here. */

import {
  type Advice,
  advise,
  layoutOf,
  type RuleOverrides,
  type Rules,
  rowsFor,
  rulesFor,
  UNLIMITED,
} from '@tesserae/core';
import { openPhotos, openPool } from '@tesserae/node';
import { type Collection, exitAfterScan } from './collection.js';
import { type Estimates, estimate, estimateWords } from './estimates.js';
import { peakMemory } from './facts.js';
import type { Intent } from './intent.js';
import { printSize, printWords } from './print-size.js';
import { counted, plural } from './progress.js';
import { spacingSentence } from './solve.js';
import { wishedRules } from './wishes.js';

/** Says what would be made, and writes nothing. @returns the exit code */
export async function forecast(intent: Intent, collection: Collection): Promise<number> {
  const { call, shape, target, cell } = intent;
  const { settings, voice } = call;
  const { library, report } = collection;
  const own = wishedRules(call, collection, shape);
  const rules = rulesFor(settings, library, layoutOf(shape, target.raster.width, target.raster.height), own);
  if (rules.spacing < settings.spacing) voice.note(spacingSentence(settings, rules.spacing));
  const print = printSize(shape, cell, settings.dpi);
  const estimates = estimateOf(intent, library.ids.length);
  const unique = uniqueUpTo(intent, rules);
  const advice = await adviceFor(intent, collection, own);

  voice.result(`rules    ${ruleWords(intent, rules, unique)}`, true);
  voice.result(`print    ${printWords(print, settings, shape)}`, true);
  voice.result(`takes    ${estimateWords(estimates)}`, true);
  for (const line of adviceLines(advice)) voice.result(line, true);
  voice.result(summary(intent, rules, library.ids.length), true);
  const exit = exitAfterScan(call, report);
  voice.event('done', {
    dryRun: true,
    output: intent.output ?? null,
    ...{ columns: shape.columns, rows: shape.rows, width: intent.width, height: intent.height },
    photos: library.ids.length,
    usesEach: (shape.columns * shape.rows) / usable(rules),
    uniqueUpTo: unique,
    print,
    estimates,
    lacks: advice.lacks,
    timings: intent.watch.timings(),
    peakRss: peakMemory(call),
    rules: { maxUses: settings.maxUses, minUses: settings.minUses, spacing: rules.spacing },
    refused: report?.refused ?? 0,
    hidden: collection.hidden,
    exit,
  });
  return exit;
}

function usable({ maxUses }: Rules): number {
  return maxUses.reduce((count, uses) => count + (uses > 0 ? 1 : 0), 0);
}

/** What an intent takes, about. */
export function estimateOf({ call, shape, width, height, cell, format }: Intent, photos: number): Estimates {
  const { settings } = call;
  return estimate({ settings, shape, photos, width, height, cell, format: format?.name });
}

async function adviceFor(
  { call, target, watch }: Intent,
  collection: Collection,
  rules: RuleOverrides,
): Promise<Advice> {
  const { settings, signal, voice } = call;
  const { library, file } = collection;
  watch.begin('describe');
  const pool = openPool(settings.jobs || undefined);
  const input = { target: target.raster, library, photos: openPhotos(file, library.ids), settings, rules, pool };
  return await advise(input, { signal, onProgress: voice.progress }).finally(() => pool.close());
}

/** The largest grid of the target's proportions that has a photo of its own for every cell. */
function uniqueUpTo({ target, shape }: Intent, rules: Rules): { readonly columns: number; readonly rows: number } {
  const { width, height } = target.raster;
  const photos = usable(rules);
  let columns = 1;
  while (columns < photos && (columns + 1) * rowsFor(columns + 1, width, height, shape.cell) <= photos) columns++;
  return { columns, rows: Math.min(photos, rowsFor(columns, width, height, shape.cell)) };
}

function ruleWords({ shape }: Intent, rules: Rules, unique: { columns: number; rows: number }): string {
  const cells = shape.columns * shape.rows;
  const photos = usable(rules);
  const each = Math.round(cells / photos);
  const uses =
    photos >= cells ? 'each photo once at most is possible' : `each photo ≈ ${plural(Math.max(1, each), 'time')}`;
  const most = rules.maxUses.reduce((largest, n) => Math.max(largest, n), 0);
  const bounds = most === UNLIMITED ? 'any number of uses allowed' : `at most ${counted(most)} allowed`;
  const apart = rules.spacing === 0 ? 'repeats may touch' : `repeats more than ${rules.spacing} cells apart`;
  return `${uses} (${bounds}) · unique is possible up to ${unique.columns}×${unique.rows} · ${apart}`;
}

function adviceLines({ lacks }: Advice): string[] {
  if (lacks.length === 0) return ['lacks    nothing: the photos have all the colours of this target'];
  return lacks.map(({ colour, cells, photos }, i) => {
    const label = i === 0 ? 'lacks   ' : '        ';
    return `${label} ${colour}: ${counted(cells)} cells match badly; about ${counted(photos)} more such photos would mend them`;
  });
}

function summary({ call, output, shape, width, height }: Intent, rules: Rules, photos: number): string {
  const { maxUses } = call.settings;
  const uses = maxUses === 'unlimited' ? 'any number of uses' : `at most ${plural(maxUses, 'use')}`;
  return (
    `would be ${output ?? 'a mosaic'}: ${shape.columns}×${shape.rows} cells from ${plural(photos, 'photo')}, ` +
    `${counted(width)}×${counted(height)} px; ${uses}, spacing ${rules.spacing}. Nothing was written.`
  );
}
