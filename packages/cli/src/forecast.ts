/** What a mosaic would be: a dry run ends here. */

import { gridLayout, rulesFor } from '@tesserae/core';
import { type Collection, exitAfterScan } from './collection.js';
import { peakMemory } from './facts.js';
import type { Intent } from './intent.js';
import { counted } from './progress.js';
import { spacingSentence } from './solve.js';
import { wishedRules } from './wishes.js';

/** Says what would be made; the rules are checked as far as arithmetic goes. @returns the exit code */
export function forecast(intent: Intent, collection: Collection): number {
  const { call, output, shape, target, width, height, watch } = intent;
  const { settings, voice } = call;
  const { library, report } = collection;
  const { raster } = target;
  const layout = gridLayout(shape, raster.width, raster.height);
  const { spacing } = rulesFor(settings, library, layout, wishedRules(call, collection, shape));
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
