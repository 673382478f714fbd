/** From settings to how an assignment is sought. */

import type { Effort } from '../assign/assign.js';
import type { Settings } from '../settings/table.js';

/**
 * Lists, precision and sweeps of each effort. The best one also has finer views (`viewsFor`).
 *
 * Far ΔE and edge, mean of targets 01, 05, 07, 10, and CPU seconds of assigning: fast 2.60, .911, .4; balanced 2.63, .914, .6;
 * best 2.46, .921, 3.4. Lists of 64 for balanced: the same mosaics. A second sweep of refinement: far ΔE .03 higher for edge .001.
 */
const EFFORTS: Readonly<Record<Settings['effort'], Effort>> = {
  fast: { k: 24, delta: 0.005, sweeps: 1, depth: 0, refinement: { sweeps: 6, yielding: 3, repulsion: 0 } },
  balanced: { k: 32, delta: 0.001, sweeps: 4, depth: 1, refinement: { sweeps: 14, yielding: 8, repulsion: 0 } },
  best: { k: 64, delta: 0.0003, sweeps: 20, depth: 2, refinement: { sweeps: 24, yielding: 8, repulsion: 0 } },
};

/** What a repeat costs beside another one with the most variety, in shares of what a cell costs. */
const MOST_REPULSION = 1.8;

/** The effort that the settings ask for. */
export function effortFor(settings: Settings): Effort {
  const chosen = EFFORTS[settings.effort];
  const repulsion = (settings.variety / 100) * MOST_REPULSION;
  return { ...chosen, refinement: { ...chosen.refinement, repulsion } };
}
