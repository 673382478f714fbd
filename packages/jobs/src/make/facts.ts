import { cellPixels, latticeOf } from '@tesserae/core/internal';
import type { Collection } from '../collection/collection.js';
import { type CollectionFacts, collectionFacts } from '../collection/facts.js';
import { isForPaper, type PaperSize, paperSize } from '../picture/paper.js';
import type { Forecast } from './forecast.js';
import type { MakeRequest } from './request.js';

/** What is known of a mosaic before it is made. */
export interface MakeFacts extends CollectionFacts {
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
  readonly rules: { readonly maxUses: number | 'unlimited'; readonly minUses: number; readonly spacing: number };
  /** Of a dry run. */
  readonly forecast: Forecast | null;
  readonly timings: Readonly<Record<string, number>>;
}

/** Puts the facts together. */
export function factsOf(
  { input, output, format, size }: MakeRequest,
  collection: Collection,
  timings: MakeFacts['timings'],
): MakeFacts {
  const { settings } = input;
  const { shape, cell, width, height } = size;
  const { maxUses, minUses, spacing } = settings;
  return {
    ...{ output: output ?? null, format: format?.name ?? null },
    ...{ ...latticeOf(shape), width, height },
    cell: cellPixels(shape, cell),
    ...{ print: paperSize(shape, cell, settings), isForPaper: isForPaper(settings) },
    ...collectionFacts(collection),
    ...{ rules: { maxUses, minUses, spacing }, forecast: null, timings },
  };
}
