/** From settings to how an assignment is sought. */

import type { Effort } from '../assign/assign.js';
import { isGiven } from './parse.js';
import type { Settings } from './settings.js';

/** Lists, precision and sweeps of each effort. */
const EFFORTS: Readonly<Record<Settings['effort'], Effort>> = {
  fast: { k: 32, delta: 0.005, sweeps: 1, refinement: { lambda: 0, sigma: 1, sweeps: 1 } },
  balanced: { k: 64, delta: 0.001, sweeps: 3, refinement: { lambda: 0, sigma: 1, sweeps: 2 } },
  best: { k: 96, delta: 0.0003, sweeps: 20, refinement: { lambda: 0, sigma: 1, sweeps: 8 } },
};

/** The effort that the settings ask for. Mean colours alone are refined only on request: they are the classic method. */
export function effortFor(settings: Settings): Effort {
  const chosen = EFFORTS[settings.effort];
  const refines = settings.match === 'pyramid' || isGiven(settings, 'refine');
  return { ...chosen, refinement: { ...chosen.refinement, lambda: refines ? settings.refine : 0 } };
}
