/** What a film is made from, put together from an order and the photos of its plans. */

import type { FilmInput } from '@tesserae/node';
import { photoSizes } from '@tesserae/node';
import type { Call } from './call.js';
import { landingOf } from './film-landing.js';
import type { FilmOrder } from './film-order.js';
import type { OpenPlan } from './plan-on-disk.js';

/**
 * Puts it together, but for the mosaics that an endless film goes into.
 *
 * @param opened  the plan, and the one that it becomes
 * @throws MosaicError as `landingOf` does
 */
export async function filmInput(
  call: Call,
  { wish, target, otherTarget, script }: FilmOrder,
  [mine, others]: readonly OpenPlan[],
): Promise<FilmInput> {
  const { plan } = mine.saved;
  const pixels = photoSizes(mine.library, plan.ids);
  const sizes = (photo: number) => ({ width: pixels[photo * 2], height: pixels[photo * 2 + 1] });
  const facts = { frame: wish.frame, sizes, target, within: wish.endless > 0 };
  return {
    ...{ plan, photos: mine.photos, sizes, target, script },
    landing: wish.shows.landing ? await landingOf(call, mine, facts) : 0,
    other: others && { plan: others.saved.plan, photos: others.photos, target: otherTarget },
  };
}
