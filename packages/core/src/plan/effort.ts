/** From settings to how an assignment is sought. */

import type { Effort } from '../assign/assign.js';
import type { Settings } from '../settings/table.js';

/** An effort, whatever the variety. */
type Sought = Omit<Effort, 'refinement'> & {
  readonly refinement: Omit<Effort['refinement'], 'repulsion' | 'crowding'>;
};

/**
 * Lists, precision and sweeps of each effort. The best one also has finer views (`viewsFor`).
 *
 * Views are sought in full in few sweeps: far ΔE, edge_near and CPU seconds, mean of targets 01, 05, 07, 10, for the balanced one: in the first two, the
 * ninth and the last ones 3.28, .702, 4.1; in the second and ninth 3.27, .703, 3.4; in the ninth 3.30, .704, 3.5.
 */
const EFFORTS: Readonly<Record<Settings['effort'], Sought>> = {
  fast: {
    ...{ k: 24, delta: 0.005, sweeps: 1, depth: 0, proof: 'brief' },
    refinement: { sweeps: 6, yielding: 3, seek: [3] },
  },
  balanced: {
    ...{ k: 32, delta: 0.001, sweeps: 4, depth: 1, proof: 'quick' },
    refinement: { sweeps: 14, yielding: 8, seek: [1, 8] },
  },
  best: {
    ...{ k: 64, delta: 0.0003, sweeps: 20, depth: 2, proof: 'quick' },
    refinement: { sweeps: 24, yielding: 8, seek: [1, 8, 16] },
  },
};

/**
 * What repeats cost with the most variety, in shares of what a cell costs: beside another one, and by how often a photo is used.
 *
 * Both together are better than one. Far ΔE, edge_near, grain, echo, variety and the share of the 50 most used photos, mean of targets 01, 05, 07,
 * 10, at half of these prices: 3.28, .705, 2.59, .032, .358, .410; by a repulsion of 1.8 alone 3.27, .703, 2.62, .030, .349, .421.
 */
const MOST = { repulsion: 1.36, crowding: 0.12 };

/** The effort that the settings ask for. */
export function effortFor(settings: Settings): Effort {
  const chosen = EFFORTS[settings.effort];
  const wish = settings.variety / 100;
  const prices = { repulsion: wish * MOST.repulsion, crowding: wish * MOST.crowding };
  return { ...chosen, refinement: { ...chosen.refinement, ...prices } };
}
