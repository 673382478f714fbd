import { cellPixels, cellsIn, latticeOf } from '@tesserae/core/internal';
import { type Collection, collectionFacts } from '../collection/collection.js';
import { isForPaper, paperSize } from '../picture/paper.js';
import type { Stopwatch } from '../stopwatch.js';
import { cutOff } from '../target/cut.js';
import type { Forecast } from './forecast.js';
import type { MakeRequest } from './request.js';

/** What is known of a mosaic before it is made. */
export type MakeFacts = Omit<ReturnType<typeof factsOf>, 'forecast'> & { readonly forecast: Forecast | null };

/** Puts the facts together, but for the forecast of a dry run. `width` and `height` are pixels. */
export function factsOf(
  { input, output, format, target, size }: MakeRequest,
  collection: Collection,
  timings: ReturnType<Stopwatch['timings']>,
) {
  const { settings } = input;
  const { shape, cell, width, height } = size;
  const { maxUses, minUses, spacing } = settings;
  return {
    ...{ output: output ?? null, format: format?.name ?? null },
    ...{ ...latticeOf(shape), cells: cellsIn(shape), width, height },
    // the part of the target that is imitated, and what is cut off; null if nothing is
    crop: target.crop ? cutOff(target.crop, target) : null,
    cell: cellPixels(shape, cell),
    // on paper, and whether somebody thinks of it
    ...{ print: paperSize(shape, cell, settings), isForPaper: isForPaper(settings) },
    ...collectionFacts(collection),
    ...{ rules: { maxUses, minUses, spacing }, forecast: null, timings },
  };
}
