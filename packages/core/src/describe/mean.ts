/** The classic descriptor: one colour a cell. */

import { labFromLinear } from '../color/lab.js';
import { oklabFromLinear } from '../color/oklab.js';
import { ENCODED, LINEAR } from '../color/srgb.js';
import type { Descriptor } from './descriptor.js';

/**
 * Mean colour in sRGB (0…255: the plain average of encoded values, as the classic programs have it), in CIELAB (D65)
 * or in OKLab × 100 (both averaged in linear light).
 */
export function meanDescriptor(space: 'srgb' | 'lab' | 'oklab'): Descriptor {
  const curve = space === 'srgb' ? ENCODED : LINEAR;
  const spec = { match: 'mean', space } as const;
  return { spec, samples: () => ONE, curve, dims: 3, steps: 40, encode: ENCODERS[space] };
}

const ONE = { columns: 1, rows: 1 };

/** Room for a colour. */
const room = new Float32Array(3);

const ENCODERS: Readonly<Record<'srgb' | 'lab' | 'oklab', Descriptor['encode']>> = {
  srgb: (means, _shape, out, at) => {
    for (let i = 0; i < 3; i++) out[at + i] = means[i] * 255;
  },
  lab: (means, _shape, out, at) => {
    labFromLinear(means, 0, room, 0);
    out.set(room, at);
  },
  oklab: (means, _shape, out, at) => {
    oklabFromLinear(means, 0, room, 0);
    for (let i = 0; i < 3; i++) out[at + i] = room[i] * 100;
  },
};
