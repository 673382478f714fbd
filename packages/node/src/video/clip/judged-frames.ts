/** How much a moving mosaic looks like its clip: some frames, evenly spread, judged as pictures are. */

import { drawnSize, judge, type PhotoSource, type Raster, render } from '@tesserae/core';
import type { MosaicFrame, MovingMosaic } from '@tesserae/core/internal';

/** Means over the frames that were judged. */
export interface ClipLikeness {
  /** Mean CIEDE2000 from afar: lower is better. */
  readonly far_dE: number;
  /** Agreement of contours, at most 1. */
  readonly edge: number;
  /** How many frames were judged. */
  readonly judged: number;
}

/** Looks at frames as they are made. */
export interface FrameJudge {
  /** Judges a frame if it is one of those that are. */
  add(frame: MosaicFrame, target: Raster): Promise<void>;
  result(): ClipLikeness;
}

/** Frames judged of a film; of a shorter one all. */
const JUDGED = 12;

/** Pixels of a cell that suffice: the judge looks at no more. */
const CELL = 8;

/** Begins to judge a film of so many frames. */
export function frameJudge(mosaic: MovingMosaic, photos: PhotoSource, total: number): FrameJudge {
  const every = Math.ceil(total / JUDGED);
  let [frames, judged, far, edge] = [0, 0, 0, 0];
  return {
    async add(frame, target) {
      // the middle of each twelfth: right after a cut nothing can lag behind
      if (frames++ % every !== every >> 1) return;
      const plan = mosaic.plan(frame);
      const { shape } = plan.layout;
      const size = drawnSize(shape, CELL);
      const judging = judge({ target, ...size, shape, recolor: 'none', leak: false });
      for await (const band of render(plan, photos, { cell: CELL })) judging.mosaic(band);
      const likeness = judging.result();
      judged++;
      far += likeness.far_dE;
      edge += likeness.edge;
    },
    result: () => ({ far_dE: far / judged, edge: edge / judged, judged }),
  };
}
