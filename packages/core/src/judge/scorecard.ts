/**
 * The scorecard: the numbers by which a mosaic is judged, from its pixels, its layout and its placement alone.
 *
 * The mosaic is never held: its bands go by, and the target follows in step.
 */

import { MosaicError } from '../errors.js';
import { onLattice } from '../layout/lattice.js';
import type { Shape } from '../layout/layout.js';
import type { Raster } from '../pixels/raster.js';
import type { Band } from '../render/band.js';
import { openArithmetic } from './arithmetic.js';
import { differences } from './differences.js';
import { type Fidelity, fidelityMeter, SIDE } from './fidelity.js';
import { LEAK_SIDE, leakMeter } from './leak.js';
import { type Nearness, nearMeter } from './near.js';
import type { Variety } from './placement/variety.js';
import { type Pop, popMeter } from './pop.js';
import { comparedRect, resampledRows } from './resample.js';
import { pairRows, teeRows } from './rows.js';

/** What is to be judged. */
export interface JudgeInput {
  readonly target: Raster;
  /** The mosaic's size in pixels… */
  readonly width: number;
  readonly height: number;
  /** …and how its cells are arranged. */
  readonly shape: Shape;
  /**
   * Where `recolor` comes from: 'none', nothing was recoloured, it is 0; 'bands', each carries its rows untouched, too;
   * 'unknown', it is null.
   */
  readonly recolor: 'none' | 'bands' | 'unknown';
  /** Whether an overlay of the target is looked for: about as much work as all the rest. */
  readonly leak: boolean;
}

/** What is measured of the pixels. */
export interface PixelMetrics extends Fidelity, Nearness, Pop {
  /** Mean CIEDE2000 between the photos as placed and as they are, 8 × 8 pixels a cell; null when not known. */
  readonly recolor: number | null;
  /** About the opacity of the target blended over the mosaic; null when not looked for. */
  readonly leak: number | null;
}

/** The scorecard. Without a placement, what is measured of it is null. */
export type Scorecard = Omit<PixelMetrics, 'far_samples'> & { readonly [name in keyof Variety]: Variety[name] | null };

/** The few numbers that are said whenever a mosaic is made. */
export type Metrics = Pick<
  Scorecard,
  'far_dE' | 'edge' | 'edge_near' | 'grain' | 'twins' | 'echo' | 'top50' | 'variety' | 'shown' | 'recolor'
>;

/** Takes a mosaic's bands, then has its likeness to the target. */
export interface Judge {
  /**
   * The next rows of the mosaic, with their rows untouched where `recolor` comes from bands.
   *
   * @throws MosaicError `shape` for a band that does not follow on the one before, or lacks its rows untouched
   */
  mosaic(band: Band): void;
  /** Throws `MosaicError` `shape` if rows are missing. */
  result(): PixelMetrics;
}

/** Begins to judge a mosaic. Memory grows with its width and its cells, not with its pixels. */
export function judge(judged: JudgeInput): Judge {
  const part = comparedRect(judged.target, judged.width / judged.height);
  const partSize = { width: part.w, height: part.h };
  const size = onLattice(judged.shape, SIDE);

  const arithmetic = openArithmetic();
  const fidelity = fidelityMeter(arithmetic, size);
  const near = nearMeter(arithmetic, size);
  const pop = popMeter(arithmetic, judged.shape);
  const fine = judged.leak ? onLattice(judged.shape, LEAK_SIDE) : null;
  const leak = fine && leakMeter(arithmetic, fine);
  const recolouring = differences(0);
  const tintedAndNot = pairRows(recolouring.add);
  const isRecoloured = judged.recolor === 'bands';

  const targetRows = [resampledRows(arithmetic, partSize, size, teeRows(fidelity.target, near.target, pop.target))];
  const seen = [fidelity.mosaic, near.mosaic, pop.mosaic, ...(isRecoloured ? [tintedAndNot.left] : [])];
  const mosaicRows = [resampledRows(arithmetic, judged, size, teeRows(...seen))];
  const untouchedRow = resampledRows(arithmetic, judged, size, tintedAndNot.right);
  if (leak && fine) {
    targetRows.push(resampledRows(arithmetic, partSize, fine, leak.target));
    mosaicRows.push(resampledRows(arithmetic, judged, fine, leak.mosaic));
  }

  let next = 0;
  let targetY = 0;
  return {
    mosaic: ({ y: first, raster, untouched = isRecoloured ? undefined : raster }) => {
      const { width, height } = raster;
      if (first !== next || width !== judged.width || next + height > judged.height || !untouched) {
        throw new MosaicError('shape', {
          subject: 'band',
          expected: `rows from ${next} on, ${judged.width} pixels wide, at most ${judged.height} in all, and untouched`,
          received: `${height} from ${first} on, ${width} wide`,
        });
      }
      for (let y = 0; y < height; y++) {
        for (const row of mosaicRows) row(raster, 0, y);
        if (isRecoloured) untouchedRow(untouched, 0, y);
        next++;
        // the target keeps pace, so that neither picture's rows have to wait long for the other's
        for (; targetY * judged.height < next * part.h; targetY++) {
          for (const row of targetRows) row(judged.target, part.x, part.y + targetY);
        }
      }
    },
    result: () => {
      if (next !== judged.height) {
        throw new MosaicError('shape', { subject: 'mosaic', expected: `${judged.height} rows`, received: next });
      }
      const recolor = { none: 0, bands: recolouring.mean(), unknown: null }[judged.recolor];
      return {
        ...fidelity.result(),
        ...near.result(),
        ...pop.result(),
        recolor,
        leak: leak === null ? null : leak.slope(),
      };
    },
  };
}

/** What is not known without a placement. */
const UNPLACED = {
  ...{ distinct: null, max_use: null, top50: null, eff_photos: null, variety: null },
  ...{ twins: null, echo: null, echo_at: null, min_repeat_dist: null, shown: null, mirrored: null },
};

/** Puts the two halves of the scorecard together. */
export function scorecard(
  { far_samples: _, recolor, leak, ...seen }: PixelMetrics,
  variety: Variety | null,
): Scorecard {
  return { ...seen, ...(variety ?? UNPLACED), recolor, leak };
}

/** Takes from a scorecard what is said whenever a mosaic is made. */
export function metricsOf({ far_dE, edge, edge_near, grain, ...card }: Scorecard): Metrics {
  const { twins, echo, top50, variety, shown, recolor } = card;
  return { far_dE, edge, edge_near, grain, twins, echo, top50, variety, shown, recolor };
}
