import { cellPixels, latticeOf } from '@tesserae/core';
import type { HiddenCounts, IndexReport } from '@tesserae/node';
import type { Collection } from '../collection/collection.js';
import { isForPaper, type PaperSize, paperSize } from '../picture/paper.js';
import type { Forecast } from './forecast.js';
import type { MakeRequest } from './request.js';

/** What is known of a mosaic before it is made. */
export interface MakeFacts {
  readonly output: string | null;
  readonly format: string | null;
  readonly columns: number;
  readonly rows: number;
  /** Pixels, of the mosaic and of a cell. */
  readonly width: number;
  readonly height: number;
  readonly cell: { readonly width: number; readonly height: number };
  /** On paper, and whether somebody thinks of paper. */
  readonly print: PaperSize;
  readonly isForPaper: boolean;
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
  readonly rules: { readonly maxUses: number | 'unlimited'; readonly minUses: number; readonly spacing: number };
  /** Of a dry run. */
  readonly forecast: Forecast | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Puts the facts together. */
export function factsOf(
  { input, output, format, size }: MakeRequest,
  { path, library, report, hidden }: Collection,
  timings: MakeFacts['timings'],
): MakeFacts {
  const { settings } = input;
  const { shape, cell, width, height } = size;
  const { maxUses, minUses, spacing } = settings;
  const { refused = 0, repaired = 0, forgotten = 0, ignored = 0 } = report ?? {};
  return {
    ...{ output: output ?? null, format: format?.name ?? null },
    ...{ ...latticeOf(shape), width, height },
    cell: cellPixels(shape, cell),
    ...{ print: paperSize(shape, cell, settings), isForPaper: isForPaper(settings) },
    ...{ library: path, photos: library.ids.length, scanned: scannedOf(report), refused, repaired, forgotten, ignored },
    ...{ hidden, rules: { maxUses, minUses, spacing }, forecast: null, timings },
  };
}

function scannedOf(report: IndexReport | undefined): MakeFacts['scanned'] {
  if (report === undefined) return null;
  const { refusals: _, ...counts } = report;
  return counts;
}
