import type { assign } from '@tesserae/core/internal';

/** A little effort; what repeats cost is left out. */
export const EFFORT: Parameters<typeof assign>[1] = {
  ...{ k: 12, delta: 0.01, sweeps: 2, depth: 1, proof: 'quick' },
  refinement: { sweeps: 1, yielding: 0, seek: [0], repulsion: 0, crowding: 0 },
};
