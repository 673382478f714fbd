import type { IndexReport } from '@tesserae/node';
import type { HiddenCounts } from '@tesserae/node/internal';
import type { Collection } from './collection.js';

/** What is known of the photos of a job. */
export interface CollectionFacts {
  readonly library: string;
  /** Photos that may be used. */
  readonly photos: number;
  /** Null if nothing was scanned. */
  readonly scanned: Omit<IndexReport, 'refusals'> | null;
  readonly refused: number;
  readonly repaired: number;
  readonly forgotten: number;
  readonly ignored: number;
  readonly hidden: HiddenCounts;
}

/** Puts them together. */
export function collectionFacts({ path, library, report, hidden }: Collection): CollectionFacts {
  const { refused = 0, repaired = 0, forgotten = 0, ignored = 0 } = report ?? {};
  const counts = { refused, repaired, forgotten, ignored };
  return { library: path, photos: library.ids.length, scanned: scannedOf(report), ...counts, hidden };
}

function scannedOf(report: IndexReport | undefined): CollectionFacts['scanned'] {
  if (report === undefined) return null;
  const { refusals: _, ...counts } = report;
  return counts;
}
