/** `index`: makes or updates a library. */

import { MosaicError } from '@tesserae/core';
import { type IndexReport, openLibrary } from '@tesserae/node';
import { filterOf } from '../collection/filter.js';
import { scan } from '../collection/scan.js';
import { scanRequest } from '../collection/scan-request.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import { stopwatch } from '../stopwatch.js';
import { INDEX, type IndexInput } from './options.js';

/** What a scan found and did. */
export interface Indexed extends Omit<IndexReport, 'refusals'> {
  readonly library: string;
  readonly timings: Readonly<Record<string, number>>;
}

/** What is known before. */
export interface IndexFacts {
  readonly library: string;
  /** Files and folders that were named, and paths in the list. */
  readonly named: number;
  readonly listed: number;
}

/** Makes or updates a library of photos. */
export const indexJob: Job<IndexInput, Indexed, IndexFacts> = { name: 'index', options: INDEX, prepare };

async function prepare(input: IndexInput, host: Host): Promise<Prepared<Indexed, IndexFacts>> {
  const keep = filterOf(input);
  const request = await scanRequest(input, host);
  if (request === undefined) {
    const expected = 'folders, files or a list of them';
    throw new MosaicError('usage', {
      subject: 'photos',
      expected,
      received: 'nothing',
      waysOut: [{ give: 'fromFile' }],
    });
  }
  const path = input.library ?? host.library;
  const asked = request;
  const { folders, listed } = asked;

  async function run(events: Events = UNHEARD, signal: AbortSignal = ENDLESS): Promise<Indexed> {
    const watch = stopwatch(['index']);
    watch.begin('index');
    const library = await openLibrary(path, { create: true });
    let isWorthKeeping = false;
    try {
      const options = { ignore: input.ignore, wait: input.wait, keep, signal, events };
      const { refusals: _, ...counts } = await scan(library, asked, host, options);
      isWorthKeeping = counts.photos + counts.refused > 0;
      const hidden = Object.values(counts.hidden).some((count) => count > 0);
      if (counts.photos === 0 && !hidden) events({ type: 'note', note: { code: 'no-photos-found', values: {} } });
      return { ...counts, library: library.path, timings: watch.timings() };
    } finally {
      if (isWorthKeeping) library.close();
      else library.discard();
    }
  }

  return {
    facts: { library: path, named: folders.length, listed: listed.length },
    estimate: undefined,
    notes: [],
    run,
  };
}
