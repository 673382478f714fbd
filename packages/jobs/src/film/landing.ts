/** The cell that a film lands in, as it was named or chosen. */

import { cellNamed, MosaicError, type Plan } from '@tesserae/core';
import { bestLanding, findLanding, photoRect } from '@tesserae/core/internal';
import type { LibraryFile, FilmInput as Source } from '@tesserae/node';
import { showPhoto } from '@tesserae/node/internal';
import type { Note } from '../notes.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import type { FilmRequest } from './request.js';

/**
 * The cell that an input names; the best for a landing if it names none.
 *
 * @throws MosaicError `settings` for a cell outside of the mosaic or a photo that it does not show, `not-found` and `usage`
 *         for a path of no photo or of several
 */
export async function landingOf(
  { input: { landing = 'auto' }, saved, frame, target, mosaics }: FilmRequest,
  { plan, photos, sizes }: Pick<Source, 'plan' | 'photos' | 'sizes'>,
  library: LibraryFile,
  signal: AbortSignal,
): Promise<number> {
  if (landing === 'auto') {
    const settings = settingsOfPlan(saved);
    return await bestLanding({ plan, photos, sizes, settings, frame, within: mosaics > 0 }, target, { signal });
  }
  const isCell = cellNamed(landing, plan.layout.shape) >= 0 || /^r\d+c\d+$/i.test(landing);
  if (isCell || isHash(landing, plan)) return findLanding(landing, plan);
  const { hash = '' } = showPhoto(library, landing, 'landing');
  if (plan.photos.some((photo) => plan.ids[photo] === hash)) return findLanding(hash, plan);
  const expected = 'a photo that the mosaic shows';
  throw new MosaicError('settings', { subject: 'landing', expected, received: landing });
}

function isHash(name: string, { ids }: Plan): boolean {
  return name.length >= 4 && ids.some((id) => id.startsWith(name.toLowerCase()));
}

/** So little is not seen. */
const SEEN = 1.1;

/** A note if the photo that a film lands on is drawn enlarged when it fills the frame. */
export function landingNotes(
  { plan, landing, sizes }: Pick<Source, 'plan' | 'landing' | 'sizes'>,
  frame: FilmRequest['frame'],
): Note[] {
  const { width, height } = sizes(plan.photos[landing]);
  const whole = photoRect(plan, landing);
  const shown = Math.min(1, ((whole.h / whole.w) * frame.width) / frame.height);
  const factor = frame.width / (width * shown);
  return width === 0 || factor < SEEN ? [] : [{ code: 'landing-enlarged', values: { width, height, factor } }];
}
