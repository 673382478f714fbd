import type { Collection } from './collection.js';

/** What is known of the photos of a job: `photos` are those that may be used, `scanned` is null if nothing was scanned. */
export function collectionFacts({ path, library, report, hidden }: Collection) {
  const { refused = 0, repaired = 0, forgotten = 0, ignored = 0 } = report ?? {};
  const counts = { refused, repaired, forgotten, ignored };
  return { library: path, photos: library.ids.length, scanned: scannedOf(report), ...counts, hidden };
}

/** What a scan counted. */
export function scannedOf(report: Collection['report']) {
  if (report === undefined) return null;
  const { refusals: _, ...counts } = report;
  return counts;
}
