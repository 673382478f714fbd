/** `library repair`: mends a damaged library. */

import { repairLibrary } from '@tesserae/node';
import type { Repair } from '@tesserae/node/internal';
import { libraryBusy } from '../collection/scan.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import type { LibraryFacts } from './library-job.js';
import { REPAIR, type RepairInput } from './options.js';

/** What was mended. */
export interface Repaired extends LibraryFacts, Repair {}

/** Mends a library: what can be is read again from the photos, and the rest is named. */
export const repairJob: Job<RepairInput, Repaired, LibraryFacts> = { name: 'library repair', options: REPAIR, prepare };

async function prepare(input: RepairInput, host: Host): Promise<Prepared<Repaired, LibraryFacts>> {
  const library = input.library ?? host.library;
  return {
    facts: { library },
    estimate: undefined,
    notes: [],
    run: async (events = UNHEARD, signal = ENDLESS) => {
      const repaired = await repairLibrary(library, {
        ...{ signal, wait: input.wait, decoders: host.decoders, onWait: libraryBusy(events) },
        onProgress: (progress) => events({ type: 'progress', progress }),
      });
      tell(repaired, events);
      return { library, ...repaired };
    },
  };
}

function tell({ missing, complete, kept }: Repair, events: Events): void {
  for (const path of missing) {
    events({ type: 'refused', photo: { path, code: 'not-found', detail: 'not there any more' } });
  }
  if (!complete) events({ type: 'note', note: { code: 'library-incomplete', values: {} } });
  if (kept !== undefined) events({ type: 'note', note: { code: 'library-kept', values: { path: kept } } });
}
