/** `index`: makes or updates a library. */

import { MosaicError } from '@tesserae/core';
import { openLibrary } from '@tesserae/node';
import { askedFor } from '../asked.js';
import type { Call } from '../call.js';
import { exitAfterScan, libraryPath, scan, scanWords } from '../collection.js';
import { peakMemory, stopwatch } from '../facts.js';
import { hiddenWords, sieveOf } from '../sifting.js';

/** Indexes photos. */
export async function indexing(call: Call): Promise<number> {
  const { voice, words, flags } = call;
  const watch = stopwatch(['index']);
  watch.begin('index');
  const sieve = sieveOf(flags);
  const asked = await askedFor(call, words);
  if (asked === undefined) {
    throw new MosaicError('usage', 'PHOTOS: expected folders or files, or a list by --from-file, received nothing.');
  }
  const file = await openLibrary(libraryPath(call), { create: true });
  let worthKeeping = false;
  try {
    const report = await scan(call, file, { ...asked, sieve });
    worthKeeping = report.photos + report.refused > 0;
    const exit = exitAfterScan(call, report);
    const timings = watch.timings();
    const { refusals: _, ...counts } = report;
    voice.result(`photos   ${scanWords(report)}`);
    const what = hiddenWords(counts.hidden, flags);
    if (what !== '') voice.step('hidden', what);
    if (counts.photos === 0 && what === '')
      voice.note('no photo was found there; folders with photos are what is expected.');
    if (worthKeeping) voice.step('library', file.path);
    voice.detail(`index ${timings.index.toFixed(2)} s`);
    voice.event('done', {
      ...counts,
      library: file.path,
      timings,
      peakRss: peakMemory(call),
      exit,
    });
    return exit;
  } finally {
    if (worthKeeping) file.close();
    else file.discard();
  }
}
