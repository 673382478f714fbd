/** From settings to how an assignment is sought. */

import type { Effort } from '../assign/assign.js';
import { isGiven } from '../settings/parse.js';
import type { Settings } from '../settings/table.js';

/**
 * Lists, precision and sweeps of each effort. The best one also has finer views (`viewsFor`).
 *
 * Far ΔE and edge, mean of targets 01, 05, 07, 10, and CPU seconds of assigning: fast 2.60, .911, .4; balanced 2.63, .914, .6;
 * best 2.46, .921, 3.4. Lists of 64 for balanced: the same mosaics. A second sweep of refinement: far ΔE .03 higher for edge .001.
 */
const EFFORTS: Readonly<Record<Settings['effort'], Effort>> = {
  fast: { k: 24, delta: 0.005, sweeps: 1, depth: 0, refinement: { lambda: 0, sigma: 1, sweeps: 1 } },
  balanced: { k: 32, delta: 0.001, sweeps: 4, depth: 1, refinement: { lambda: 0, sigma: 1, sweeps: 1 } },
  best: { k: 64, delta: 0.0003, sweeps: 20, depth: 2, refinement: { lambda: 0, sigma: 1, sweeps: 1 } },
};

/** The effort that the settings ask for. Mean colours alone are refined only on request: they are the classic method. */
export function effortFor(settings: Settings): Effort {
  const chosen = EFFORTS[settings.effort];
  const refines = settings.match === 'pyramid' || isGiven(settings, 'refine');
  return { ...chosen, refinement: { ...chosen.refinement, lambda: refines ? settings.refine : 0 } };
}
