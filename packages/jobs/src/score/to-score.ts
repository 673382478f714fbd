/** Mosaics that can be judged. */

import type { Band, Certificate, judge, Scorecard } from '@tesserae/core';
import type { PixelMetrics } from '@tesserae/core/internal';
import type { Running } from '../job.js';

/** What will be judged. */
export interface ScoreFacts {
  readonly columns: number;
  readonly rows: number;
  readonly target: string;
  /** Pixels a cell is drawn wide to be judged; null for a mosaic that is there already. */
  readonly cell: number | null;
}

/** How good a mosaic is. */
export interface Card {
  readonly metrics: Scorecard;
  /** Of a plan that has one. */
  readonly certificate: (Certificate & { readonly violations: number }) | null;
}

/** A mosaic that can be judged. */
export interface ToScore {
  readonly facts: ScoreFacts;
  judge(running: Running): Promise<Card>;
}

/** What passes by. */
export interface Picture {
  readonly bands: AsyncIterable<Band>;
  /** Rows of all bands together. */
  readonly height: number;
}

/** Shows a picture to a judge. */
export async function lookAt(
  judging: ReturnType<typeof judge>,
  { bands, height }: Picture,
  { events }: Running,
): Promise<PixelMetrics> {
  for await (const band of bands) {
    judging.mosaic(band);
    events({ type: 'progress', progress: { stage: 'score', done: band.y + band.raster.height, total: height } });
  }
  return judging.result();
}
