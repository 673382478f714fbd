/** `index`: makes or updates a library. */

import { MosaicError } from '@tesserae/core';
import { openLibrary } from '@tesserae/node';
import { filterOf } from '../collection/filter.js';
import { scan } from '../collection/scan.js';
import { scanRequest } from '../collection/scan-request.js';
import type { Running } from '../job.js';
import { stopwatch } from '../stopwatch.js';
import type { IndexInput } from './options.js';

/** As `Job` has it. */
export async function prepare(input: IndexInput, { host }: Running) {
  const keep = filterOf(input);
  const request = await scanRequest(input, host);
  if (request === undefined) {
    const wanted = { expected: 'folders, files or a list of them', received: 'nothing' };
    throw new MosaicError('usage', {
      subject: 'photos',
      ...wanted,
      waysOut: [{ give: 'photos' }, { give: 'fromFile' }],
    });
  }
  const path = input.library ?? host.library;
  return {
    // files and folders that were named, and paths in the list
    facts: { library: path, named: request.folders.length, listed: request.listed.length },
    run: async (running: Running) => {
      const watch = stopwatch(['index']);
      const library = await openLibrary(path, { create: true });
      let isWorthKeeping = false;
      try {
        const options = { ignore: input.ignore, wait: input.wait, keep };
        const { refusals: _, ...counts } = await scan(library, request, running, options);
        isWorthKeeping = counts.photos + counts.refused > 0;
        const hidden = Object.values(counts.hidden).some((count) => count > 0);
        if (counts.photos === 0 && !hidden)
          running.events({ type: 'note', note: { code: 'no-photos-found', values: {} } });
        return { ...counts, library: library.path, timings: watch.timings() };
      } finally {
        if (isWorthKeeping) library.close();
        else library.discard();
      }
    },
  };
}
