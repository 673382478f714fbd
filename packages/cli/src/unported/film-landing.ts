/** The cell that a film lands in, as it was named or chosen. */

import {
  cellNamed,
  chooseLanding,
  descriptorFor,
  findLanding,
  landingCosts,
  MosaicError,
  measurePhotos,
  type PhotoSize,
  type Plan,
  parseSettings,
  type Raster,
  vividness,
} from '@tesserae/core';
import type { Call } from './call.js';
import type { OpenPlan } from './plan-on-disk.js';
import { photoNamed } from './wishes.js';

/** What a landing is chosen by besides the plan. */
export interface LandingFacts {
  readonly frame: { readonly width: number; readonly height: number };
  readonly sizes: PhotoSize;
  /** Where it is still to be had: how well cells match is not known without. */
  readonly target: Raster | undefined;
  /** Whether the camera goes into what the cell shows: an endless film. */
  readonly within: boolean;
}

/**
 * The cell that `--landing` names; the best for a landing if it names none.
 *
 * @throws MosaicError `settings` for a cell outside of the mosaic or a photo that it does not show, `not-found` and `usage`
 *         for a path of no photo or of several
 */
export async function landingOf(
  { flags: { landing = 'auto' }, signal }: Call,
  { saved, photos, library }: OpenPlan,
  { frame, sizes, target, within }: LandingFacts,
): Promise<number> {
  const { plan } = saved;
  if (landing === 'auto') {
    const descriptor = descriptorFor(parseSettings(saved.settings));
    const costs = target && (await landingCosts(plan, target, { photos, descriptor }, { signal }));
    const vivid = await measurePhotos(plan, photos, vividness);
    return chooseLanding({ plan, frame, sizes, costs, vivid, within });
  }
  const isCell = cellNamed(landing, plan.layout.shape) >= 0 || /^r\d+c\d+$/i.test(landing);
  if (isCell || isHash(landing, plan)) return findLanding(landing, plan);
  const { hash = '' } = photoNamed('landing', library, landing);
  if (plan.photos.some((photo) => plan.ids[photo] === hash)) return findLanding(hash, plan);
  throw new MosaicError(
    'settings',
    `landing: expected a photo that the mosaic shows, received ${landing}, which it does not.`,
  );
}

function isHash(name: string, { ids }: Plan): boolean {
  return name.length >= 4 && ids.some((id) => id.startsWith(name.toLowerCase()));
}
