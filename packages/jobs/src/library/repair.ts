/** `library repair`: mends a damaged library. */

import { repairLibrary } from '@tesserae/node';
import type { Repair } from '@tesserae/node/internal';
import { libraryBusy } from '../collection/scan.js';
import type { Events } from '../events.js';
import { defineJob, hooksOf, type Running } from '../job.js';
import { REPAIR, type RepairInput } from './options.js';

/** Mends a library: what can be is read again from the photos, and the rest is named. */
export const repairJob = defineJob('library repair', REPAIR, async (input: RepairInput, { host }) => {
  const library = input.library ?? host.library;
  return {
    facts: { library },
    run: async (running: Running) => {
      const { events } = running;
      const options = { wait: input.wait, decoders: host.decoders, onWait: libraryBusy(events) };
      const repaired = await repairLibrary(library, { ...hooksOf(running), ...options });
      tell(repaired, events);
      return { library, ...repaired };
    },
  };
});

function tell({ missing, complete, kept }: Repair, events: Events): void {
  for (const path of missing) {
    events({ type: 'refused', photo: { path, code: 'not-found', detail: 'not there any more' } });
  }
  if (!complete) events({ type: 'note', note: { code: 'library-incomplete', values: {} } });
  if (kept !== undefined) events({ type: 'note', note: { code: 'library-kept', values: { path: kept } } });
}
