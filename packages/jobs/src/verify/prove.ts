/** The proof of a plan, found anew. */

import type { Certificate, Library, PhotoSource, PlanFile, Progress } from '@tesserae/core';
import { provePlan } from '@tesserae/core/internal';
import { openLibrary, openPhotos, openPool, readLibrary } from '@tesserae/node';
import type { Running } from '../job.js';
import { missingError } from '../plan/library-of-plan.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import type { VerifyInput } from './options.js';

/** What became of it. */
export interface Proof {
  /** Null if the plan does not cost what its certificate says: an older version made it. */
  readonly certificate: Certificate | null;
  /** Whether it was ended before it was done. */
  readonly stopped: boolean;
}

/**
 * Makes what proves a plan.
 *
 * @throws MosaicError `not-found` if the library does not have all photos that may be used; what `targetOfPlan` and `openLibrary` throw
 */
export async function proverOf(saved: PlanFile, input: VerifyInput, running: Running) {
  const target = await targetOfPlan(saved, input.target, running);
  const path = input.library ?? saved.library;
  const file = await openLibrary(path, { readOnly: true });
  try {
    requireAll(saved, libraryOf(saved, file), file.path);
  } finally {
    file.close();
  }
  return async (running: Running): Promise<Proof> => {
    const file = await openLibrary(path, { readOnly: true });
    try {
      const library = libraryOf(saved, file);
      const { plan, certificate } = saved;
      const settings = settingsOfPlan(saved);
      const photos: PhotoSource = openPhotos(file, library.ids, { look: settings.photosLook });
      return await prove({ plan, certificate, target: target.raster, library, photos, settings }, running);
    } finally {
      file.close();
    }
  };
}

function libraryOf({ plan }: PlanFile, file: Awaited<ReturnType<typeof openLibrary>>): Library {
  const only = new Set(plan.ids);
  return readLibrary(file, { only, evenHidden: only }).library;
}

/** A proof speaks of all photos that there were to choose from, used or not. */
function requireAll(saved: PlanFile, { ids }: Library, path: string): void {
  const there = new Set(ids);
  const { plan } = saved;
  const missing = [...plan.ids.keys()].filter((photo) => plan.rules.maxUses[photo] > 0 && !there.has(plan.ids[photo]));
  if (missing.length > 0) throw missingError(path, saved, missing, { omit: 'prove' });
}

/** A stop ends the proof as it is; before it has begun there is none. */
async function prove(input: Parameters<typeof provePlan>[0], { events, signal: asked }: Running): Promise<Proof> {
  const [stop, enough] = [new AbortController(), new AbortController()];
  let isProving = false;
  const heard = (): void => (isProving ? enough : stop).abort();
  if (asked.aborted) heard();
  asked.addEventListener('abort', heard);
  const onProgress = (progress: Progress): void => {
    isProving ||= progress.stage === 'prove';
    events({ type: 'progress', progress });
  };
  const pool = openPool();
  try {
    const certificate = await provePlan({ ...input, pool }, { signal: stop.signal, enough: enough.signal, onProgress });
    return { certificate, stopped: enough.signal.aborted };
  } finally {
    asked.removeEventListener('abort', heard);
    await pool.close();
  }
}
