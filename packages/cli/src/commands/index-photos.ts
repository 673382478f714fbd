/** `index`: makes or updates a library. */

import { openLibrary } from '@tesserae/node';
import type { Call } from '../call.js';
import { exitAfterScan, libraryPath, requireThere, scan, scanWords } from '../collection.js';
import { peakMemory, stopwatch } from '../facts.js';

/** Indexes photos. */
export async function indexing(call: Call): Promise<number> {
  const { voice, words } = call;
  const watch = stopwatch(['index']);
  watch.begin('index');
  await requireThere(words);
  const file = await openLibrary(libraryPath(call), { create: true });
  let worthKeeping = false;
  try {
    const report = await scan(call, file, words);
    worthKeeping = report.photos + report.refused > 0;
    const exit = exitAfterScan(call, report);
    const timings = watch.timings();
    const { photos, added, unchanged, duplicates, skipped, refused, repaired, forgotten, bytes } = report;
    voice.result(`photos   ${scanWords(report)}`);
    if (photos === 0) voice.note('no photo was found there; folders with photos are what is expected.');
    voice.detail(`${file.path}, ${timings.index.toFixed(2)} s`);
    voice.event('done', {
      ...{ photos, added, unchanged, duplicates, skipped, refused, repaired, forgotten, bytes },
      library: file.path,
      timings,
      peakRss: peakMemory(),
      exit,
    });
    return exit;
  } finally {
    if (worthKeeping) file.close();
    else file.discard();
  }
}
