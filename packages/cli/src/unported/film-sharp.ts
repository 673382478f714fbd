/** Whether the photo that a film lands on is as large as the frame that it fills: told before it is drawn. */

import { photoRect } from '@tesserae/core';
import type { FilmInput } from '@tesserae/node';

/** So little is not seen. */
const SEEN = 1.1;

/** @returns a sentence if it is drawn enlarged when it fills the frame */
export function enlargedLanding(
  { plan, landing, sizes }: Pick<FilmInput, 'plan' | 'landing' | 'sizes'>,
  frame: { readonly width: number; readonly height: number },
): string | undefined {
  const { width, height } = sizes(plan.photos[landing]);
  const whole = photoRect(plan, landing);
  const shown = Math.min(1, ((whole.h / whole.w) * frame.width) / frame.height);
  const factor = frame.width / (width * shown);
  if (width === 0 || factor < SEEN) return undefined;
  return (
    `the photo it lands on has ${width}×${height} px and is enlarged ${factor.toFixed(1)} times to fill the frame: it looks soft. ` +
    '--landing takes another, --for a smaller frame.'
  );
}
