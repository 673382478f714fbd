/** The descriptor of a mosaic that is looked at as a whole: rows whose squared distances are what a difference costs (`error-filter.ts`). */

import { oklabFromLinear } from '../color/oklab.js';
import { LINEAR } from '../color/srgb.js';
import { bandsFor } from './bands.js';
import type { Descriptor, DescriptorSpec } from './descriptor.js';
import { DIMS, errorFilter } from './error-filter.js';

/** OKLab × 100: a unit is about one just visible difference; hues count more than lightness. */
const SCALES = [100, 158, 158];
/**
 * Rows are rounded to whole 40ths of that unit: distances become exact, whoever computes them (see `match/view-table`). It is far
 * below what can be seen.
 */
export const STEPS = 40;

/**
 * Where less than this share of a photo is shown, it costs so much for each whole share that is missing: a mean squared difference. Tried
 * on targets 01, 05, 07, 10: median share shown, edge_near and far ΔE without a price .40, .704, 3.06; with this one .56, .700, 3.2.
 */
const ENOUGH = 0.64;
const CUT_PRICE = 31;

/** Descriptor of 49 whole numbers: 48 for the looks, those that vary most first; the last for what is cut off, 0 for a cell. */
export function multiscaleDescriptor(spec: Extract<DescriptorSpec, { match: 'multiscale' }>): Descriptor {
  const filter = errorFilter(bandsFor(spec.detail), spec.cell, spec.classes);
  const lab = new Float32Array(DIMS);
  const encode: Descriptor['encode'] = (means, shape, out, at) => {
    const { columns, rows, channels, forward } = filter.forms[shape];
    const count = columns * rows;
    for (let i = 0; i < count * 3; i += 3) oklabFromLinear(means, i, lab, i);
    out.fill(0, at, at + DIMS + 1);
    channels.forEach((channel, place) => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += forward[place * count + i] * lab[i * 3 + channel];
      out[at + place] = Math.round(sum * SCALES[channel] * STEPS);
    });
  };
  const cutOff: Descriptor['cutOff'] = (share, out, at) => {
    out[at + DIMS] = Math.round(Math.sqrt(CUT_PRICE * Math.max(0, ENOUGH - share)) * STEPS);
  };
  const samples = (shape: number) => filter.forms[shape];
  const looks = { spec, samples, curve: LINEAR, dims: DIMS + 1, steps: 1, encode, filter };
  return spec.cut ? { ...looks, cutOff } : looks;
}
