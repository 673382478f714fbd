import type { Plan, Settings } from '@tesserae/core';
import { isGiven, limitRecolouring } from '@tesserae/core/internal';

/** The plan with its recolouring held to what was asked for. */
export function recolouringHeld(plan: Plan, settings: Settings): Plan {
  return limitRecolouring(plan, {
    tint: isGiven(settings, 'tint') ? settings.tint : Number.POSITIVE_INFINITY,
    overlay: isGiven(settings, 'overlay') ? settings.overlay : 100,
  });
}
